"""What is counted, and how: definitions as data (DOMAIN §8.6).

The store counts them with SQL, `count` counts them over records in memory; papers are checked by
comparing the two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from gridkeeper.domain.contacts import MET
from gridkeeper.domain.kinds import KINDS
from gridkeeper.domain.labels import Label

if TYPE_CHECKING:
    from decimal import Decimal

    from gridkeeper.domain.fields import Stored, Value
    from gridkeeper.domain.periods import Period
    from gridkeeper.domain.records import Record

Counts = Mapping[str, int]
"""Numbers by group key; under "" the number of records that have no value there."""


class Test(Enum):
    """How a condition looks at a field."""

    IN = "in"  # one of the values
    GIVEN = "given"  # has a value
    MISSING = "missing"  # has none
    BEFORE_CUT_OFF = "before"  # a day before the cut-off
    FROM_CUT_OFF = "from"  # the cut-off or a later day


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on one field."""

    field: str
    test: Test
    values: tuple[Stored, ...] = ()


@dataclass(frozen=True, slots=True)
class Instead:
    """A group of its own for records that have no value to group by, but a reason for that.

    Attributes:
        key: What no value says.
    """

    field: str
    value: Stored
    key: str
    label: Label


@dataclass(frozen=True, slots=True)
class Tally:
    """One definition: which records of a period, grouped by which field.

    Attributes:
        by: The field to group by; "" counts all under the key "".
        level: Only the first so many characters of a code are the key; 0 is the whole of it.
        sums: An amount field to add up (hundredths) in place of counting records.
        distinct: A field whose different values are counted in place of records.
        instead: Which records without a value in `by` are not merely not filled in.
    """

    name: str
    kind: str
    label: Label
    where: tuple[Where, ...] = ()
    by: str = ""
    level: int = 0
    sums: str = ""
    distinct: str = ""
    instead: Instead | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """What was open at the end of a period, or is now while it runs, of what was found by then.

    Attributes:
        earlier: How many of them were found before the period.
        overdue: How many of them were past their day.
        since: How many of them were closed after the period.
    """

    open: int
    earlier: int
    overdue: int
    since: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """All tallies of a period, and those of the period before.

    Attributes:
        cut_off: What is due before this day and was still open counts as overdue: the day after
            the period, or today while it runs.
        names: Texts of keys that are ids, such as grids.
        register: How many records of each register kind the community has, by kind name.
        past: The days of `before`; None is the whole period before.
        left: The hazards found up to the last day that were open then, whenever they were found;
            None where nobody counted them.
    """

    period: Period
    cut_off: date
    counts: Mapping[str, Counts]
    before: Mapping[str, Counts]
    names: Mapping[str, str] = field(default_factory=dict)
    register: Mapping[str, int] = field(default_factory=dict)
    past: Period | None = None
    left: Left | None = None

    @property
    def is_past(self) -> bool:
        """Whether the period is over: what was closed later was open at its end."""
        return self.cut_off > self.period.last

    @property
    def compared(self) -> Period:
        """The days of `before`, whichever they are."""
        return self.past or self.period.previous()

    def total(self, name: str) -> int:
        """Return a tally's sum over its groups."""
        return sum(self.counts[name].values())

    def total_before(self, name: str) -> int:
        """Return the same of the period before."""
        return sum(self.before[name].values())


SETTLED = frozenset({"70", "80", "90"})
"""The states of a request, or a hazard, that is settled 办结. A request that was declined or made
void is over, but nobody settled it: it is neither open, nor in time, nor late."""

_ACCEPTED_STATES = ("30", "40", "50", "55", "60", "65", "70", "80", "90", None)
"""The states of a request that was accepted 受理. One that is only registered waits for that
(`_WAITING`), and one that was turned away is in `_DROPPED`; what came from elsewhere without a
state was accepted there."""

_SETTLED = Where("state", Test.IN, tuple(sorted(SETTLED)))
_WAITING = Where("state", Test.IN, ("10", "20"))
_DROPPED = Where("state", Test.IN, ("95", "99"))
_NO_OUTCOME_YET = (
    Where("success", Test.MISSING),
    Where("state", Test.IN, ("10", "20", "30", "35")),
)
_OPEN_STATES = ("10", "20", "30", "40", "45", "48", "50", "55", "60", "65", None)
_OPEN_HAZARD = (
    Where("state", Test.IN, _OPEN_STATES),
    Where("closed_on", Test.MISSING),
)
"""What `Workflow.is_open` asks of a hazard."""
_CLOSED_SINCE = (
    Where("state", Test.IN, (*_OPEN_STATES, *sorted(SETTLED))),
    Where("closed_on", Test.FROM_CUT_OFF),
)
"""What `Workflow.closed_after` asks of a hazard."""


def _zh(zh: str, en: str) -> Label:
    return Label(zh, en)


TALLIES: tuple[Tally, ...] = (
    Tally("visits", "visit", _zh("走访", "Visits")),
    Tally(
        "visits_met",
        "visit",
        _zh("见到人", "Somebody met"),
        (Where("outcome", Test.IN, tuple(sorted(MET))),),
    ),
    Tally(
        "visits_missed", "visit", _zh("未遇", "Nobody met"), (Where("outcome", Test.IN, ("03",)),)
    ),
    Tally("visits_refused", "visit", _zh("拒访", "Refused"), (Where("outcome", Test.IN, ("04",)),)),
    Tally("visits_by_day", "visit", _zh("每日走访", "Visits by day"), by="visited_on"),
    Tally("visits_by_kind", "visit", _zh("走访类型", "Visits by kind"), by="kind"),
    Tally("visits_by_outcome", "visit", _zh("走访结果", "Visits by outcome"), by="outcome"),
    Tally("visits_by_grid", "visit", _zh("各网格走访", "Visits by grid"), by="grid_id"),
    Tally(
        "households_visited",
        "visit",
        _zh("走访户数", "Households visited"),
        distinct="household_id",
    ),
    Tally("disputes", "dispute", _zh("受理纠纷", "Disputes")),
    Tally(
        "disputes_settled",
        "dispute",
        _zh("化解成功", "Disputes settled"),
        (Where("success", Test.IN, (True,)),),
    ),
    Tally(
        "disputes_failed",
        "dispute",
        _zh("调解不成", "Mediation failed"),
        (Where("success", Test.IN, (False,)),),
    ),
    Tally("disputes_open", "dispute", _zh("正在办理", "Under way"), _NO_OUTCOME_YET),
    Tally("disputes_by_type", "dispute", _zh("纠纷类型", "Disputes by type"), by="type", level=2),
    Tally("disputes_by_source", "dispute", _zh("案件来源", "Disputes by source"), by="source"),
    Tally("disputes_by_state", "dispute", _zh("纠纷状态", "Disputes by state"), by="state"),
    Tally("disputes_by_grid", "dispute", _zh("各网格纠纷", "Disputes by grid"), by="grid_id"),
    Tally("disputes_amount", "dispute", _zh("涉及金额", "Amount"), sums="amount"),
    Tally("hazards", "hazard", _zh("排查隐患", "Hazards")),
    Tally("hazards_closed", "hazard", _zh("已销号", "Hazards closed"), (_SETTLED,)),
    Tally("hazards_by_category", "hazard", _zh("隐患类别", "Hazards by category"), by="category"),
    Tally("hazards_by_level", "hazard", _zh("隐患等级", "Hazards by level"), by="level"),
    Tally("hazards_by_state", "hazard", _zh("隐患状态", "Hazards by state"), by="state"),
    Tally("hazards_by_grid", "hazard", _zh("各网格隐患", "Hazards by grid"), by="grid_id"),
    Tally(
        "hazards_by_community", "hazard", _zh("各社区隐患", "Hazards by community"), by="community"
    ),
    Tally("requests", "request", _zh("收到诉求", "Requests received")),
    Tally("requests_waiting", "request", _zh("待受理", "Requests not accepted yet"), (_WAITING,)),
    Tally(
        "requests_accepted",
        "request",
        _zh("受理诉求", "Requests accepted"),
        (Where("state", Test.IN, _ACCEPTED_STATES),),
    ),
    Tally(
        "requests_dropped",
        "request",
        _zh("不予受理或作废", "Requests declined or void"),
        (_DROPPED,),
    ),
    Tally("requests_settled", "request", _zh("已办结", "Requests settled"), (_SETTLED,)),
    Tally(
        "requests_in_time",
        "request",
        _zh("按时办结", "In time"),
        (_SETTLED, Where("in_time", Test.IN, (True,))),
    ),
    Tally(
        "requests_late",
        "request",
        _zh("超时办结", "Late"),
        (_SETTLED, Where("in_time", Test.IN, (False,))),
    ),
    Tally(
        "requests_by_category", "request", _zh("诉求分类", "Requests by category"), by="category"
    ),
    Tally("requests_by_nature", "request", _zh("诉求性质", "Requests by nature"), by="nature"),
    Tally("requests_by_source", "request", _zh("来源渠道", "Requests by source"), by="source"),
    Tally("requests_by_channel", "request", _zh("来源名称", "Requests by channel"), by="channel"),
    Tally("requests_by_class", "request", _zh("原大类", "Requests by class"), by="original_class"),
    Tally("requests_by_type", "request", _zh("原小类", "Requests by type"), by="original_type"),
    Tally("hazards_by_class", "hazard", _zh("原大类", "Hazards by class"), by="original_class"),
    Tally("requests_by_state", "request", _zh("诉求状态", "Requests by state"), by="state"),
    Tally(
        "requests_by_community",
        "request",
        _zh("各社区诉求", "Requests by community"),
        by="community",
    ),
    Tally(
        "requests_by_unit",
        "request",
        _zh("承办单位", "Requests by unit"),
        by="unit",
        instead=Instead("handling", "1", "handling:1", _zh("直接办理", "Handled at once")),
    ),
    Tally("requests_by_grid", "request", _zh("各网格诉求", "Requests by grid"), by="grid_id"),
    Tally("requests_by_day", "request", _zh("每日诉求", "Requests by day"), by="received_on"),
    Tally(
        "requests_followed_up",
        "request",
        _zh("已回访", "Asked afterwards"),
        (Where("satisfaction", Test.IN, ("1", "2", "3", "4")),),
    ),
    Tally(
        "requests_satisfied",
        "request",
        _zh("满意", "Satisfied"),
        (Where("satisfaction", Test.IN, ("1", "2")),),
    ),
)

HAZARDS_OPEN = Tally("hazards_open", "hazard", _zh("未销号", "Hazards open"), _OPEN_HAZARD)
HAZARDS_OVERDUE = Tally(
    "hazards_overdue",
    "hazard",
    _zh("逾期未整改", "Hazards overdue"),
    (*_OPEN_HAZARD, Where("deadline", Test.BEFORE_CUT_OFF)),
)
HAZARDS_CLOSED_SINCE = Tally(
    "hazards_closed_since", "hazard", _zh("期后销号", "Hazards closed since"), _CLOSED_SINCE
)
HAZARDS_OVERDUE_SINCE = Tally(
    "hazards_overdue_since",
    "hazard",
    _zh("逾期未整改，期后销号", "Hazards overdue, closed since"),
    (*_CLOSED_SINCE, Where("deadline", Test.BEFORE_CUT_OFF)),
)
"""These four are counted over all days up to the end of a period, as `Left`."""


def count(tally: Tally, records: Iterable[Record], cut_off: date) -> Counts:
    """Count one tally over records of its kind; deleted ones do not count."""
    found: Counter[str] = Counter()
    seen: set[Value] = set()
    for record in records:
        if record.deleted or not all(_holds(record, where, cut_off) for where in tally.where):
            continue
        value = getattr(record, tally.distinct) if tally.distinct else None
        if tally.distinct and (value is None or value in seen):
            continue
        seen.add(value)
        found[_key(record, tally)] += _worth(record, tally)
    return dict(found)


def _holds(record: Record, where: Where, cut_off: date) -> bool:
    value: Value = getattr(record, where.field)
    if where.test is Test.IN:
        return value in where.values
    if where.test is Test.BEFORE_CUT_OFF:
        return isinstance(value, date) and value < cut_off
    if where.test is Test.FROM_CUT_OFF:
        return isinstance(value, date) and value >= cut_off
    return (value is not None) == (where.test is Test.GIVEN)


def _key(record: Record, tally: Tally) -> str:
    if not tally.by:
        return ""
    stored = KINDS[tally.kind].field(tally.by).store(getattr(record, tally.by))
    text = "" if stored is None else str(stored)
    other = tally.instead
    if other and not text and getattr(record, other.field) == other.value:
        return other.key
    return text[: tally.level] if tally.level else text


def _worth(record: Record, tally: Tally) -> int:
    if not tally.sums:
        return 1
    amount: Decimal | None = getattr(record, tally.sums)
    return 0 if amount is None else int(amount * 100)
