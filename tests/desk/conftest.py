"""What only a full desktop has; run by hand: `python -m pytest tests/desk`.

Needs, besides what `installer/test.py` installs: ibus, ibus-libpinyin, fcitx5,
fcitx5-chinese-addons.
"""

from __future__ import annotations

from tests.end2end.screen.conftest import desktop

__all__ = ["desktop"]
