"""Bring the Chinese catalogues up to date with the code, and compile them.

    python resources/translations/build.py [CATALOGUE ...]

One catalogue a package (`ledgers`, `reports`, …) and one a ground module (`errors`). New texts are
added untranslated, texts that are gone are dropped, translations are kept; then each `.po` file is
compiled to the `.mo` file that the program reads. Needs Babel (dependency group `build`).
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parent
CODE = HERE.parent.parent / "gridkeeper"
FOLDER = HERE / "zh_CN"
CATALOGUES = (
    "errors", "domain", "storage", "exchange", "ledgers", "reports", "services", "ui", "cli",
)  # fmt: skip
_BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
KEYWORDS = {"_": None, "N_": None, "plural": (1, 2)}


def texts(name: str) -> Catalog:
    """Return an empty catalogue with all texts that the code of one name shows."""
    found = Catalog()
    place = CODE / name
    if place.is_dir():
        rows = extract_from_dir(place, [("**.py", "python")], keywords=KEYWORDS)
        messages = [row[2] for row in rows]
    else:
        rows = extract_from_file("python", place.with_suffix(".py"), keywords=KEYWORDS)
        messages = [row[1] for row in rows]
    for message in messages:
        found.add(message)
    return found


def updated(name: str) -> Catalog:
    """Return the translated catalogue of one name, brought up to date."""
    file = FOLDER / f"{name}.po"
    catalogue = Catalog(locale="zh_CN")
    if file.exists():
        with file.open("rb") as stream:
            catalogue = read_po(stream, locale="zh_CN")
    catalogue.update(texts(name), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    # Else each build would date them anew, though nothing in them is new.
    catalogue.creation_date = _BEGUN
    return catalogue


def compiled(catalogue: Catalog) -> bytes:
    """Return the bytes of the `.mo` file."""
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def main(names: list[str]) -> int:
    """Rebuild some or all catalogues; return how many texts have no translation."""
    missing = 0
    for name in names or CATALOGUES:
        catalogue = updated(name)
        empty = [message.id for message in catalogue if message.id and not any_text(message.string)]
        missing += len(empty)
        with (FOLDER / f"{name}.po").open("wb") as stream:
            write_po(
                stream, catalogue, omit_header=False, no_location=True, sort_output=True, width=100
            )
        (FOLDER / f"{name}.mo").write_bytes(compiled(catalogue))
        print(f"{name}: {len(catalogue)} texts, {len(empty)} without a translation")
        for text in empty:
            print("   ", text)
    return missing


def any_text(string: object) -> bool:
    """Whether a translation says anything."""
    return all(string) if isinstance(string, tuple) else bool(string)


if __name__ == "__main__":
    raise SystemExit(bool(main(sys.argv[1:])))
