"""Forms of a record, and any other PDF, looked at in a dialog before they are saved or printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gridkeeper.domain import file_names, kinds
from gridkeeper.domain.privacy import Profile
from gridkeeper.services import errands
from gridkeeper.services.papers import sheets as papers
from gridkeeper.services.papers.titles import FORM, FORMS, Paper
from gridkeeper.texts import _
from gridkeeper.ui.jobs.child import in_child
from gridkeeper.ui.look import tokens
from gridkeeper.ui.papers.handing_out import HandingOut, file_name
from gridkeeper.ui.papers.in_full import ask_what_for, door_to_full, lacks_reason
from gridkeeper.ui.papers.preview import Preview
from gridkeeper.ui.papers.profiles import MEANINGS, PROFILES
from gridkeeper.ui.papers.sheet_view import Zoom
from gridkeeper.ui.widgets.choosing import Box
from gridkeeper.ui.widgets.dialog import Dialog
from gridkeeper.ui.widgets.pieces import label

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gridkeeper.progress import Progress
    from gridkeeper.ui.forms.reasons import ReasonDialog
    from gridkeeper.ui.frame import Frame, Surroundings
    from gridkeeper.ui.papers.preview import Write

_KINDS = {"visit": kinds.VISIT, "notice": kinds.HAZARD, "household": kinds.HOUSEHOLD}


def print_form(frame: Frame, name: str, record_id: str) -> Dialog:
    """Show the form of a record as it is printed: `visit`, `notice` of a hazard, `household`.

    It is made in full, since people sign it, once it was said what for; it can be had masked.
    """
    if not lacks_reason(frame, Profile.FULL, ""):
        return show_form(frame, name, record_id, "")
    return ask_what_for(frame, lambda reason: show_form(frame, name, record_id, reason))


def show_form(frame: Frame, name: str, record_id: str, reason: str) -> PreviewDialog:
    """Show the form of a record in full, for a reason."""
    session = frame.desk.session
    title, day = _(FORMS[name]), file_names.on_day(session.today())
    dialog = PreviewDialog(frame, title, file_name(title, day, ending=".pdf"))
    dialog.reason = reason

    def make(profile: Profile) -> Write:
        def write(path: Path, progress: Progress) -> None:
            way = errands.access(session, reason)
            in_child(errands.write_form, way, name, record_id, path, profile)(progress)
            number = papers.numbered(session, _KINDS[name], record_id)
            dialog.name = file_name(title, number, day, ending=".pdf")

        return write

    def noted(how: str) -> None:
        paper = Paper(FORM, name, dialog.profile, record=record_id, reason=dialog.why)
        papers.handed_out(session, how, paper)

    dialog.offer((Profile.FULL, Profile.MASKED), make, noted)
    frame.messages.show(dialog)
    return dialog


def preview_pdf(
    around: Frame | Surroundings,
    title: str,
    write: Callable[[Path, Progress], object],
    noted: Callable[[str], object] | None = None,
    day: str = "",
    *,
    whole: bool = False,
) -> PreviewDialog:
    """Show a PDF as it is printed, with the ways to save and print it.

    Args:
        around: The window; there need be no open store.
        title: What it is.
        write: Called on a worker with the file to write.
        noted: Called on a worker with `saved` or `printed` when it has left.
        day: Of the paper, as it stands in the name of its file; "" if the title says it.
        whole: Whether a whole page is seen at first: what a plan shows, it shows side by side.
    """
    dialog = PreviewDialog(around, title, file_name(title, day, ending=".pdf"))
    if whole:
        dialog.preview.zoom(Zoom.PAGE)
    dialog.offer((), lambda _profile: write, noted or (lambda _how: None))
    around.messages.show(dialog)
    return dialog


class PreviewDialog(Dialog):
    """A paper with the ways to save and to print it.

    Attributes:
        preview: The paper.
        name: What its file is called: what it is, its number, its day; nobody's name.
        profile: Whom it is for.
        reason: Why it is to be had in full; "" until that was said.
    """

    def __init__(self, around: Frame | Surroundings, title: str, name: str) -> None:
        window = around.messages.window
        super().__init__(around.theme, title, window)
        self._around = around
        self.name = name
        self._title = title
        self._make: Callable[[Profile], Write] | None = None
        self._profiles: tuple[Profile, ...] = ()
        self.profile = Profile.FULL
        self.reason = ""
        self.preview = Preview(around, title)
        self.preview.setMinimumHeight(around.theme.px(240))
        self._for = QWidget()
        self._for.hide()
        self._meaning = label("", "small", wraps=True)
        self._meaning.hide()
        for part in (self._for, self._meaning):
            self.body.addWidget(part)
        self.body.addWidget(self.preview, 1)
        self.add_cancel(_("&Close"))
        self._save = self.add_button(_("&Save as …"), self.save, icon="save")
        self._print = self.add_button(_("&Print …"), self.print, icon="print", kind="primary")
        self.preview.ready.connect(self._allow)
        self._allow()
        room = window.size()
        self.resize(min(around.theme.px(820), room.width() - 48), self.most_high)

    def offer(
        self,
        profiles: tuple[Profile, ...],
        make: Callable[[Profile], Write],
        noted: Callable[[str], object],
    ) -> None:
        """Say for whom the paper can be, how it is made for one, and who hears where it goes."""
        self._make = make
        self._out = HandingOut(self._around, noted, self)
        self._out.left.connect(self.accept)
        if profiles:
            self._choose_among(profiles)
        self.make()

    @property
    def why(self) -> str:
        """The reason, where the paper is in full."""
        return self.reason if self.profile is Profile.FULL else ""

    def make(self) -> None:
        """Make the paper; one that can be had otherwise is in full only for a reason."""
        frame = cast("Frame", self._around)
        if self._profiles and lacks_reason(frame, self.profile, self.reason):
            self.preview.show_notice(door_to_full(self.theme, self.ask_reason))
            self._allow()
        elif self._make is not None:
            text = _("Making “{title}” …").format(title=self._title)
            self.preview.make_paper(text, self._make(self.profile))

    def ask_reason(self) -> ReasonDialog:
        """Ask what a copy in full is for, and make it then."""
        return ask_what_for(cast("Frame", self._around), self._go_on, self)

    def _go_on(self, reason: str) -> None:
        self.reason = reason
        self.make()

    def save(self) -> None:
        """Let a file be named and put the paper there."""
        if self.preview.document is not None:
            self._out.save(self.preview.document, self.name)

    def print(self) -> None:
        """Let a printer be chosen and print the paper."""
        if self.preview.document is not None:
            self._out.print(self.preview.document, self.name.removesuffix(".pdf"))

    def _choose_among(self, profiles: tuple[Profile, ...]) -> None:
        box = Box()
        box.addItems([_(PROFILES[profile]) for profile in profiles])
        named = label(_("&For"), "label")
        named.setBuddy(box)
        across = QHBoxLayout(self._for)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(tokens.SPACE)
        across.addWidget(named)
        across.addWidget(box)
        across.addStretch(1)
        self.profile = profiles[0]
        self._meaning.setText(_(MEANINGS[self.profile]))
        self._for.show()
        self._meaning.show()
        self.box = box
        self._profiles = profiles
        box.currentIndexChanged.connect(self._changed)

    def _changed(self, at: int) -> None:
        self.profile = self._profiles[at]
        self._meaning.setText(_(MEANINGS[self.profile]))
        self.make()

    def _allow(self) -> None:
        shown = self.preview.document is not None
        if shown:
            self.preview.sheets.setFocus()
        self._save.setEnabled(shown)
        self._print.setEnabled(shown)
