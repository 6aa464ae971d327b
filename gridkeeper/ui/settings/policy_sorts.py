"""The sorts of rules of work: what stands in the list of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gridkeeper.domain import checks, codes, kinds
from gridkeeper.services.plans import said
from gridkeeper.texts import N_, _, pick

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.services.desk import Desk
    from gridkeeper.services.plans.checklists import ChecklistService
    from gridkeeper.services.plans.rules import PlanRuleService

_CONDITIONS = ("tag", "youngest", "resident_class", "use", "premises_kind")


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of rules.

    Attributes:
        title: English source text, as the others.
        text: What they are for.
        none: What is said where there are none.
        columns: Heading, what stands there, and how wide.
        supplied: What is said of those that came with the program.
        adopt: English source text of the button that makes them one's own.
        more: What is said below of the one that is chosen.
        service: Makes them one's own and puts them out of force; None where nothing does.
    """

    kind: Kind
    title: str
    text: str
    none: str
    columns: tuple[tuple[str, Callable[[Any], str], int], ...]
    supplied: str = ""
    adopt: str = ""
    more: Callable[[Any], str] | None = None
    service: Callable[[Desk], PlanRuleService | ChecklistService] | None = None

    def found(self, desk: Desk) -> tuple[Sequence[Record], bool]:
        """Return the rules, and whether they are the office's own; on a worker."""
        if self.service is None:
            return desk.restricting.bases(), True
        rules = self.service(desk).rules()
        return rules.rules, rules.own


def _subject(rule: Any) -> str:  # noqa: ANN401 - a Cycle
    """Return for whom a rule holds, in words."""
    parts = [codes.table("cycle_subject").text(rule.subject)]
    for name in _CONDITIONS:
        about, value = kinds.CYCLE.field(name), getattr(rule, name)
        if value is not None:
            parts.append(
                codes.table(about.codes).text(value)
                if about.codes
                else pick(f"满{value}岁", f"{value} or older")
            )
    return pick("，", ", ").join(parts)


def _rhythm(rule: Any) -> str:  # noqa: ANN401 - a Cycle
    return said.rhythm(rule.days or 0)


def _force(rule: Any) -> str:  # noqa: ANN401 - a Cycle
    return _("Not in force") if rule.stopped else ""


def _where(checklist: Any) -> str:  # noqa: ANN401 - a Checklist
    """Return where a checklist is offered, in words."""
    parts = [
        codes.table(kinds.CHECKLIST.field(name).codes).text(getattr(checklist, name))
        for name in ("subject", "premises_kind")
    ]
    return pick("，", ", ").join(part for part in parts if part) or _("Everywhere")


def _season(checklist: Any) -> str:  # noqa: ANN401 - a Checklist
    """Return in which months a checklist is offered."""
    first, last = map(codes.table("month").text, checks.season(checklist))
    if not first:
        return _("All year")
    return first if first == last else pick(f"{first}至{last}", f"{first} to {last}")


def _items(checklist: Any) -> str:  # noqa: ANN401 - a Checklist
    return str(len(checks.items(checklist.items or "")))


def _all_items(checklist: Any) -> str:  # noqa: ANN401 - a Checklist
    return pick("；", "; ").join(checks.items(checklist.items or ""))


def _matter(basis: Any) -> str:  # noqa: ANN401 - a LegalBasis
    return codes.table("legal_matter").text(basis.matter)


def _until(basis: Any) -> str:  # noqa: ANN401 - a LegalBasis
    return basis.until.isoformat() if basis.until else ""


RULES = Sort(
    kinds.CYCLE,
    N_("Visiting rules"),
    N_("Who is to be visited how often. Where several hold for a home, they become one visit."),
    N_("No rules."),
    (
        (N_("Rule"), lambda rule: rule.name or "", 0),
        (N_("Applies to"), _subject, 260),
        (N_("How often"), _rhythm, 110),
        (N_("State"), _force, 90),
    ),
    N_("These rules came with the program and hold until you have your own."),
    N_("&Make these rules our own"),
    service=lambda desk: desk.plan_rules,
)
CHECKLISTS = Sort(
    kinds.CHECKLIST,
    N_("Checklists"),
    N_("What is looked at on patrols and in premises; the form of a visit offers what fits."),
    N_("No checklists."),
    (
        (N_("Checklist"), lambda checklist: checklist.name or "", 0),
        (N_("Offered for"), _where, 200),
        (N_("Months"), _season, 150),
        (N_("Items"), _items, 70),
        (N_("State"), _force, 90),
    ),
    N_("These checklists came with the program and hold until you have your own."),
    N_("&Make these checklists our own"),
    _all_items,
    service=lambda desk: desk.checklists,
)
BASES = Sort(
    kinds.LEGAL_BASIS,
    N_("Legal bases"),
    N_("On what law and by whose approval restricted care groups may be recorded, until when."),
    N_("None is recorded yet: restricted care groups cannot be chosen."),
    (
        (N_("Matter"), _matter, 150),
        (N_("Legal basis"), lambda basis: basis.basis or "", 0),
        (N_("Approved by"), lambda basis: basis.approved_by or "", 110),
        (N_("Until"), _until, 110),
    ),
)
