"""Every page and dialog opens in both languages, in all colours and text sizes, with nothing cut.

Four of the eighteen variants hold every language, scheme and size at least once. Pages are shown
in all four; everything else in the two with the largest letters, which between them are in both
languages, light and dark. The gallery (`python -m tests.gallery OUT`) has all eighteen, to be seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import pytest

from gridkeeper import texts
from gridkeeper.ui.look.tokens import Scheme, TextSize
from tests.gallery import stock
from tests.gallery.playing import Alike, Scene, Variant, dialogs, wait, window
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


_ENOUGH = 34


@dataclass(frozen=True)
class Part:
    """Some of the scenes of one window: all at once would take one core minutes."""

    who: str
    number: int
    scenes: tuple[Scene, ...]

    def __str__(self) -> str:
        return f"{self.who}-{self.number}"


def parts():
    """Yield what is played in each variant, window by window."""
    for variant in WHOLE + PAGES:
        shown = (one for one in scenes() if is_shown_in(variant, one))
        for who, group in groupby(shown, key=lambda one: one.who):
            for number, some in enumerate(apart(group), 1):
                yield variant, Part(who, number, tuple(some))


def apart(group):
    """Yield scenes part by part; those of one family go on from one another, and stay together."""
    some = []
    for _family, those in groupby(group, key=lambda one: one.name.split("-")[1]):
        some += those
        if len(some) >= _ENOUGH:
            yield some
            some = []
    if some:
        yield some


def is_shown_in(variant, scene):
    """Whether a scene is looked at in a variant."""
    return variant in WHOLE or "-page-" in scene.name or scene.who == "gate"


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    """The stores of all scenes, made once."""
    folder = tmp_path_factory.mktemp("gallery") / "stock"
    stock.make(folder)
    return folder


@pytest.mark.parametrize(("variant", "part"), list(parts()), ids=str)
def test_nothing_is_cut_overlapping_nameless_or_untranslated(qapp, ready, tmp_path, variant, part):
    texts.use(variant.language)
    place = stock.copied(ready, tmp_path / "stock")
    wrong, seen = [], Alike()
    with window(place, part.who, variant) as shown:
        for scene in part.scenes:
            scene.arrange(shown)
            wait(shown)
            above = dialogs(shown)
            uppermost = above[-1] if above else shown
            found = [*faults(uppermost), *seen.faults(scene.name, uppermost.grab())]
            wrong += [f"{scene.name}: {text}" for text in found]
            for dialog in above:
                dialog.close()

    assert not wrong, "\n".join(wrong)
