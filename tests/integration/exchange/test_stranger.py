"""A reader written from FORMAT.md alone sees what ours sees, and refuses what ours refuses."""

from __future__ import annotations

import ast
import re
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from gridkeeper.exchange.manifest import Numbers
from gridkeeper.services.store.stores import keys_of
from gridkeeper.storage.store import Store
from tests.helpers.old_files import DATA, PASSWORD
from tests.integration.exchange import builders, stranger

LINES = builders.some_lines(3)
TEXT = b"\n".join((*LINES, b""))
CHAIN = builders.chained(*LINES)


def read(path):
    """Return what the stranger reads with the office's key."""
    return stranger.read(path.read_bytes(), builders.office_keys().seal_private)


def test_a_stranger_needs_a_page_and_none_of_our_modules():
    source = Path(stranger.__file__).read_text(encoding="utf-8")
    imports = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert len(source.splitlines()) <= 150
    assert not {"gridkeeper", "tests"} & set(
        re.findall(r"\w+", " ".join(map(ast.unparse, imports)))
    )


@pytest.mark.parametrize(
    ("lines", "facts"),
    [
        (LINES, {}),
        ([], {}),
        (builders.some_lines(5, text="长" * 600_000), {}),
        (LINES[1:], {"numbers": Numbers(7, 4, 90, whole=False)}),
        (LINES, {"enclosed": builders.enclosing(b"photo", b"")}),
    ],
    ids=["three", "none", "several parts", "a choice", "attachments"],
)
def test_it_reads_what_we_read(tmp_path, lines, facts):
    path = builders.a_batch(tmp_path, lines, **facts)
    ours = builders.unsealed(path)

    cover, _manifest, found, contents = read(path)

    assert found == lines == [line for _change, line in ours.lines(builders.QUIET)]
    assert (cover["number"], cover["counts"]) == (ours.cover.number, ours.cover.counts)
    assert contents == [content for _hash, content in ours.contents()]


@pytest.mark.parametrize("folder", sorted(DATA.glob("old_*")), ids=lambda folder: folder.name)
def test_it_reads_the_batch_of_every_release(folder, tmp_path):
    work = shutil.copytree(folder, tmp_path / "old")
    with closing(Store.open(work / "office.gkdb", PASSWORD)) as store, store.reading() as unit:
        keys = keys_of(unit)

    data = (work / "second.gkb").read_bytes()
    cover, _manifest, lines, _contents = stranger.read(data, keys.seal_private)

    assert len(lines) == sum(cover["counts"].values()) > 0


def test_it_refuses_every_flipped_bit(tmp_path):
    data = bytearray(builders.a_batch(tmp_path, LINES[:1]).read_bytes())
    for place in range(len(data)):
        data[place] ^= 1 << place % 8
        with pytest.raises(stranger.RefusedError):
            stranger.read(bytes(data), builders.office_keys().seal_private)
        data[place] ^= 1 << place % 8


def test_it_refuses_every_truncation(tmp_path):
    data = builders.a_batch(tmp_path, LINES[:1]).read_bytes()
    for length in range(len(data)):
        with pytest.raises(stranger.RefusedError):
            stranger.read(data[:length], builders.office_keys().seal_private)


@pytest.mark.parametrize(
    ("facts", "paragraph"),
    [
        ({"chain_after": CHAIN}, None),
        ({"chain_after": builders.chained(*LINES[:2])}, "§5 chain"),
        ({"outside": {"number": "另一个"}, "chain_after": CHAIN}, "§4 cover"),
        ({"sender": builders.a_worker(), "chain_after": CHAIN}, "§4 sender"),
        ({"contents": (), "chain_after": CHAIN}, "§4 contents"),
        ({"contents": [{"lines": 2, "size": len(TEXT)}], "chain_after": CHAIN}, "§4 contents"),
        ({"about": {"numbers": Numbers(1, 1, 4, whole=True)}, "chain_after": CHAIN}, "§5 numbers"),
        ({"about": {"counts": {"visit": 4}}, "chain_after": CHAIN}, "§4 counts"),
        ({"seal_to": builders.worker_keys().seal_public, "chain_after": CHAIN}, "§4"),
    ],
)
def test_it_refuses_what_is_soundly_signed_and_wrong_inside(tmp_path, facts, paragraph):
    path = builders.forged(tmp_path / "x.gkb", [TEXT], **facts)

    if paragraph is None:
        assert read(path)[2] == LINES
    else:
        with pytest.raises(stranger.RefusedError, match=f"^{paragraph}$"):
            read(path)
