"""Draw what the style sheet shows as pictures, in the colours of each scheme.

    PYTHONPATH=. python resources/theme/build.py

A style sheet takes pictures from files only. Run it after a colour in
`gridkeeper/ui/look/tokens.py` changed; a test compares.
"""

from __future__ import annotations

from pathlib import Path

from gridkeeper.ui.look.icons import svg
from gridkeeper.ui.look.tokens import COLOURS

HERE = Path(__file__).resolve().parent


def drawings() -> dict[Path, bytes]:
    """Return every file with what belongs into it."""
    found = {}
    for scheme, colours in COLOURS.items():
        folder = HERE / scheme.value
        found[folder / "choose.svg"] = svg("choose", colours.soft)
        found[folder / "tick.svg"] = svg("check", colours.on_accent)
        for name in ("back", "forward"):
            found[folder / f"{name}.svg"] = svg(name, colours.text)
    return found


def main() -> None:
    """Write them."""
    for file, drawing in drawings().items():
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(drawing)


if __name__ == "__main__":
    main()
