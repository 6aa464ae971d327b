"""An editor of codes: a few letters are enough to find one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from typing_extensions import override

from gridkeeper.domain import codes, names
from gridkeeper.texts import _
from gridkeeper.ui.forms.suggestions import SuggestingLine, Suggestion
from gridkeeper.ui.widgets.keys import is_bare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from gridkeeper.domain.codes import CodeTable
    from gridkeeper.domain.fields import Field
    from gridkeeper.ui.frame import Frame

_FEW = 10
_DIGITS = {Qt.Key(Qt.Key.Key_0.value + digit): str(digit) for digit in range(10)}


class ChoiceBox(SuggestingLine):
    """Shows the name of a code; letters of its pinyin, its initials, characters or itself find it.

    Where there are few, the number keys choose at once: by the code where each is a digit, as
    whoever knows the standard expects, else by the place in the list.
    """

    def __init__(self, frame: Frame, about: Field) -> None:
        super().__init__(frame, about)
        self.table = codes.table(about.codes)
        self._take(tuple(self.table.offered))
        self.line.add_icon(frame.theme, "choose", _("Show all"), self._show_all)

    def offer(self, offered: tuple[str, ...]) -> None:
        """Offer these codes and no others; what stands here stays, and any code can be written."""
        if offered != self._offered:
            self._take(offered)

    def _take(self, offered: tuple[str, ...]) -> None:
        self._offered = offered
        self._few = len(offered) <= _FEW
        by_code = all(len(code) == 1 and code.isdecimal() for code in offered)
        self._keys = {
            code if by_code else str(place): code for place, code in enumerate(offered, 1)
        }

    @override
    def set_value(self, typed: str) -> None:
        super().set_value(typed)
        code = self.table.code(typed) if typed else None
        if code is not None:
            self.hold(self._suggestion(code))

    @override
    def hold(self, one: Suggestion) -> None:
        super().hold(one)
        self._say_whole()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_whole()

    @override
    def look(self, text: str) -> None:
        self.suggest([self._suggestion(code) for code in self._answering(text)])

    @override
    def unfound(self) -> str:
        return _("Nothing in the list fits this")

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() is QEvent.Type.MouseButtonRelease
        if watched is self.line and pressed and not self.is_open and self._is_whole():
            self._show_all()
        return super().eventFilter(watched, event)

    @override
    def _pressed(self, event: QKeyEvent) -> bool:
        code = self._keys.get(_DIGITS.get(Qt.Key(event.key()), ""))
        if code is not None and self._few and is_bare(event) and self._is_whole():
            self.choose(self._suggestion(code))
            self.close_list()
            return True
        if self._few and event.text().isdecimal() and self.holds and not self.line.selectedText():
            return True  # more digits than answers must not hang on to the name of one
        return super()._pressed(event)

    @override
    def settle(self) -> None:
        text, marked = self.line.text(), self.marked
        if self.holds is None and text.strip() and marked is not None:
            self.choose(marked)  # as Tab does, whichever way it is left
        elif self.holds is None and text.strip():
            short = _short(self._offered, text)
            code = self.table.code(text) or short or _only(self._answering(text))
            if code is not None:
                self.choose(self._suggestion(code))
        super().settle()

    @override
    def _edited(self, text: str) -> None:
        super()._edited(text)
        self._say_whole()

    def _say_whole(self) -> None:
        """Say below the line what it has no room for."""
        self.hint(self._holds.text if self._holds and self.line.is_cut else "")

    def _is_whole(self) -> bool:
        """Whether the next key begins something new."""
        line = self.line
        return self.holds is not None or not line.text() or line.selectedText() == line.text()

    def _show_all(self) -> None:
        self.focus()
        self._was_emptied = False
        self.look("")

    def _answering(self, text: str) -> list[str]:
        return answering(self.table, text, self._offered)

    def _suggestion(self, code: str) -> Suggestion:
        name = self.table.text(code)
        # Two codes may share a name; then only the code itself says which is meant.
        value = name if self.table.code(name) == code else code
        key = next((key for key, one in self._keys.items() if one == code), "")
        return Suggestion(value, name, (key if len(key) == 1 else "") if self._few else code)


def answering(table: CodeTable, text: str, offered: Sequence[str] = ()) -> list[str]:
    """Return the offered codes that a text may mean, the likeliest first; all if it is empty.

    Args:
        table: Of the codes.
        text: As typed.
        offered: Those that are offered, in order; none means those that the table offers.
    """
    codes_ = offered or tuple(table.offered)
    wanted = "".join(text.split()).casefold()
    if not wanted:
        return list(codes_)
    ranked = []
    short = _short(codes_, wanted)
    for place, code in enumerate(codes_):
        label = table.labels[code]
        rank = -1 if code == short else _rank(wanted, code, label.zh, label.en)
        if rank is not None:
            ranked.append((rank, place, code))
    return [code for _rank_, _place, code in sorted(ranked)]


def _rank(wanted: str, code: str, zh: str, en: str) -> int | None:
    words = en.casefold()
    begins = (code.casefold(), zh.casefold(), *names.spellings(zh), words.replace(" ", ""))
    if any(one.startswith(wanted) for one in begins):
        return 0
    if wanted in zh.casefold() or any(word.startswith(wanted) for word in words.split()):
        return 1
    return 2 if any(wanted in one for one in names.spellings(zh)) else None


def _short(offered: Sequence[str], text: str) -> str | None:
    """Return the offered code that a number means: 4 is 04."""
    wanted = text.strip()
    if not wanted.isascii() or not wanted.isdecimal():
        return None
    return _only([one for one in offered if one.isdecimal() and int(one) == int(wanted)])


def _only(found: list[str]) -> str | None:
    return found[0] if len(found) == 1 else None
