"""Every page and dialog opens in both languages, in all colours and text sizes, with nothing cut.

Four of the eighteen variants hold every language, scheme and size at least once. Pages are shown
in all four; everything else in the two with the largest letters, which between them are in both
languages, light and dark. The gallery (`python -m tests.gallery OUT`) has all eighteen, to be seen.
"""

from __future__ import annotations

import pytest

from gridkeeper import texts
from gridkeeper.ui.look.tokens import Scheme, TextSize
from tests.gallery import stock
from tests.gallery.playing import Alike, Variant, dialogs, wait, window
from tests.gallery.scenes import scenes
from tests.helpers.seeing import faults

# What runs here is looked at, not checked line by line: it shall not count as covered.
pytestmark = [pytest.mark.gui, pytest.mark.slow, pytest.mark.no_cover]

WHOLE = (
    Variant(texts.CHINESE, Scheme.DARK, TextSize.LARGEST),
    Variant(texts.ENGLISH, Scheme.LIGHT, TextSize.LARGEST),
)
PAGES = (
    Variant(texts.CHINESE, Scheme.LIGHT, TextSize.NORMAL),
    Variant(texts.ENGLISH, Scheme.CONTRAST, TextSize.LARGE),
)


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    """The stores of all scenes, made once."""
    folder = tmp_path_factory.mktemp("gallery") / "stock"
    stock.make(folder)
    return folder


@pytest.mark.parametrize("who", ["gate", "worker", "office", "viewing", "new", "alone"])
@pytest.mark.parametrize("variant", WHOLE + PAGES, ids=str)
def test_nothing_is_cut_overlapping_nameless_or_untranslated(qapp, ready, tmp_path, variant, who):
    texts.use(variant.language)
    place = stock.copied(ready, tmp_path / "stock")
    wrong, seen = [], Alike()
    with window(place, who, variant) as shown:
        for scene in (one for one in scenes() if one.who == who and is_shown_in(variant, one)):
            scene.arrange(shown)
            wait(shown)
            above = dialogs(shown)
            uppermost = above[-1] if above else shown
            found = [*faults(uppermost), *seen.faults(scene.name, uppermost.grab())]
            wrong += [f"{scene.name}: {text}" for text in found]
            for dialog in above:
                dialog.close()

    assert not wrong, "\n".join(wrong)


def is_shown_in(variant, scene):
    """Whether a scene is looked at in a variant."""
    return variant in WHOLE or "-page-" in scene.name or scene.who == "gate"
