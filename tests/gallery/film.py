"""The film strips: `python -m tests.gallery.film OUT [--story exchange]`.

A screen of its own, the real program on it, and people who do their work by keys. Each picture is
what stood on the screen. It needs the tools of `tests.helpers.desktops` and ImageMagick's `import`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.gallery import film_exchange, film_first_day
from tests.gallery.filming import Film
from tests.helpers.desktops import Desktop

_STORIES = {"first-day": film_first_day.play, "exchange": film_exchange.play}


def main(arguments: list[str]) -> int:
    """Play a story and take the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tests.gallery.film", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--story", choices=_STORIES, default="first-day")
    wanted = parser.parse_args(arguments)
    wanted.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="gridkeeper-film-") as name:
        folder = Path(name)
        with Desktop(folder) as desktop:
            _STORIES[wanted.story](Film(desktop, wanted.out), folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
