"""The gate: which page is shown while no store is open, and what comes of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from gridkeeper import texts
from gridkeeper.errors import GridKeeperError
from gridkeeper.texts import _
from gridkeeper.ui.first_run.step import Step
from gridkeeper.ui.look.tokens import Scheme, TextSize, Tone
from gridkeeper.ui.messages import STORES
from gridkeeper.ui.preferences import documents
from gridkeeper.ui.widgets.pieces import button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent

    from gridkeeper.progress import Progress
    from gridkeeper.services.desk import Desk
    from gridkeeper.services.entrance import Entrance, Saved
    from gridkeeper.ui.first_run.doors import Doors
    from gridkeeper.ui.first_run.joining import Joining
    from gridkeeper.ui.first_run.rescuing import Rescuing
    from gridkeeper.ui.frame import Surroundings

_SIZES = tuple(TextSize)


class Gate(QWidget):
    """Shows one page after the other until a store is open.

    A page is imported when it is shown: the first of them is to be painted soon.

    Signals:
        opened: The desk of an open store, and whether somebody only looks.
        wording: The language has changed and everything is to be made anew.
    """

    opened = Signal(object, bool)
    wording = Signal()

    def __init__(self, entrance: Entrance, around: Surroundings) -> None:
        super().__init__()
        self._entrance = entrance
        self._around = around
        self._again: Callable[[Gate], object] = Gate.show_first
        self._behind: Desk | None = None  # a new store whose key is still shown
        self.setProperty("kind", "page")
        self.setAcceptDrops(True)
        around.actions.allow(frozenset())
        self._stack = QStackedWidget()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self._stack, 1)
        down.addLayout(self._foot())
        self.show_first()

    @property
    def page(self) -> Step | Doors:
        """The page that is shown."""
        return cast("Step | Doors", self._stack.currentWidget())

    def show_first(self) -> None:
        """Show the lock of the store that was open last, or the three doors."""
        stores = [path for path in self._around.preferences.stores if path.is_file()]
        if stores:
            self.show_lock(stores[0])
        else:
            self.show_doors()

    def show_as(self, other: Gate) -> None:
        """Show the page that another gate shows, as it began."""
        other._again(self)

    def show_others(self) -> None:
        """Show the lock of another store than the one that was open last, or ask for a file."""
        from gridkeeper.ui.first_run.lock import Lock  # noqa: PLC0415

        if isinstance(self.page, Lock) and not self.page.is_busy:
            other = self.page.other
            if other is None:
                self.page.offer_file()
            else:
                self.show_lock(other)

    def show_doors(self) -> None:
        """Show the three doors."""
        from gridkeeper.ui.first_run.doors import Doors  # noqa: PLC0415

        first = not any(path.is_file() for path in self._around.preferences.stores)
        page = Doors(self._around, first=first)
        page.joining.connect(self.show_joining)
        page.creating.connect(self.show_creating)
        page.sampling.connect(self.show_sample)
        page.opening.connect(self._choose_file)
        page.left.connect(self.show_first)
        self._show(page, Gate.show_doors)

    def show_lock(self, path: Path) -> None:
        """Show the lock of a store."""
        from gridkeeper.ui.first_run.lock import Lock  # noqa: PLC0415

        page = Lock(self._around, self._entrance, path)
        page.unlocked.connect(self._open)
        page.recovering.connect(self.show_recovering)
        page.rescuing.connect(self.show_rescuing)
        page.choosing.connect(self.show_lock)
        page.opening.connect(self._choose_file)
        page.beginning.connect(self.show_doors)
        self._show(page, lambda gate: gate.show_lock(path))

    def show_joining(self) -> Joining:
        """Show the first door's page."""
        from gridkeeper.ui.first_run.joining import Joining  # noqa: PLC0415

        page = Joining(self._around, self._entrance)
        page.joined.connect(self._made)
        page.left.connect(self.show_doors)
        self._show(page, Gate.show_joining)
        return page

    def show_creating(self) -> None:
        """Show the second door's page."""
        from gridkeeper.ui.first_run.creating import Creating  # noqa: PLC0415

        page = Creating(self._around, self._entrance)
        page.created.connect(self._made)
        page.left.connect(self.show_doors)
        self._show(page, Gate.show_creating)

    def show_sample(self) -> None:
        """Open the third door: make the sample and go in."""
        from gridkeeper.ui.jobs.child import in_child  # noqa: PLC0415

        folder = self._entrance.suggested_folder(documents())
        text = _(
            "An invented community, two months of visits, cases and requests. It takes about ten "
            "seconds."
        )
        page = Step(self._around, _("The sample community"), text, _("&Open"))
        page.primary.hide()
        page.left.connect(self.show_doors)
        self._show(page)

        def work(progress: Progress) -> object:
            return self._entrance.sample(folder, progress, in_child)

        page.attempt(_("Making the sample …"), work, self._enter)

    def show_recovering(self, path: Path) -> None:
        """Ask for the recovery key of a store."""
        from gridkeeper.ui.first_run.recovering import Recovering  # noqa: PLC0415

        page = Recovering(self._around, self._entrance, path)
        page.recovered.connect(self._enter)
        page.left.connect(self.show_first)
        self._show(page, lambda gate: gate.show_recovering(path))

    def show_rescuing(self, path: Path) -> None:
        """Offer the last backup of a damaged store."""
        saved = self._entrance.saved(path)
        if saved is None:
            text = _(
                "There is no backup beside it. If you have one elsewhere, choose “Open "
                "another file”."
            )
            self._around.notices.say(text, Tone.BAD)
            return
        page = self._rescuing(saved, path)
        page.restored.connect(self._enter)
        page.left.connect(self.show_first)
        self._show(page, lambda gate: gate.show_rescuing(path))

    def show_key(self, desk: Desk, recovery_key: str) -> None:
        """Show the recovery key of a new store."""
        from gridkeeper.ui.first_run.key_step import KeyStep  # noqa: PLC0415

        page = KeyStep(self._around, desk, recovery_key)
        page.kept.connect(self._enter)
        self._show(page)
        self._behind = desk

    def close_store(self) -> None:
        """Close a new store whose recovery key is still shown: the window goes."""
        if self._behind is not None:
            self._behind.session.close()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.page.begin()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._take_file(cast("Path", self._dropped(event)))

    @property
    def _is_busy(self) -> bool:
        """Whether the page must stay: something is being done, or a new key was not kept yet."""
        return self._behind is not None or (isinstance(self.page, Step) and self.page.is_busy)

    def _dropped(self, event: QDropEvent | QDragEnterEvent) -> Path | None:
        """Return the one file that somebody drags here, if it is one for this page."""
        urls = event.mimeData().urls()
        path = Path(urls[0].toLocalFile()) if len(urls) == 1 else None
        fits = path is not None and path.suffix in {".gkb", ".gkdb", ".gkbak"}
        return path if fits and not self._is_busy else None

    def _choose_file(self) -> None:
        filters = _("GridKeeper files (*.gkdb *.gkbak *.gkb)")
        self._around.messages.open_files(
            _("Open a file"), filters, lambda files: self._take_file(files[0]), STORES
        )

    def _take_file(self, path: Path) -> None:
        """Show the page that belongs to a file."""
        if path.suffix == ".gkb":
            from gridkeeper.ui.first_run.joining import Joining  # noqa: PLC0415

            page = self.page if isinstance(self.page, Joining) else self.show_joining()
            page.take(path)
        elif path.suffix == ".gkbak":
            self.show_restoring(path)
        else:
            self.show_lock(path.absolute())

    def show_restoring(self, backup: Path) -> None:
        """Offer a backup to be restored."""
        try:
            saved = self._entrance.told(backup)
        except GridKeeperError as error:
            self._around.messages.failed(error)
            return
        page = self._rescuing(saved, None)
        page.restored.connect(self._enter)
        page.left.connect(self.show_first)
        self._show(page, lambda gate: gate.show_restoring(backup))

    def _made(self, made: object) -> None:
        self.show_key(*cast("tuple[Desk, str]", made))

    def _enter(self, desk: object) -> None:
        self._open(cast("Desk", desk), viewing=False)

    def _open(self, desk: Desk, viewing: bool) -> None:
        from gridkeeper.ui.first_run import known  # noqa: PLC0415

        session = desk.session
        known.keep(self._around.preferences, session.store.path, session.replica, viewed=viewing)
        self.opened.emit(desk, viewing)

    def _show(self, page: Step | Doors, again: Callable[[Gate], object] | None = None) -> None:
        """Show a page; `again` shows it anew in another language."""
        self._behind = None
        self._again = again or Gate.show_first
        old = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        page.begin()

    def _foot(self) -> QHBoxLayout:
        """Return what must be at hand before anything can be read: language, size, colours."""
        across = QHBoxLayout()
        across.setContentsMargins(24, 8, 24, 16)
        theme = self._around.theme
        chinese = texts.language() == texts.CHINESE
        other = "English" if chinese else "中文"  # each in its own language
        across.addStretch(1)
        across.addWidget(button(theme, _("Te&xt size"), self._next_size, "text-size", "quiet"))
        across.addWidget(button(theme, _("Colo&urs"), self._next_scheme, "theme", "quiet"))
        across.addWidget(button(theme, other, self._other_language, "language", "quiet"))
        return across

    def _next_size(self) -> None:
        size = _SIZES[(_SIZES.index(self._around.theme.size) + 1) % len(_SIZES)]
        self._around.preferences.set("text_size", size.value)
        self._around.theme.use(self._around.preferences.scheme, size)

    def _next_scheme(self) -> None:
        schemes = tuple(Scheme)
        scheme = schemes[(schemes.index(self._around.theme.scheme) + 1) % len(schemes)]
        self._around.preferences.set("scheme", scheme.value)
        self._around.theme.use(scheme, self._around.theme.size)

    def _other_language(self) -> None:
        if self._is_busy:
            return
        chinese = texts.language() == texts.CHINESE
        self._around.preferences.set("language", texts.ENGLISH if chinese else texts.CHINESE)
        self.wording.emit()

    def _rescuing(self, saved: Saved, path: Path | None) -> Rescuing:
        from gridkeeper.ui.first_run.rescuing import Rescuing  # noqa: PLC0415

        return Rescuing(self._around, self._entrance, saved, path)
