"""The rules of one sort in a list, with what can be done with them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain import codes, kinds
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
    """

    kind: Kind
    title: str
    text: str
    none: str
    columns: tuple[tuple[str, Callable[[Any], str], int], ...]

    def found(self, desk: Desk) -> tuple[Sequence[Record], bool]:
        """Return the rules, and whether they are the office's own; on a worker."""
        if self.kind is kinds.CYCLE:
            rules = desk.plan_rules.rules()
            return rules.rules, rules.own
        return desk.restricting.bases(), True


class PolicyList(Dialog):
    """Lists rules; they are added and changed in a form above it.

    Attributes:
        lines: The rules.
    """

    def __init__(self, frame: Frame, sort: Sort) -> None:
        super().__init__(frame.theme, _(sort.title), frame.messages.window, _(sort.text))
        self._frame, self._sort = frame, sort
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
        theme = frame.theme
        self.adopt = button(theme, _("&Make these rules our own"), self._adopt, "copy", "primary")
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
        self._supplied.setText(
            ""
            if self._own
            else _("These rules came with the program and hold until you have your own.")
        )
        self._supplied.setVisible(not self._own)
        if rules:
            ids = [one.id for one in rules]
            self.lines.choose(ids.index(chosen) if chosen in ids else 0)
            self.lines.setFocus()
        self._offer()
        self.fit()

    def _offer(self, _row: int = 0) -> None:
        rule, may = self.rule, self._may and self._own
        self.adopt.setVisible(self._may and not self._own)
        self.add.setVisible(may)
        self.edit.setVisible(may and rule is not None)
        self.stop.setVisible(may and rule is not None and self._sort.kind is kinds.CYCLE)
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
        rules = self._frame.desk.plan_rules

        def adopt() -> str:
            rules.adopt()
            return ""

        text = _("The rules are your own now; change what you like.")
        self._do(_("Making the rules our own"), adopt, text)

    def _stop(self) -> None:
        rule, rules = self.rule, self._frame.desk.plan_rules
        stopped = not _is_stopped(rule)
        text = _("Out of force: {rule}") if stopped else _("In force: {rule}")
        self._do(
            _("Saving"),
            lambda: rules.stop(rule.id, stopped=stopped).id,
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
