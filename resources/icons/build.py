"""Take the line icons that the program shows out of Lucide, under names that say what they mean.

    npm pack lucide-static@1.62.0 && tar xzf lucide-static-1.62.0.tgz
    python resources/icons/build.py package

Lucide's licence (ISC; some icons stem from Feather, MIT) lies beside the icons as `LICENSE`.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

# What it means: what Lucide calls it.
ICONS = {
    "add": "plus",
    "back": "arrow-left",
    "backup": "archive-restore",
    "building": "building-2",
    "calendar": "calendar",
    "case-closed": "circle-check",
    "case-overdue": "alarm-clock",
    "case-returned": "undo-dot",
    "check": "check",
    "choose": "chevron-down",
    "close": "x",
    "conflict": "git-compare-arrows",
    "copy": "copy",
    "crash": "bug",
    "delete": "trash-2",
    "dispute": "scale",
    "door": "door-closed",
    "due": "calendar-clock",
    "edit": "pencil",
    "empty": "inbox",
    "exchange": "arrow-left-right",
    "expand": "chevron-right",
    "export": "package-check",
    "figures": "chart-column",
    "filter": "list-filter",
    "fit": "maximize",
    "folder": "folder-open",
    "forward": "arrow-right",
    "grid": "grid-3x3",
    "hazard": "triangle-alert",
    "help": "circle-question-mark",
    "hide": "eye-off",
    "history": "history",
    "household": "house",
    "import": "package-open",
    "info": "info",
    "join": "ticket-check",
    "key": "key-round",
    "language": "languages",
    "larger": "zoom-in",
    "lock": "lock",
    "medium": "usb",
    "more": "ellipsis",
    "new-store": "building",
    "note": "sticky-note",
    "papers": "file-text",
    "people": "users",
    "person": "circle-user-round",
    "photo": "image",
    "print": "printer",
    "redo": "redo-2",
    "report": "file-chart-column",
    "request": "message-circle",
    "reveal": "eye",
    "rehearse": "clipboard-check",
    "sample": "sprout",
    "save": "save",
    "search": "search",
    "settings": "settings",
    "smaller": "zoom-out",
    "sort-down": "arrow-down",
    "sort-up": "arrow-up",
    "step": "milestone",
    "table": "table-2",
    "text-size": "a-large-small",
    "theme": "sun-moon",
    "today": "calendar-check",
    "undo": "undo-2",
    "unlock": "lock-open",
    "unsent": "send",
    "visit": "footprints",
    "warning": "circle-alert",
    "worker": "id-card",
}


def main(package: Path) -> None:
    """Copy the icons of an unpacked Lucide, with its licence; what is no longer listed goes."""
    for old in HERE.glob("*.svg"):
        old.unlink()
    for meaning, name in ICONS.items():
        shutil.copy(package / "icons" / f"{name}.svg", HERE / f"{meaning}.svg")
    shutil.copy(package / "LICENSE", HERE / "LICENSE")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
