"""The rules of one sort in a list, with what can be done with them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from gridkeeper.domain.replicas import Role
from gridkeeper.texts import _
from gridkeeper.ui.exchange.tables import Column, LineTable, LineView
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.settings.policy_form import PolicyForm
from gridkeeper.ui.undoing import say_done
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.pieces import button, label, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gridkeeper.domain.records import Record
    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.settings.policy_sorts import Sort

_SIZE = (860, 420)


class PolicyList(Dialog):
    """Lists rules; they are added and changed in a form above it.

    Attributes:
        lines: The rules.
    """

    def __init__(self, frame: Frame, sort: Sort) -> None:
        super().__init__(frame.theme, _(sort.title), frame.messages.window, _(sort.text))
        self._frame, self._sort = frame, sort
        self._service = sort.service(frame.desk) if sort.service is not None else None
        self._may = frame.may_write and frame.role in {Role.OFFICE, Role.ALONE}
        columns = [Column(_(heading), text, wide) for heading, text, wide in sort.columns]
        self.lines = LineView(frame.theme, LineTable(columns), _(sort.title))
        self._none = label(_(sort.none), "soft", wraps=True)
        self._supplied = label("", "soft", wraps=True)
        wide, high = (frame.theme.px(one) for one in _SIZE)
        around = frame.messages.window.size()
        self.setMinimumWidth(min(wide, around.width() - 48))
        share = 0.5 if sort.more is None else 0.28  # words below it want their room, too
        self.lines.setMinimumHeight(min(high, round(around.height() * share)))
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
