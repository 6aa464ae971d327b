"""Render the gallery: `python -m tests.gallery OUT`."""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.gallery import stock
from tests.gallery.playing import VARIANTS, Alike, dialogs, wait, window
from tests.gallery.scenes import leading_to, scenes
from tests.helpers.seeing import faults


def main(arguments: list[str]) -> int:
    """Render; say what an eye would find wrong; return how much that is."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--only", default="", help="scenes with this in their name, after those they go on from"
    )
    parser.add_argument("--variant", default="", help="variants with this in their name")
    parser.add_argument("--size", default="1280x800")
    wanted = parser.parse_args(arguments)
    wanted.out.mkdir(parents=True, exist_ok=True)
    size = tuple(int(part) for part in wanted.size.split("x"))
    found = 0
    chosen = [one for one in scenes() if wanted.only in one.name]
    names = {one.name for one in chosen}
    with tempfile.TemporaryDirectory(prefix="gridkeeper-gallery-") as folder:
        ready = Path(folder) / "stock"
        stock.make(ready)
        for variant in (one for one in VARIANTS if wanted.variant in str(one)):
            groups = itertools.groupby(leading_to(chosen), key=lambda one: one.who)
            for number, (who, group) in enumerate(groups):
                place = stock.copied(ready, Path(folder) / f"{number}-{variant}")
                seen = Alike()
                with window(place, who, variant, size) as shown:
                    for scene in group:
                        _arrange(shown, scene)
                        if scene.name in names:
                            file = wanted.out / f"{scene.name}-{variant}.png"
                            found += _render(shown, scene, seen, file)
                        for dialog in dialogs(shown):
                            dialog.close()
    sys.stderr.write(f"{found} faults\n")
    return found


def _arrange(shown: object, scene: object) -> None:
    """Bring one scene about."""
    shown.activateWindow()  # without a screen, nothing does when a dialog goes
    scene.arrange(shown)
    wait(shown)


def _render(shown: object, scene: object, seen: Alike, file: Path) -> int:
    """Paint one scene; return how much is wrong with it."""
    uppermost = (dialogs(shown) or [shown])[-1]
    picture = uppermost.grab()
    picture.save(str(file))
    wrong = [*faults(uppermost), *seen.faults(scene.name, picture)]
    for text in wrong:
        sys.stderr.write(f"{file.stem}: {text}\n")
    return len(wrong)


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1:])))
