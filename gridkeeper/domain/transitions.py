"""Which steps a record can take: the tables of DOMAIN §6.1-6.4, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridkeeper.domain import effects, guards
from gridkeeper.domain.guards import REASON, along, needs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridkeeper.domain.effects import Effect
    from gridkeeper.domain.guards import Guard


@dataclass(frozen=True, slots=True)
class Transition:
    """One action, from where it can be taken, and where it leads.

    Attributes:
        target: The new state; "" leaves the state as it is.
    """

    action: str
    sources: tuple[str, ...]
    target: str = ""
    guards: tuple[Guard, ...] = ()
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The steps of one kind.

    Attributes:
        beginnings: States in which a record may be born; the usual one first.
        order: All states, the ones further along later. Of two states that were written side by
            side the later one is shown until somebody settles it; a live record is shown rather
            than a void one.
    """

    beginnings: tuple[str, ...]
    order: tuple[str, ...]
    transitions: tuple[Transition, ...]


def _from(states: str) -> tuple[str, ...]:
    return tuple(states.split())


T = Transition

REQUEST = Table(
    beginnings=("20", "10"),
    order=_from("10 99 95 20 30 40 65 55 50 60 70 80 90"),
    transitions=(
        T("register", _from("10"), "20"),
        T("accept", _from("20"), "30"),
        # Whoever declines settles nothing: no day of settling, in time or late.
        T("decline", _from("20 30"), "95", (REASON,)),
        T("assign", _from("30 65"), "40", (*needs("unit"), along("handler"))),
        T("start", _from("30 40"), "50"),
        T("return", _from("40 50"), "65", (REASON,)),
        T("park", _from("50"), "55", (REASON, guards.NEW_DAY)),
        T("resume", _from("55"), "50"),
        T(
            "extend",
            _from("30 40 50"),
            "",
            (guards.BY_OFFICE, guards.ONCE, REASON, guards.NEW_DAY, guards.extension(15)),
        ),
        T("submit", _from("50"), "60", needs("result")),
        T("rework", _from("60 70"), "50", (REASON,), (effects.reopens,)),
        T("settle", _from("30"), "70", (guards.AT_ONCE, *needs("result")), (effects.closes,)),
        T("settle", _from("50 60"), "70", needs("result"), (effects.closes,)),
        T(
            "feed_back",
            _from("70"),
            "80",
            needs("feedback_by"),
            (effects.dates("feedback_on"),),
        ),
        T("follow_up", _from("80"), "", needs("satisfaction")),
        T("archive", _from("70"), "90", (guards.NO_FEEDBACK_OWED,)),
        T("archive", _from("80"), "90", (guards.ASKED_OR_REASON,)),
        T("void", _from("10 20 30 40 50 55 60 65"), "99", (REASON,)),
        T("note", _from("20 30 40 50 55 60 65 70 80"), "", (REASON,)),
    ),
)

# Who mediates is named when it is taken on or begun, where nobody has named anybody yet.
_MEDIATOR = along("mediator", "mediator_phone", offered=True)
_AGREED = (effects.dates("mediated_on"), effects.fills(method="0103"), effects.closes)

DISPUTE = Table(
    beginnings=("20", "10"),
    order=_from("10 99 20 30 35 47 45 49 42 40 55 50 60 75 85 80 70 90"),
    transitions=(
        T("accept", _from("10"), "20", (_MEDIATOR,)),
        T(
            "mediate",
            _from("20"),
            "30",
            (guards.TWO_PARTIES, guards.NOT_REFUSED, guards.CONSENT, _MEDIATOR),
        ),
        T(
            "extend",
            _from("30 35"),
            "35",
            (guards.NOT_REFUSED, guards.CONSENT, REASON, guards.NEW_DAY),
        ),
        T(
            "agree_written",
            _from("30 35"),
            "40",
            needs("agreement_number", "result"),
            (effects.sets(agreement="1", success=True), *_AGREED),
        ),
        T(
            "agree_oral",
            _from("30 35"),
            "42",
            needs("result"),
            (effects.sets(agreement="2", success=True), *_AGREED),
        ),
        T(
            "fail",
            _from("30 35"),
            "45",
            (REASON, guards.TOLD),
            (effects.sets(agreement="9", success=False), effects.closes),
        ),
        T(
            "end",
            _from("20 30 35"),
            "47",
            (REASON, guards.TOLD),
            (effects.sets(agreement="9", success=False), effects.closes),
        ),
        T("refer", _from("20 30 35 45 55"), "49", (REASON,), (effects.closes,)),
        T("perform", _from("40 42 55 80"), "50", (), (effects.sets(performance="2"),)),
        T("perform_done", _from("40 42 50 55 80"), "60", (), (effects.fills(performance="3"),)),
        T("perform_not", _from("40 42 50 80"), "55", (REASON,), (effects.sets(performance="5"),)),
        T(
            "apply_confirm",
            _from("40 42 50 55"),
            "75",
            (
                guards.NOT_STATUS,
                guards.IN_CONFIRMATION_TIME,
                guards.NOT_REFUSED,
                guards.CONSENT,
            ),
        ),
        T("confirm", _from("75"), "80"),
        T("confirm_not", _from("75"), "85", (REASON,)),
        T(
            "follow_up",
            _from("40 42 45 47 49 50 55 60 80 85"),
            "70",
            needs("follow_up"),
            (effects.dates("follow_up_on"),),
        ),
        T("perform", _from("70"), "50", (), (effects.sets(performance="2"),)),
        T("mediate", _from("85"), "30", (guards.NOT_REFUSED, guards.CONSENT), (effects.reopens,)),
        T("archive", _from("45 47 49 60 70 80 85"), "90", (guards.FOLLOWED_UP_OR_REASON,)),
        T("void", _from("10 20 30 35"), "99", (REASON,)),
        T("note", _from("10 20 30 35 40 42 45 47 49 50 55 60 70 75 80 85"), "", (REASON,)),
    ),
)

_MAJOR_RULES = (guards.REPORTED_IF_MAJOR, guards.INTERIM_IF_MAJOR)
# Whoever is told is told by when, and how to reach her is asked while she stands there.
_TOLD = (*needs("responsible", "measure"), along("responsible_phone", "deadline", offered=True))

HAZARD = Table(
    beginnings=("20", "10"),
    order=_from("10 99 95 20 40 45 48 50 55 65 60 30 70 90"),
    transitions=(
        T("register", _from("10"), "20"),
        T(
            "fix_on_spot",
            _from("10 20 48"),
            "30",
            (guards.SLIGHT_ENOUGH, *needs("measure")),
            (effects.sets(fixed_on_spot=True), effects.dates("fixed_on")),
        ),
        T("close", _from("30"), "70", (), (effects.closes,)),
        T("report", _from("20 40 48 50 55 60 65"), "45", (REASON, guards.INTERIM_IF_MAJOR)),
        # Who shall see to it is said by those who have the whole street before them.
        T(
            "assign",
            _from("20 40 45 65"),
            "48",
            (guards.BY_OFFICE, *needs("unit"), along("handler")),
        ),
        T("notify", _from("20 45 48"), "40", (*_MAJOR_RULES, *_TOLD)),
        T("start", _from("40 45 48 65"), "50", (guards.NOT_FAILED_TWICE, *_MAJOR_RULES)),
        T("extend", _from("40 48 50 55"), "55", (REASON, guards.NEW_DAY)),
        T("resume", _from("55"), "50"),
        T(
            "fix",
            _from("40 45 48 50 55 65"),
            "60",
            (guards.NOT_FAILED_TWICE, *_MAJOR_RULES, *needs("measure")),
            (effects.dates("fixed_on"),),
        ),
        T("recheck_pass", _from("60"), "70", (guards.OTHER_CHECKER,), (effects.closes,)),
        T("recheck_fail", _from("60"), "65", (guards.OTHER_CHECKER, REASON)),
        T("false_alarm", _from("10 20 48"), "95", (REASON,)),
        T("archive", _from("70"), "90"),
        T("void", _from("10 20 40 45 48 50 55 60 65"), "99", (REASON,)),
        T("note", _from("10 20 30 40 45 48 50 55 60 65 70"), "", (REASON,)),
    ),
)

VISIT = Table(
    beginnings=("10", "20", "30", "35", "36"),
    order=_from("10 98 20 35 36 30 40 90"),
    transitions=(
        T("start", _from("10"), "20"),
        T(
            "done",
            _from("10 20 35"),
            "30",
            (
                *needs("outcome"),
                guards.SOMEBODY_ANSWERED,
                guards.TOLD_WHAT_WAS_SEEN,
                guards.LINKED,
            ),
            (effects.dates("visited_on"),),
        ),
        T(
            "miss",
            _from("10 20 35"),
            "35",
            (),
            (effects.sets(outcome="03"), effects.one_more_try, effects.dates("visited_on")),
        ),
        T(
            "refuse",
            _from("10 20 35"),
            "36",
            (),
            (effects.sets(outcome="04"), effects.dates("visited_on")),
        ),
        T("plan_again", _from("35 36"), "10"),
        T(
            "review",
            _from("30 35 36"),
            "40",
            (guards.OTHER_REVIEWER,),
            (effects.signs("reviewer"),),
        ),
        T("archive", _from("30 35 36 40"), "90"),
        T("cancel", _from("10 20"), "98", (REASON,)),
    ),
)

TABLES: Mapping[str, Table] = {
    "request": REQUEST,
    "dispute": DISPUTE,
    "hazard": HAZARD,
    "visit": VISIT,
}
