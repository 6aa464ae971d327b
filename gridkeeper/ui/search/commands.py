"""What the search box can do besides finding: go to pages, begin records, run actions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from gridkeeper.domain import names
from gridkeeper.domain.kinds import KINDS
from gridkeeper.texts import N_, _
from gridkeeper.ui import patrols
from gridkeeper.ui.actions import ACTIONS, BY_NAME, Action, shortcut
from gridkeeper.ui.leaving import leave_sample
from gridkeeper.ui.pages import pages_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gridkeeper.ui.frame import Frame

_RECORDED = (
    *("visit", "dispute", "hazard", "request"),
    *("person", "household", "dwelling", "building", "grid", "premises"),
)
_LEFT_OUT = frozenset({"search", "record", "doubles"})
_WORD = 4  # characters
_OPEN = ("打开", "open ")
_ACTIONS = frozenset(action.name for action in ACTIONS)
_ALSO = {
    "hand_over": N_("Export a batch"),
    "take_in": N_("Import batches"),
    "verify": N_("Verify"),
    "event": N_("Moves in, moves out, moved away, moves house, born, died"),
}
"""What people who know other programs look for, or what they call it at the door."""

_DONE_ON = {
    "doors": N_("Nobody at home, empty, refused"),
    "papers": N_("Print, export to Excel"),
    "settings": N_("Dark, light, large text, English, Chinese"),
}
"""What is done on a page, for who looks for that and not for the page."""

_WRITING = frozenset({"undo", "redo", "back_up"})


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do.

    Attributes:
        keys: If it has any.
        also: What it is called elsewhere, in the language in force; "" for nothing.
    """

    text: str
    icon: str
    keys: str
    do: Callable[[], object]
    also: str = ""

    def rank(self, asked: str) -> int | None:
        """Return how well a few characters, pinyin or initials mean it, 0 best; None if not."""
        ranks = [(_rank(self.text, asked), 0), (_rank(self.also, asked) if self.also else None, 1)]
        return min((2 * rank + after for rank, after in ranks if rank is not None), default=None)

    def says(self, word: str) -> bool:
        """Return whether a word stands in what it is called."""
        return word in self.text or word in self.also


def _rank(text: str, asked: str) -> int | None:
    wanted = "".join(asked.casefold().split())
    plain = "".join(text.casefold().split())
    if wanted in plain:
        return 0
    if any(one.startswith(wanted) for one in (*names.pinyin(plain), *names.initials(plain))):
        return 1
    within = range(1, len(plain)) if len(wanted) > 1 and wanted.isascii() else ()
    return 2 if any(_spells(plain[place:], wanted) for place in within) else None


def _spells(text: str, wanted: str) -> bool:
    """Whether pinyin or initials mean the beginning of a text that is no name."""
    # Each syllable has a letter at least; a name of two letters has no surname before it.
    shown = f"a{text[: len(wanted)]}"
    spelled = (*names.pinyin(shown), *names.initials(shown))
    return any(one[1:].startswith(wanted) for one in spelled)


def answering(several: Iterable[Command], asked: str) -> list[Command]:
    """Return the commands that are meant, the likeliest first; all of them if nothing is asked."""
    ranked = [(one.rank(asked), one) for one in several]
    meant = [(rank, one) for rank, one in ranked if rank is not None]
    return [one for _rank, one in sorted(meant, key=lambda pair: pair[0])]


def is_named(asked: str) -> bool:
    """Whether what is asked is a word or two in Chinese, as commands are called."""
    return bool(asked) and len(asked) <= _WORD and not any(one.isascii() for one in asked)


def without_verb(asked: str) -> str:
    """Return what is to be found: `打开3-2-501` asks for 3-2-501."""
    plain = asked.strip()
    verb = next((verb for verb in _OPEN if plain.casefold().startswith(verb)), "")
    return plain[len(verb) :].strip() or plain


def commands(frame: Frame) -> Iterator[Command]:
    """Yield everything that can be done from the box, in the language in force."""
    if frame.may_write:
        for kind in _RECORDED:
            text = _("Record {what}").format(what=KINDS[kind].one)
            yield Command(text, "add", "", partial(frame.compose, kind))
        patrol = partial(patrols.begin, frame)
        yield Command(_("Record a patrol"), "add", "", patrol, _("Checklist"))
    pages = pages_of(frame.role)
    for place, entry in enumerate(pages, 1):
        text = _("Go to: {page}").format(page=entry.label)
        keys = f"Ctrl+{place}" if place <= 9 else ""
        if entry.name in _ACTIONS:
            keys = shortcut(entry.name)
        also = _(_DONE_ON[entry.name]) if entry.name in _DONE_ON else ""
        yield Command(text, entry.icon, keys, partial(frame.go, entry.name), also)
    # What only leads to a page was named with it.
    left_out = _LEFT_OUT | {entry.name for entry in pages}
    left_out |= frozenset() if frame.may_write else _WRITING
    for action in ACTIONS:
        if action.name in left_out or frame.role not in action.roles:
            continue
        does = _way(frame, action)
        if does is None:
            continue
        also = _(_ALSO[action.name]) if action.name in _ALSO else ""
        yield Command(action.said(frame.role), action.icon, shortcut(action.name), does, also)
    if frame.may_write:
        action = BY_NAME["doubles"]
        text, keys = action.said(frame.role), shortcut(action.name)
        yield Command(text, action.icon, keys, partial(_show_doubles, frame))
    if frame.is_sample:
        yield Command(_("Leave the sample"), "sample", "", partial(leave_sample, frame))


def _way(frame: Frame, action: Action) -> Callable[[], object] | None:
    """Return what does an action now, or tells how it is done; None where neither is to be said."""
    made = frame.actions[action.name]
    if not action.of_page or made.isEnabled():
        return made.trigger
    return partial(_tell_whose_event, frame) if action.name == "event" and frame.may_write else None


def _tell_whose_event(frame: Frame) -> None:
    """Go where a household or a person is chosen to whom something happens, and say how."""
    frame.go("people")
    text = _("Choose who it is, then press {keys}: moved in, moved out and the like")
    frame.notices.say(text.format(keys=shortcut("event")))


def _show_doubles(frame: Frame) -> None:
    """Show who may be registered twice, wherever one is."""
    from gridkeeper.ui.register import doubles  # noqa: PLC0415 - for who wants it

    doubles.show_doubles(frame)
