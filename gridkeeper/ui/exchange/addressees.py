"""What is said, before a batch is handed over, of those whom it goes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain.replicas import Role
from gridkeeper.services.showing import days
from gridkeeper.texts import _, pick
from gridkeeper.ui import handing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.services.exchange.batch_history import PeerLine


def told(role: Role, peers: Sequence[PeerLine], invited: Sequence[str], *, again: bool) -> str:
    """Return what they have of what was handed over before.

    Args:
        role: Whose store this is.
        peers: Those who are meant.
        invited: The names of those who have not joined yet.
        again: Whether there is nothing that was not handed over to them.
    """
    is_office = role is Role.OFFICE
    sent = max((peer.sent_at for peer in peers if peer.sent_at is not None), default=None)
    if sent is None:
        return _("Nothing sent down yet.") if is_office else handing.first()
    without = sum(peer.unconfirmed for peer in peers)
    unanswered = sum(peer.unanswered for peer in peers)
    if again and unanswered:
        return handing.nothing_new(role, days.moment(sent), unanswered)
    if not without and all(peer.heard for peer in peers):
        text = (
            _("Last sent down {at}; everybody who has joined has received it.")
            if is_office and invited
            else _("Last sent down {at}; all of it has a receipt.")
            if is_office
            else _("Last handed in {at}; all of it has a receipt.")
        )
    else:
        text = (
            _("Last sent down {at}; not all of it has a receipt yet.")
            if is_office
            else _("Last handed in {at}; not all of it has a receipt yet.")
        )
    said = text.format(at=days.moment(sent))
    if not invited:
        return said
    text = _("Not joined yet: {names}.")
    return said + pick("", " ") + text.format(names=_names(invited))


def left_out(everybody: Sequence[PeerLine], peers: Sequence[PeerLine]) -> str:
    """Return for whom something waits, too, but who is not meant now."""
    meant = {peer.id for peer in peers}
    others = [one for one in everybody if one.id not in meant and (one.waiting or one.moved)]
    text = _("Something waits for others, too: {names}.")
    return text.format(names=_names([one.name for one in others])) if others else ""


def moved(peers: Sequence[PeerLine]) -> str:
    """Return who learns by the next file that other grids are theirs; "" if nobody does."""
    names = [peer.name for peer in peers if peer.moved]
    text = _("The grids have changed: the next file tells {names}")
    return text.format(names=_names(names)) if names else ""


def asked(peers: Sequence[PeerLine]) -> str:
    """Return who is asked to hand in again by the next file, or by one that is on its way."""
    those = [peer for peer in peers if peer.stream and peer.stream.asked_on]
    told = [peer.name for peer in those if peer.stream and peer.stream.told]
    rest = [peer.name for peer in those if peer.stream and not peer.stream.told]
    said = (
        (_("Asked to hand in again: {names}. The file for them says so."), told),
        (_("The next file asks to hand in again: {names}."), rest),
    )
    return pick("", " ").join(text.format(names=_names(names)) for text, names in said if names)


def _names(names: Sequence[str]) -> str:
    """Return names in a row; in English none is broken between its signs."""
    return _(", ").join(pick(name, "\u2060".join(name)) for name in names)
