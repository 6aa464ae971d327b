"""The draft of one form: its own, and what an earlier form of that name left unfinished."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gridkeeper.domain import ids, kinds
from gridkeeper.texts import _
from gridkeeper.ui.forms.drafts import DraftKeeper, form_key, say_unfinished
from gridkeeper.ui.forms.left_over import HOME, LeftOver, left_about, left_over
from gridkeeper.ui.forms.unsaved import go_on
from gridkeeper.ui.jobs.runner import Lane
from gridkeeper.ui.look.tokens import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from gridkeeper.progress import Progress
    from gridkeeper.ui.frame import Frame


class Keeping:
    """Keeps what is typed into a form, and knows what was left before it.

    Attributes:
        keeper: Writes it.
        left: What was found; None until then, and where there is nothing.
    """

    def __init__(
        self,
        frame: Frame,
        form: QWidget,
        record: tuple[str, str],
        preset: Mapping[str, str],
        draft: str,
    ) -> None:
        """Begin; the arguments are as those of the form."""
        self._frame, self._form, self._record = frame, form, record
        self._preset, self._draft = preset, draft
        self._key = form_key(*record, preset)
        self._home: frozenset[str] = frozenset()
        self._sought = preset.get(HOME, "")  # the home about which something left was looked for
        self.left: LeftOver | None = None
        self.keeper = self._begin()

    def look(self, then: Callable[[LeftOver | None], None]) -> None:
        """Look for what was left; behind everything that is still being kept."""
        desk, key, draft, preset = self._frame.desk, self._key, self._draft, self._preset
        kind, record_id = self._record
        meant = bool(draft or record_id)
        about = next(((name, one) for name, one in preset.items() if name.endswith("_id")), None)

        def look(_progress: Progress) -> object:
            kept = desk.unsaved.named(draft) if draft else desk.unsaved.left(key)
            if kept is None and about is not None and not meant:
                kept = left_about(desk, kind, about)
            return left_over(desk, kept, preset, returns=meant) if kept is not None else None

        def found(result: object) -> None:
            self.left = cast("LeftOver | None", result)
            if self.left is not None and not self.left.returns:
                self.keeper.stand_apart()
            then(self.left)

        self._frame.ask("", look, found, Lane.KEEP)

    def look_about(self, facts: Mapping[str, str], then: Callable[[LeftOver], None]) -> None:
        """Look, once another home is chosen in a new visit, for what was left unfinished of it."""
        home, keeper = facts.get(HOME, ""), self.keeper
        is_back = self.left is not None and self.left.returns
        if self._record != (kinds.VISIT.name, "") or is_back or home == self._sought:
            return
        self._sought = home
        if not ids.is_id(home):
            return
        desk, kind = self._frame.desk, kinds.VISIT.name

        def look(_progress: Progress) -> object:
            kept = left_about(desk, kind, (HOME, home), keeper.name)
            return left_over(desk, kept, {}) if kept is not None else None

        def found(result: object) -> None:
            if result is not None and home == self._sought:
                self.left = cast("LeftOver", result)
                then(self.left)

        self._frame.ask("", look, found, Lane.KEEP)

    def take(self, left: LeftOver) -> None:
        """Go on with what was left: it is this form's from now on."""
        self.keeper.go_on(left.kept.form)
        self._home = left.home

    def keep(self, facts: dict[str, str]) -> None:
        """Keep what is typed; what came back stays of its home, also while none stands there."""
        home = self.left.kept.facts[HOME] if self.left is not None and self._home else ""
        self.keeper.keep({HOME: home} | facts if home else facts)

    def is_of_another(self, facts: Mapping[str, str]) -> bool:
        """Return whether another home is typed than the one that what came back is about."""
        home = facts.get(HOME, "").strip() if self._home else ""
        return bool(home) and home not in self._home

    def settle(self) -> None:
        """Let what came back be of no home: it was given up."""
        self._home = frozenset()

    def drop(self, bring_back: Callable[[], object]) -> None:
        """Forget what came back; as long as nobody goes on to something else, it can return."""
        self.keeper.forget()
        self.settle()
        said, answer = _("What came back is discarded"), _("&Undo")
        self._frame.notices.say(said, Tone.INFO, answer, bring_back, about=self.keeper.name)

    def renew(self) -> None:
        """Leave what was kept as it is, and keep under another name from now on."""
        self.settle()
        self.keeper = self._begin()
        self.keeper.stand_apart()

    def leave(self, typed: Mapping[str, str]) -> None:
        """Say that what was typed is kept, and where; what an earlier draft says too is not."""
        left = self.left
        if left is not None and left.kept.form != self.keeper.name and left.says(typed):
            self.keeper.forget()
        else:
            self._say()

    def _say(self) -> None:
        say_unfinished(self._frame, self._record, self._preset, self.keeper.name)

    def go_on(self) -> None:
        """Open what was left in a form of its own."""
        if self.left is not None and self.left.one is not None:
            go_on(self._frame, self.left.one)

    def _begin(self) -> DraftKeeper:
        made = DraftKeeper(self._frame, self._key)
        self._form.destroyed.connect(made.release)
        return made
