"""What only a full desktop has, or only root may; run by hand: `python -m pytest tests/desk`.

Needs, besides what `installer/test.py` installs: ibus, ibus-libpinyin, fcitx5,
fcitx5-chinese-addons; and somebody who may mount a file system.
"""

from __future__ import annotations

from tests.end2end.screen.conftest import desktop
from tests.helpers.town_fixtures import made_town, town

__all__ = ["desktop", "made_town", "town"]
