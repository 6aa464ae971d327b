"""The rules of one sort in a list, with what can be done with them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain import checks, codes, kinds
from gridkeeper.domain.replicas import Role
from gridkeeper.services.plans import said
from gridkeeper.texts import N_, _, pick
from gridkeeper.ui.exchange.tables import Column, LineTable, LineView
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.settings.policy_form import PolicyForm
from gridkeeper.ui.undoing import say_done
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.pieces import button, label, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gridkeeper.domain.records import Kind, Record
    from gridkeeper.progress import Progress
    from gridkeeper.services.desk import Desk
    from gridkeeper.services.plans.checklists import ChecklistService
    from gridkeeper.services.plans.rules import PlanRuleService
    from gridkeeper.ui.frame import Frame

_SIZE = (860, 420)
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
    """

    kind: Kind
    title: str
    text: str
    none: str
    columns: tuple[tuple[str, Callable[[Any], str], int], ...]
    supplied: str = ""
    adopt: str = ""
    more: Callable[[Any], str] | None = None

    def found(self, desk: Desk) -> tuple[Sequence[Record], bool]:
        """Return the rules, and whether they are the office's own; on a worker."""
        service = self.service(desk)
        if service is None:
            return desk.restricting.bases(), True
        rules = service.rules()
        return rules.rules, rules.own

    def service(self, desk: Desk) -> PlanRuleService | ChecklistService | None:
        """Return what makes them one's own and puts them out of force; None where nothing does."""
        if self.kind is kinds.CYCLE:
            return desk.plan_rules
        return desk.checklists if self.kind is kinds.CHECKLIST else None


class PolicyList(Dialog):
    """Lists rules; they are added and changed in a form above it.

    Attributes:
        lines: The rules.
    """

    def __init__(self, frame: Frame, sort: Sort) -> None:
        super().__init__(frame.theme, _(sort.title), frame.messages.window, _(sort.text))
        self._frame, self._sort = frame, sort
        self._service = sort.service(frame.desk)
        self._may = frame.may_write and frame.role in {Role.OFFICE, Role.ALONE}
        columns = [Column(_(heading), text, wide) for heading, text, wide in sort.columns]
        self.lines = LineView(frame.theme, LineTable(columns), _(sort.title))
        self._none = label(_(sort.none), "soft", wraps=True)
        self._supplied = label("", "soft", wraps=True)
        wide, high = (frame.theme.px(one) for one in _SIZE)
        around = frame.messages.window.size()
        self.setMinimumWidth(min(wide, around.width() - 48))
        self.lines.setMinimumHeight(min(high, around.height() // 2))
        for part in (self._none, self._supplied):
            part.hide()
            self.body.addWidget(part)
        self.body.addWidget(self.lines, 1)
        self.more = label("", wraps=True)
        self.more.setVisible(sort.more is not None)
        self.body.addWidget(self.more)
        theme = frame.theme
        self.adopt = button(theme, _(sort.adopt), self._adopt, "copy", "primary")
        self.add = button(theme, _("&New …"), partial(self._form, new=True), "add")
        self.edit = button(theme, _("&Edit this one …"), partial(self._form, new=False), "edit")
        self.stop = button(theme, "", self._stop)
        self._ways = (self.adopt, self.add, self.edit, self.stop)
        self.body.addLayout(row(*self._ways, None))
        for one in self._ways:
            one.hide()
        self.add_cancel(_("&Close"))
        self.lines.chosen.connect(self._offer)
        self._own = False
        self._look()

    @property
    def rule(self) -> Any:  # noqa: ANN401 - a record of its kind
        """The rule that is chosen; None if there is none."""
        place = self.lines.row
        return self.lines.table.line(place) if 0 <= place < self.lines.table.rowCount() else None

    def _look(self, chosen: str = "") -> None:
        sort, desk = self._sort, self._frame.desk

        def work(_progress: Progress) -> object:
            return chosen, *sort.found(desk)

        self._frame.ask("", work, self._show)

    def _show(self, result: object) -> None:
        chosen, rules, self._own = cast("tuple[str, Sequence[Record], bool]", result)
        self.lines.table.show(list(rules))
        self.lines.setVisible(bool(rules))
        self._none.setVisible(not rules)
        self._supplied.setText("" if self._own else _(self._sort.supplied))
        self._supplied.setVisible(not self._own)
        if rules:
            ids = [one.id for one in rules]
            self.lines.choose(ids.index(chosen) if chosen in ids else 0)
            self.lines.setFocus()
        self.fit()
        self._offer()

    def _offer(self, _row: int = 0) -> None:
        rule, may = self.rule, self._may and self._own
        if self._sort.more is not None:
            self.more.setText("" if rule is None else self._sort.more(rule))
            self.fit()
        self.adopt.setVisible(self._may and not self._own)
        self.add.setVisible(may)
        self.edit.setVisible(may and rule is not None)
        self.stop.setVisible(may and rule is not None and self._service is not None)
        self.stop.setText(_("Put into &force") if _is_stopped(rule) else _("Put &out of force"))

    def _form(self, *, new: bool) -> None:
        rule, kind = None if new else self.rule, self._sort.kind
        recording = self._frame.desk.recording

        def work(_progress: Progress) -> object:
            return recording.typed(kind, rule) if rule else {}

        def show(typed: object) -> None:
            form = PolicyForm(self._frame, kind, rule, cast("dict[str, str]", typed))
            form.kept.connect(self._look)
            self._frame.messages.show(form)

        self._frame.ask("", work, show)

    def _adopt(self) -> None:
        service = self._service
        assert service is not None  # noqa: S101 - the button is shown only where there is one

        def adopt() -> str:
            service.adopt()
            return ""

        text = _("They are your own now; change what you like.")
        self._do(_("Making them our own"), adopt, text)

    def _stop(self) -> None:
        rule, service = self.rule, self._service
        assert service is not None  # noqa: S101 - the button is shown only where there is one
        stopped = not _is_stopped(rule)
        text = _("Out of force: {rule}") if stopped else _("In force: {rule}")
        self._do(
            _("Saving"),
            lambda: service.stop(rule.id, stopped=stopped).id,
            text.format(rule=rule.name),
        )

    def _do(self, what: str, deed: Callable[[], str], text: str) -> None:
        """Do something on a worker, say it, and look anew."""

        def work(_progress: Progress) -> object:
            return deed()

        def done(chosen: object) -> None:
            say_done(self._frame, text)
            self._look(cast("str", chosen))

        self._frame.ask(what, work, done, Lane.WORK)


def _is_stopped(rule: Any) -> bool:  # noqa: ANN401 - of whatever kind
    return bool(getattr(rule, "stopped", None))


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
    first, last = (
        codes.table("month").text(checklist.from_month or checklist.until_month),
        codes.table("month").text(checklist.until_month or checklist.from_month),
    )
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
)
BASES = Sort(
    kinds.LEGAL_BASIS,
    N_("Legal bases"),
    N_("On what law and by whose approval restricted care groups may be recorded, until when."),
    N_("None stands here: restricted care groups cannot be chosen."),
    (
        (N_("Matter"), _matter, 150),
        (N_("Legal basis"), lambda basis: basis.basis or "", 0),
        (N_("Approved by"), lambda basis: basis.approved_by or "", 110),
        (N_("Until"), _until, 110),
    ),
)
