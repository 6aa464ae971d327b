"""Build the fonts of GridKeeper from published packages.

    python resources/fonts/build.py [FOLDER]

Fetches the packages into FOLDER (a temporary one if none is named; what is there already is used
again), keeps the characters each font is here for, drops layout tables and hints, gives the results
names of our own, since some licences reserve the original ones for unchanged fonts, and puts each
licence beside them. The results are the same byte for byte on every run. Needs fontTools, npm,
apt-get and dpkg-deb; see README.md.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools import subset
from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).resolve().parent
MOST_BYTES = 60_000_000


@dataclass(frozen=True)
class Package:
    """Something to fetch by its name, and the licence inside it."""

    name: str
    version: str
    licence: str

    @property
    def is_npm(self) -> bool:
        return self.name.startswith("@")

    @property
    def plain(self) -> str:
        return self.name.rpartition("/")[2]


SANS = Package("@expo-google-fonts/noto-sans-sc", "0.4.3", "LICENSE_FONT")
SERIF = Package("@expo-google-fonts/noto-serif-sc", "0.4.3", "LICENSE_FONT")
KAI = Package("fonts-lxgw-wenkai", "1.250+repack-1", "usr/share/doc/fonts-lxgw-wenkai/copyright")
HANA = Package("fonts-hanazono", "20170904-2.1", "usr/share/doc/fonts-hanazono/copyright")

HAN = frozenset(
    code
    for first, last in (
        (0x2E80, 0x2FDF),  # radicals
        (0x31C0, 0x31E3),  # strokes
        (0x3400, 0x4DBF),  # extension A
        (0x4E00, 0x9FFF),  # the first set
        (0xF900, 0xFAD9),  # compatibility
        (0x20000, 0x2FA1D),  # extensions B to F, compatibility
        (0x30000, 0x323AF),  # extensions G and H
    )
    for code in range(first, last + 1)
)
"""All that can stand in a Chinese name; GB 18030-2022 ends with extension F."""

WRITING = frozenset((*range(0x20, 0x2E80), *range(0x2FF0, 0x3130), *range(0xFE30, 0xFFEF)))
"""Latin, punctuation, numbers, arrows, boxes and full-width forms."""


NARROW = frozenset(map(ord, "‘’“”…"))
"""What is as wide as a Chinese character in Chinese, and narrow among Latin letters."""


def gb2312() -> frozenset[int]:
    """Return the characters of everyday Chinese, GB 2312."""
    found = set()
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((high, low)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return frozenset(found)


@dataclass(frozen=True)
class Face:
    """One font file to make.

    Attributes:
        source: Where it lies in its package.
        keep: The characters wanted.
        rest: Whether characters of the faces before it are left out.
        feature: The OpenType feature whose shapes it draws; the usual ones if it is left out.
    """

    file: str
    family: str
    style: str
    package: Package
    source: str
    keep: frozenset[int]
    rest: bool = False
    feature: str = ""


def faces() -> tuple[Face, ...]:
    """Return all fonts, each after those that it completes."""
    everyday = WRITING | gb2312() | frozenset(range(0x20000, 0x32000))
    names = WRITING | frozenset(
        (*range(0x2E80, 0x3000), *range(0x4E00, 0xA000), *range(0x20000, 0x32000))
    )
    hana = "usr/share/fonts/truetype/hanazono/HanaMin{}.ttf".format
    kai = "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"
    sans = "{0}{1}/NotoSansSC_{0}{1}.ttf".format
    serif = "{0}{1}/NotoSerifSC_{0}{1}.ttf".format
    ours, ours_serif, latin = "GridKeeper Sans", "GridKeeper Serif", "GridKeeper Latin"
    mincho = "GridKeeper Rest Mincho {}".format
    return (
        Face("sans-regular.ttf", ours, "Regular", SANS, sans(400, "Regular"), WRITING | HAN),
        Face("rest-kai.ttf", "GridKeeper Rest Kai", "Regular", KAI, kai, HAN, rest=True),
        Face("rest-mincho-a.ttf", mincho("A"), "Regular", HANA, hana("A"), HAN, rest=True),
        Face("rest-mincho-b.ttf", mincho("B"), "Regular", HANA, hana("B"), HAN, rest=True),
        Face("sans-bold.ttf", ours, "Bold", SANS, sans(700, "Bold"), names),
        Face(
            "latin-regular.ttf",
            latin,
            "Regular",
            SANS,
            sans(400, "Regular"),
            NARROW,
            feature="pwid",
        ),
        Face("latin-bold.ttf", latin, "Bold", SANS, sans(700, "Bold"), NARROW, feature="pwid"),
        Face("serif-regular.ttf", ours_serif, "Regular", SERIF, serif(400, "Regular"), everyday),
        Face("serif-bold.ttf", ours_serif, "Bold", SERIF, serif(700, "Bold"), everyday),
    )


def fetched(package: Package, folder: Path) -> Path:
    """Fetch and unpack a package, and return the folder it was unpacked to."""
    target = folder / package.plain
    if target.is_dir():
        return target
    if package.is_npm:
        archive = folder / _run(["npm", "pack", f"{package.name}@{package.version}"], folder)
        with tarfile.open(archive) as stream:
            stream.extractall(target, filter="data")
        return target
    _run(["apt-get", "download", f"{package.name}={package.version}"], folder)
    archive = next(folder.glob(f"{package.name}_*.deb"))
    _run(["dpkg-deb", "-x", str(archive), str(target)], folder)
    return target


def _run(command: list[str], folder: Path) -> str:
    """Run a program and return the last line that it wrote."""
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)  # noqa: S603 - names above
    return done.stdout.strip().rpartition("\n")[2]


def made(face: Face, source: Path, taken: Iterable[int]) -> frozenset[int]:
    """Write one font file and return the characters in it."""
    font = TTFont(source, recalcTimestamp=False)
    has = frozenset(font.getBestCmap()) & face.keep
    wanted = has - frozenset(taken) if face.rest else has
    if face.feature:
        _draw_as(font, face.feature)
    options = subset.Options(
        hinting=False,
        layout_features=[],
        notdef_outline=True,
        glyph_names=False,
        name_IDs=["*"],
        drop_tables=[
            "GSUB",
            "GPOS",
            "GDEF",
            "BASE",
            "vhea",
            "vmtx",
            "VORG",
            "DSIG",
            "FFTM",
            "PfEd",
        ],
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    _rename(font, face)
    font.save(HERE / face.file)
    return wanted


def _draw_as(font: TTFont, feature: str) -> None:
    """Let characters have the shapes of a feature that replaces one shape by another."""
    table = font["GSUB"].table
    lookups = {
        place
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == feature
        for place in record.Feature.LookupListIndex
    }
    shapes: dict[str, str] = {}
    for place in sorted(lookups):
        for part in table.LookupList.Lookup[place].SubTable:
            shapes |= getattr(part, "ExtSubTable", part).mapping
    for part in font["cmap"].tables:
        if part.isUnicode() and hasattr(part, "cmap"):
            part.cmap = {code: shapes.get(name, name) for code, name in part.cmap.items()}


def _rename(font: TTFont, face: Face) -> None:
    """Give a font our name; copyright and licence stay as they are."""
    names = font["name"]
    kept = {
        record.nameID: record.toUnicode()
        for record in names.names
        if record.nameID in {0, 5, 13, 14}
    }
    ours = {
        1: face.family,
        2: face.style,
        3: f"{face.family} {face.style} (subset)",
        4: f"{face.family} {face.style}",
        6: f"{face.family}-{face.style}".replace(" ", ""),
    }
    names.names = []
    for number, text in sorted({**kept, **ours}.items()):
        names.setName(text, number, 3, 1, 0x409)


def main(arguments: list[str]) -> int:
    """Build everything; return 1 if it grew too big to ship."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(arguments[0] if arguments else temporary).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        taken: set[int] = set()
        size = 0
        for face in faces():
            place = fetched(face.package, folder)
            root = place / "package" if face.package.is_npm else place
            taken |= made(face, root / face.source, taken)
            licence = (root / face.package.licence).read_text(encoding="utf-8")
            (HERE / "licences" / f"{face.package.plain}.txt").write_text(licence, encoding="utf-8")
            size += (HERE / face.file).stat().st_size
            print(f"{face.file}: {(HERE / face.file).stat().st_size / 1e6:.1f} MB")
    print(f"{len(taken & HAN)} Chinese characters of {len(HAN)}, {size / 1e6:.1f} MB in all")
    return int(size > MOST_BYTES)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
