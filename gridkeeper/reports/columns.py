"""What a table is: its columns, its rows, and words of state in its cells."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from gridkeeper.domain.privacy import Profile
from gridkeeper.progress import Quiet
from gridkeeper.reports import styles
from gridkeeper.reports.page import Align

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gridkeeper.progress import Progress
    from gridkeeper.reports.styles import Style


class Tone(Enum):
    """How a word of state is marked: ink and ground; the word itself says the same."""

    GOOD = (styles.GREEN, styles.PALE_GREEN)
    OPEN = (styles.AMBER, styles.PALE_AMBER)
    BAD = (styles.RED, styles.PALE_RED)
    PLAIN = (styles.SOFT, styles.PALE_GREY)


@dataclass(frozen=True, slots=True)
class Word:
    """A cell with a word of state."""

    text: str
    tone: Tone = Tone.PLAIN


Cell = str | Word


@dataclass(frozen=True, slots=True)
class Column:
    """A column; widths are shares of the whole.

    Attributes:
        is_told: Whether people are named in it, or write in it as they like and may name anybody.
    """

    label: str
    share: float
    align: Align = Align.LEFT
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What is drawn.

    Attributes:
        caption: Stands above it, and with "continued" on each further page; "" for none.
        place: Left edge and width; the whole width of the paper if it is None.
        total: A last row in bold that stays with the row before it.
        note: Small, under the last row; "" for none.
        keep: The height that must be left under the last row, for what may not be torn off.
        rows_in_all: For the progress; 0 if it is not known.
    """

    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    caption: str = ""
    place: tuple[float, float] | None = None
    total: Sequence[Cell] = ()
    note: str = ""
    style: Style = styles.CELL
    keep: float = 0
    rows_in_all: int = 0
    progress: Progress = field(default_factory=Quiet)

    def for_profile(self, profile: Profile) -> Table:
        """Return it with the columns that a profile may see.

        The board does without names and without what people have told or written: codes and days
        say what the matter was and what came of it, and a row of blanks tells nobody anything.
        """
        if profile is not Profile.PUBLIC:
            return self
        left = [at for at, column in enumerate(self.columns) if not column.is_told]
        rows = ([row[at] for at in left] for row in self.rows)
        columns = [self.columns[at] for at in left]
        return replace(self, columns=columns, rows=list(rows) if self.is_at_hand else rows)

    @property
    def is_at_hand(self) -> bool:
        """Whether the rows can be gone over more than once: they are no stream."""
        return isinstance(self.rows, list | tuple)
