"""The visit sheet on paper and back: printing it, and finding it again by its code."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QVBoxLayout

from gridkeeper.domain import file_names
from gridkeeper.domain.privacy import Profile
from gridkeeper.errors import GridKeeperError
from gridkeeper.services import errands
from gridkeeper.services.papers import sheets as papers
from gridkeeper.services.papers.titles import SHEET, Paper
from gridkeeper.services.plans.visit_sheets import NAME
from gridkeeper.services.showing import days
from gridkeeper.texts import _, capital, pick, plural
from gridkeeper.ui.jobs.child import in_child
from gridkeeper.ui.notices import sentence
from gridkeeper.ui.today.keying import KeyingDialog, draft_of
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.line import Line
from gridkeeper.ui.widgets.lines import DoorLine
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from gridkeeper.progress import Progress
    from gridkeeper.services.plans.visit_sheets import Drawn, Printed, Sheet
    from gridkeeper.services.records.unsaved import Kept
    from gridkeeper.ui.frame import Frame
    from gridkeeper.ui.papers.preview import Write
    from gridkeeper.ui.papers.printing import PreviewDialog


def print_sheet(frame: Frame, grid: str) -> PreviewDialog:
    """Show the sheet as it is printed; it can be keyed in once it was saved or printed.

    It is masked, as it goes from door to door, and can be had in full by who knows what for.
    """
    # Printing brings much with it that nobody needs who only looks at her day.
    from gridkeeper.ui.papers.handing_out import file_name  # noqa: PLC0415
    from gridkeeper.ui.papers.printing import PreviewDialog  # noqa: PLC0415

    session, service = frame.desk.session, frame.desk.visit_sheets
    title, day = _("Visit sheet"), file_names.on_day(session.today())
    dialog = PreviewDialog(frame, title, file_name(title, day, ending=".pdf"))
    drawn: list[Drawn] = []

    def make(profile: Profile) -> Write:
        def write(path: Path, progress: Progress) -> None:
            way = errands.access(session, dialog.why)
            drawn[:] = [in_child(errands.draw_visit_sheet, way, grid, path, profile)(progress)]
            dialog.name = file_name(title, drawn[0].code, day, ending=".pdf")

        return write

    def noted(how: str) -> None:
        service.keep(drawn[0])
        papers.handed_out(session, how, Paper(SHEET, NAME, dialog.profile, reason=dialog.why))

    dialog.offer((Profile.MASKED, Profile.FULL), make, noted)
    frame.messages.show(dialog)
    return dialog


def key_in(frame: Frame, code: str, draft: str = "") -> None:
    """Open a sheet to be keyed in, with what was keyed in before; say why if that is not possible.

    Args:
        frame: The window.
        code: Of the sheet.
        draft: The name of the draft to go on with; "" for whichever was left.
    """
    _find(frame, code, lambda found: _open(frame, found), frame.messages.failed, draft)


def ask_code(frame: Frame) -> None:
    """Ask which sheet shall be keyed in, over whatever page is shown: it stays there."""
    service = frame.desk.visit_sheets

    def look(_progress: Progress) -> object:
        return service.recent()

    def show(found: object) -> None:
        frame.messages.show(CodeDialog(frame, cast("list[Printed]", found)))

    frame.ask("", look, show)


class CodeDialog(Dialog):
    """Asks which sheet shall be keyed in: by its code, or one of those that were printed lately."""

    def __init__(self, frame: Frame, recent: Sequence[Printed]) -> None:
        text = _("Type the code at the head of the sheet.")
        super().__init__(frame.theme, _("Key in a visit sheet"), frame.messages.window, text)
        self._frame = frame
        self.code = Line()
        self.code.setPlaceholderText(_("Such as {example}").format(example="AB12-CD34"))
        self.code.setAccessibleName(_("Code of the sheet"))
        self.code.textEdited.connect(self._typed)
        self.body.addWidget(self.code)
        self._problem = label("", "problem", wraps=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        if recent:
            self.body.addWidget(label(_("Printed recently, not fully keyed in"), "label"))
            several = QVBoxLayout()
            several.setSpacing(0)
            for one in recent:
                line = DoorLine(
                    frame.theme, one.code, _described(one), partial(self.look, one.code), "print"
                )
                line.setObjectName(f"sheet:{one.code}")
                several.addWidget(line)
            self.body.addLayout(several)
        self.add_cancel()
        self._go = self.add_button(_("&Open"), self._look_typed, kind="primary")
        self._go.setEnabled(False)
        self.code.setFocus()

    def look(self, code: str) -> None:
        """Look for a sheet; open it if there is one."""
        _find(self._frame, code, self._found, self._missed)

    def _look_typed(self) -> None:
        self.look(self.code.text())

    def _typed(self, text: str) -> None:
        self._problem.hide()
        self._go.setEnabled(bool(text.strip()))

    def _found(self, found: object) -> None:
        self.accept()
        _open(self._frame, found)

    def _missed(self, error: Exception) -> None:
        self._problem.setText(sentence(str(error)))
        self._problem.show()
        self.code.setFocus()
        self.code.selectAll()


def _find(
    frame: Frame,
    code: str,
    then: Callable[[object], object],
    missed: Callable[[Exception], object],
    draft: str = "",
) -> None:
    """Read a sheet and what was keyed in before."""
    sheets, unsaved = frame.desk.visit_sheets, frame.desk.unsaved

    def look(_progress: Progress) -> object:
        try:
            sheet = sheets.found(code)
        except GridKeeperError as error:
            return error
        kept = unsaved.left(draft_of(sheet.code))
        return sheet, (unsaved.named(draft) if draft else None) or kept

    def show(found: object) -> None:
        if isinstance(found, GridKeeperError):
            missed(found)
        else:
            then(found)

    frame.ask("", look, show)


def _open(frame: Frame, found: object) -> None:
    sheet, kept = cast("tuple[Sheet, Kept | None]", found)
    frame.messages.show(KeyingDialog(frame, sheet, kept))


def _described(one: Printed) -> str:
    places = plural("{n} place", "{n} places", one.homes).format(n=one.homes)
    open_ = _("{n} not keyed in yet").format(n=one.homes - one.keyed)
    printed = _("printed on {day}").format(day=days.said(one.printed_on))
    return capital(pick("，", ", ").join((printed, places, open_)))
