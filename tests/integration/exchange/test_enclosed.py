"""Contents of attachments in a batch: as they were, or refused; none makes a batch of version 1."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gridkeeper.errors import BatchDamagedError
from gridkeeper.exchange import layout
from gridkeeper.exchange.reader import BatchFile, inspect
from tests.integration.exchange import builders

pytestmark = pytest.mark.usefixtures("each_envelope")

LINES = builders.some_lines(3)
TEXT = b"\n".join((*LINES, b""))
CHAIN = builders.chained(*LINES)
PHOTOS = (b"photo" * 1000, b"another", b"")


def refused(path):
    """Return the sentence with which a batch is refused once its contents are looked at."""
    with pytest.raises(BatchDamagedError) as caught:
        list(builders.unsealed(path).contents())
    return str(caught.value)


def test_contents_come_as_they_were(tmp_path):
    path = builders.a_batch(tmp_path, LINES, enclosed=builders.enclosing(*PHOTOS))

    batch = builders.unsealed(path)

    assert [content for _hash, content in batch.contents()] == list(PHOTOS)
    assert [one.sha256 for one in batch.enclosed] == [sha256 for sha256, _ in batch.contents()]
    assert [line for _change, line in batch.lines(builders.QUIET)] == LINES


def test_a_batch_is_of_the_second_version_only_with_contents(tmp_path):
    bare = inspect(builders.a_batch(tmp_path)).version
    full = inspect(builders.a_batch(tmp_path, enclosed=builders.enclosing(b"photo"))).version

    assert (bare, full) == (1, 2)


def test_contents_stand_after_the_changes(tmp_path):
    path = builders.a_batch(tmp_path, LINES, enclosed=builders.enclosing(b"photo"))

    names = [part.name.split(".")[0] for part in inspect(path).parts]

    assert names == ["changes-0001", "manifest", "attachment-0001"]


def test_nothing_is_known_of_contents_before_the_manifest(tmp_path):
    path = builders.a_batch(tmp_path, enclosed=builders.enclosing(b"photo"))
    batch = BatchFile.open(path)

    assert batch.enclosed == ()
    with pytest.raises(RuntimeError):
        list(batch.contents())


def test_a_forged_batch_with_honest_contents_is_taken(tmp_path):
    path = builders.forged(tmp_path / "x.gkb", [TEXT], photos=[b"photo"], chain_after=CHAIN)

    assert [content for _hash, content in builders.unsealed(path).contents()] == [b"photo"]


@pytest.mark.parametrize("said", [b"other", b"photo of another size"])
def test_another_content_than_the_manifest_says_is_refused(tmp_path, said):
    ((about, _read),) = builders.enclosing(said)()
    path = builders.forged(
        tmp_path / "x.gkb", [TEXT], photos=[b"photo"], attachments=(about,), chain_after=CHAIN
    )

    assert "与清单所述不符" in refused(path)


def test_a_content_that_is_sealed_to_somebody_else_is_refused(tmp_path):
    other = builders.envelope().new_pair()[1]
    path = builders.forged(
        tmp_path / "x.gkb", [TEXT], seal_to=other, photos=[b"photo"], chain_after=CHAIN
    )

    assert "无法打开" in refused(path)


@pytest.mark.parametrize("attachments", [(), 2])
def test_a_manifest_that_tells_of_others_than_are_there_is_refused(tmp_path, attachments):
    if attachments:
        attachments = tuple(about for about, _read in builders.enclosing(b"photo", b"more")())
    path = builders.forged(
        tmp_path / "x.gkb", [TEXT], photos=[b"photo"], attachments=attachments, chain_after=CHAIN
    )
    with pytest.raises(BatchDamagedError, match="清单与封面不一致"):
        builders.unsealed(path)


def test_the_first_version_holds_no_contents_and_the_second_some(tmp_path):
    for name, version, photos in (("a", 1, [b"photo"]), ("b", 2, [])):
        path = builders.forged(
            tmp_path / f"{name}.gkb",
            [TEXT],
            photos=photos,
            outside={"version": version},
            chain_after=CHAIN,
        )
        with pytest.raises(BatchDamagedError, match="封面"):
            BatchFile.open(path)


def test_a_gap_between_contents_is_refused(tmp_path):
    path = builders.a_batch(tmp_path, enclosed=builders.enclosing(b"photo"))
    cover, parts = inspect(path), builders.entries_of(path)
    del parts[layout.COVER], parts[layout.SIGNATURE]
    *first, (name, content) = parts.items()
    moved = {**dict(first), name.replace("0001", "0002"): content}
    forged = replace(cover, parts=builders.listed(moved))

    with pytest.raises(BatchDamagedError, match="封面"):
        BatchFile.open(builders.signed(path, forged, moved))
