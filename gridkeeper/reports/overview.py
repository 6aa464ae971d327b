"""What a period comes to: cards and sentences, from figures alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridkeeper.domain import codes
from gridkeeper.domain.comparing import TINY, change
from gridkeeper.domain.contacts import MET
from gridkeeper.reports.story import Card
from gridkeeper.reports.wording import (
    against_before,
    has_any,
    known,
    number,
    share,
    tally,
    total,
)
from gridkeeper.texts import _, pick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridkeeper.domain.lines import Heading
    from gridkeeper.domain.tallies import Figures


def cards(figures: Figures) -> Sequence[Card]:
    """Return the four main figures with how they were before."""
    named = (
        (_("Visits"), "visits", _("visits")),
        (_("Disputes accepted"), "disputes", _("cases")),
        (_("Hazards found"), "hazards", _("places")),
        (_("Requests received"), "requests", _("cases")),
    )
    return [
        Card(
            label,
            total(figures, name),
            unit if known(figures, name) else "",
            against_before(figures, name),
        )
        for label, name, unit in named
    ]


def days(figures: Figures, heading: Heading) -> str:
    """Return the days of a paper whose title calls them by a name; "" where it says them itself."""
    period = figures.period
    if not (heading.months or period.months):
        return ""
    is_over = heading.months in {0, period.months}
    text = _("{first} to {last}") if is_over else _("{first} up to {last}")
    return text.format(first=period.first.isoformat(), last=period.last.isoformat())


def sentences(figures: Figures) -> Sequence[str]:
    """Return a paragraph for each kind of work."""
    return [visits(figures), disputes(figures), hazards(figures), requests(figures)]


def visits(figures: Figures) -> str:
    """Say what came of the visits."""
    if not has_any(figures, "visits"):
        return _nothing(figures, "visits", _("Visits: none were recorded in {period}."))
    text = _(
        "Visits, {period}: {visits} in all{change}, to {households} households; somebody was met "
        "on {met}, nobody on {missed}, {refused} were refused, {other} ended otherwise."
    )
    return text.format(
        period=figures.period.text(),
        visits=total(figures, "visits"),
        households=total(figures, "households_visited"),
        met=total(figures, "visits_met"),
        missed=total(figures, "visits_missed"),
        refused=total(figures, "visits_refused"),
        other=number(ended_otherwise(figures)),
        change=_change(figures, "visits"),
    )


def who_counts_as_met() -> str:
    """Return the note by which the number of those who were met can be added up again."""
    outcomes = codes.table("visit_outcome")
    named = [outcomes.text(code) for code in outcomes.labels if code in MET]
    text = _("Somebody was met: the visits with the outcomes {outcomes}.")
    return text.format(outcomes=pick("、", ", ").join(named))


def who_counts_as_satisfied() -> str:
    """Return the note by which the rate of those who are satisfied can be worked out again."""
    table = codes.table("satisfaction")
    satisfied, asked = (
        pick("、", ", ").join(table.text(str(answer)) for answer in one.values)
        for name in ("requests_satisfied", "requests_followed_up")
        for one in tally(name).where
    )
    text = _("Satisfied: the answers {satisfied}, of the follow-ups with the answers {asked}.")
    return text.format(satisfied=satisfied, asked=asked)


def how_compared() -> str:
    """Return the note that says how a number stands beside the one before it."""
    return _(
        "Changes are in percent of the period before; where either number is below {tiny}, it is "
        "told by how many it differs."
    ).format(tiny=TINY)


def disputes(figures: Figures) -> str:
    """Say what came of the disputes."""
    if not has_any(figures, "disputes"):
        return _nothing(figures, "disputes", _("Disputes: none were accepted in {period}."))
    text = _(
        "Disputes: {disputes} were accepted{change}; {settled} were settled, which is {rate} of "
        "those accepted; could not be settled: {failed}; under way: {open}; outcome not known: "
        "{unknown}."
    )
    if not figures.total("disputes_settled") + figures.total("disputes_failed"):
        text = _(
            "Disputes: {disputes} were accepted{change}; no outcomes are recorded. Under way: "
            "{open}; outcome not known: {unknown}."
        )
    amount = _(" They concern {amount} yuan.").format(amount=yuan(figures))
    text += amount if has_any(figures, "disputes_amount") else ""
    return text.format(
        disputes=total(figures, "disputes"),
        settled=total(figures, "disputes_settled"),
        rate=rate(figures, "disputes_settled", "disputes"),
        failed=total(figures, "disputes_failed"),
        open=total(figures, "disputes_open"),
        unknown=number(outcome_unknown(figures)),
        change=_change(figures, "disputes"),
    )


def hazards(figures: Figures) -> str:
    """Say what came of the hazards."""
    if not has_any(figures, "hazards"):
        said = _nothing(figures, "hazards", _("Hazards: none were found in {period}."))
        return said + left(figures)
    text = _(
        "Hazards: {hazards} were found{change}; {closed} are closed, which is {rate} of those "
        "found."
    )
    said = text.format(
        hazards=total(figures, "hazards"),
        closed=total(figures, "hazards_closed"),
        rate=rate(figures, "hazards_closed", "hazards"),
        change=_change(figures, "hazards"),
    )
    return said + left(figures)


def left(figures: Figures) -> str:
    """Say how many hazards are open, whenever they were found; "" where nobody counted them."""
    if figures.left is None:
        return ""
    text = _(
        " At the end {open} are open ({earlier} of them found before the period), and {overdue} "
        "are overdue."
    )
    if figures.left.since:
        text += _(" {since} of the open ones have been closed since.")
    return text.format(
        since=number(figures.left.since),
        open=number(figures.left.open),
        earlier=number(figures.left.earlier),
        overdue=number(figures.left.overdue),
    )


def requests(figures: Figures) -> str:
    """Say what came of the requests."""
    if not has_any(figures, "requests"):
        return _nothing(figures, "requests", _("Requests: none were received in {period}."))
    text = _(
        "Requests: {requests} were received{change}; declined or void: {dropped}, not accepted "
        "yet: {waiting}, accepted: {accepted}; {settled} are settled, which is {rate} of those "
        "accepted, and {open} are still open. In time: {in_time} ({in_time_rate}); late: {late}; "
        "not known: {unknown}. Follow-ups: {followed_up}; satisfied: {satisfied_rate}."
    )
    return text.format(
        requests=total(figures, "requests"),
        dropped=total(figures, "requests_dropped"),
        waiting=total(figures, "requests_waiting"),
        accepted=total(figures, "requests_accepted"),
        settled=total(figures, "requests_settled"),
        open=number(still_open(figures)),
        rate=rate(figures, "requests_settled", "requests_accepted"),
        in_time=total(figures, "requests_in_time"),
        in_time_rate=rate(figures, "requests_in_time", "requests_accepted"),
        late=total(figures, "requests_late"),
        unknown=number(time_unknown(figures)),
        followed_up=total(figures, "requests_followed_up"),
        satisfied_rate=rate(figures, "requests_satisfied", "requests_followed_up"),
        change=_change(figures, "requests"),
    )


def rate(figures: Figures, part: str, whole: str) -> str:
    """Return one tally as a share of another."""
    if not (known(figures, part) and known(figures, whole)):
        return _("no data")
    return share(figures.total(part), figures.total(whole))


def ended_otherwise(figures: Figures) -> int:
    """Return how many visits had another outcome than the three that the report names."""
    named = ("visits_met", "visits_missed", "visits_refused")
    return figures.total("visits") - sum(map(figures.total, named))


def outcome_unknown(figures: Figures) -> int:
    """Return how many disputes are no longer under way, and nobody wrote down what came of them."""
    told = ("disputes_settled", "disputes_failed", "disputes_open")
    return figures.total("disputes") - sum(map(figures.total, told))


def still_open(figures: Figures) -> int:
    """Return how many requests are neither settled nor turned away, accepted yet or not."""
    over = figures.total("requests_settled") + figures.total("requests_dropped")
    return figures.total("requests") - over


def time_unknown(figures: Figures) -> int:
    """Return of how many settled requests nobody knows whether it was in time."""
    timed = figures.total("requests_in_time") + figures.total("requests_late")
    return figures.total("requests_settled") - timed


def yuan(figures: Figures) -> str:
    """Return the amount of all disputes in yuan."""
    return f"{figures.total('disputes_amount') / 100:,.2f}"


def _nothing(figures: Figures, name: str, text: str) -> str:
    """Return what is said of a kind of work without records: there were none, or nobody counted."""
    if not known(figures, name):
        text = _("{kind}: no data for {period}.")
    return text.format(kind=str(tally(name).label), period=figures.period.text())


def _change(figures: Figures, name: str) -> str:
    """Return the change as part of a sentence; nothing where there is none to tell."""
    before = figures.total_before(name) if name in figures.before else 0
    if not before:
        return ""  # a period of which there is nothing is no base
    return _(" ({change} on the period before)").format(change=change(figures.total(name), before))
