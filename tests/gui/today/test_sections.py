"""What stands under the title of a line of the day list."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from gridkeeper.domain import kinds
from gridkeeper.services.changes import BATCH
from gridkeeper.services.day.sections import Line, Section
from gridkeeper.ui.look.theme import Theme
from gridkeeper.ui.look.tokens import Tone
from gridkeeper.ui.today.sections import SectionCard
from gridkeeper.ui.widgets.lines import DoorLine


@pytest.mark.parametrize(
    ("kind", "why", "said"),
    [
        (BATCH, "缺第 263 条，请现在下发", "缺第 263 条，请现在下发。"),
        (kinds.HAZARD.name, "今天到期", "今天到期"),
    ],
)
def test_what_is_said_of_a_file_is_a_sentence_and_of_a_case_a_few_words(
    qtbot, qapp, kind, why, said
):
    line = Line("new", kind, "1", "林晓梅", why, Tone.WARNING)
    frame = SimpleNamespace(theme=Theme(qapp), go=print, show_record=print)

    card = SectionCard(frame, Section("new", "网格员新报", 1, (line,)))
    qtbot.addWidget(card)

    assert card.findChild(DoorLine)._about.endswith(f"· {said}")
