"""Batches that are soundly signed, and wrong inside: by a broken program, or by a liar."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gridkeeper.domain import wire
from gridkeeper.errors import BatchDamagedError
from gridkeeper.exchange import layout
from gridkeeper.exchange.manifest import Introduction, Numbers, Package
from gridkeeper.exchange.reader import BatchFile, inspect
from tests.integration.exchange import builders

pytestmark = pytest.mark.usefixtures("each_envelope")


def opened_wrongly(path):
    """Return the sentence with which a soundly signed file is refused once it is opened."""
    with pytest.raises(BatchDamagedError) as caught:
        list(builders.unsealed(path).lines(builders.QUIET))
    return str(caught.value)


LINES = builders.some_lines(3)
TEXT = b"\n".join((*LINES, b""))
CHAIN = builders.chained(*LINES)


def test_a_forged_batch_that_is_honest_is_taken(tmp_path):
    path = builders.forged(tmp_path / "x.gkb", [TEXT], chain_after=CHAIN)
    assert len(list(builders.unsealed(path).lines(builders.QUIET))) == 3


@pytest.mark.parametrize(
    "outside",
    [
        {"number": "另一个"},
        {"counts": {"visit": 4}},
        {"made_at": "2026-10-31T09:30:01Z"},
        {"batch_id": "0" * 32},
    ],
)
def test_a_manifest_that_contradicts_the_cover_is_refused(tmp_path, outside):
    path = builders.forged(tmp_path / "x.gkb", [TEXT], outside=outside, chain_after=CHAIN)
    assert "清单与封面不一致" in opened_wrongly(path)


def test_parts_under_the_cover_of_somebody_else_are_refused(tmp_path):
    path = builders.a_batch(tmp_path)
    thief, cover, parts = (
        builders.other_keys(),
        inspect(path),
        builders.entries_of(path),
    )
    del parts[layout.COVER], parts[layout.SIGNATURE]
    sender = replace(cover.sender, sign_public=thief.sign_public)
    stolen = BatchFile.open(builders.signed(path, replace(cover, sender=sender), parts, thief))
    stolen.check_signer(thief.sign_public)
    with pytest.raises(BatchDamagedError, match="清单与封面不一致"):
        stolen.unseal(builders.office_keys())


def test_a_manifest_with_another_sender_is_refused(tmp_path):
    path = builders.forged(
        tmp_path / "x.gkb", [TEXT], sender=builders.a_worker(), chain_after=CHAIN
    )
    assert "清单与封面不一致" in opened_wrongly(path)


@pytest.mark.parametrize(
    "contents",
    [(), [{"lines": 2, "size": len(TEXT)}], [{"lines": 3, "size": layout.CHANGES_LIMIT + 1}]],
)
def test_a_manifest_whose_figures_do_not_add_up_is_refused(tmp_path, contents):
    path = builders.forged(tmp_path / "x.gkb", [TEXT], contents=contents, chain_after=CHAIN)
    assert "清单与封面不一致" in opened_wrongly(path)


@pytest.mark.parametrize(
    "about",
    [
        {"numbers": Numbers(1, 1, 4, whole=True)},
        {"numbers": Numbers(1, 1, 9, whole=False), "counts": {"visit": 4}},
    ],
)
def test_figures_that_both_covers_get_wrong_are_refused(tmp_path, about):
    path = builders.forged(tmp_path / "x.gkb", [TEXT], about=about, chain_after=CHAIN)
    assert "清单与封面不一致" in opened_wrongly(path)


def test_a_part_that_the_manifest_does_not_know_is_refused(tmp_path):
    path = builders.a_batch(tmp_path)
    cover, parts = inspect(path), builders.entries_of(path)
    first, manifest = builders.changes_name(1), builders.manifest_name()
    parts = {first: parts[first], builders.changes_name(2): b"more", manifest: parts[manifest]}
    cover = replace(cover, parts=builders.listed(parts))
    assert "清单与封面不一致" in opened_wrongly(builders.signed(path, cover, parts))


def test_a_batch_that_holds_an_enrolment_is_refused(tmp_path):
    package = Package(builders.a_worker(), "age1", builders.SECRET)
    path = builders.forged(tmp_path / "x.gkb", [TEXT], package=package, chain_after=CHAIN)
    assert "清单与封面不一致" in opened_wrongly(path)


def test_a_manifest_with_wrong_values_is_refused(tmp_path):
    path = builders.forged(tmp_path / "x.gkb", [TEXT], chain_after="not hexadecimal")
    assert "清单无法读取" in opened_wrongly(path)


def test_a_manifest_that_is_not_compressed_is_refused(tmp_path):
    path = builders.a_batch(tmp_path)
    cover, parts = inspect(path), builders.entries_of(path)
    del parts[layout.COVER], parts[layout.SIGNATURE]
    sealed = builders.envelope().seal_as_it_is(b"{}", builders.office_keys().seal_public)
    parts[builders.manifest_name()] = sealed
    cover = replace(cover, parts=builders.listed(parts))
    assert "清单无法读取" in opened_wrongly(builders.signed(path, cover, parts))


def test_a_part_sealed_for_somebody_else_is_refused(tmp_path):
    path = builders.forged(
        tmp_path / "x.gkb",
        [TEXT],
        seal_to=builders.other_keys().seal_public,
        chain_after=CHAIN,
    )
    assert "无法打开" in opened_wrongly(path)


@pytest.mark.parametrize("size", [len(TEXT) - 1, len(TEXT) + 1])
def test_a_part_of_another_size_is_refused(tmp_path, size):
    path = builders.forged(
        tmp_path / "x.gkb",
        [TEXT],
        contents=[{"lines": 3, "size": size}],
        chain_after=CHAIN,
    )
    opened_wrongly(path)


def test_a_part_whose_last_line_has_no_end_is_refused(tmp_path):
    text = TEXT + b"rest"
    path = builders.forged(
        tmp_path / "x.gkb",
        [text],
        contents=[{"lines": 3, "size": len(text)}],
        chain_after=CHAIN,
    )
    assert "与清单所述不符" in opened_wrongly(path)


def test_a_part_with_other_lines_than_promised_is_refused(tmp_path):
    text = TEXT.replace(b"\n", b" ", 1)
    path = builders.forged(
        tmp_path / "x.gkb",
        [text],
        contents=[{"lines": 3, "size": len(text)}],
        chain_after=CHAIN,
    )
    assert "与清单所述不符" in opened_wrongly(path)


def test_lines_in_another_order_break_the_chain(tmp_path):
    text = b"\n".join((LINES[1], LINES[0], LINES[2], b""))
    path = builders.forged(tmp_path / "x.gkb", [text], chain_after=CHAIN)
    assert "变更链" in opened_wrongly(path)


def test_changes_of_other_kinds_than_counted_are_refused(tmp_path):
    lines = builders.some_lines(3, kind="hazard")
    path = builders.forged(
        tmp_path / "x.gkb", [b"\n".join((*lines, b""))], chain_after=builders.chained(*lines)
    )
    assert "与封面所计不符" in opened_wrongly(path)


def test_a_line_that_is_no_change_is_named(tmp_path):
    lines = [LINES[0], LINES[1].replace(b',2,"', b',-2,"', 1), LINES[2]]
    path = builders.forged(
        tmp_path / "x.gkb", [b"\n".join((*lines, b""))], chain_after=builders.chained(*lines)
    )
    sentence = opened_wrongly(path)
    assert "第 2 条变更" in sentence
    assert "lamport" in sentence


def test_a_manifest_of_nothing_but_commas_is_refused(tmp_path):
    many = ("",) * (wire.VALUES_LIMIT + 1)
    path = builders.forged(tmp_path / "x.gkb", [TEXT], notes=many, chain_after=CHAIN)
    assert "清单无法读取" in opened_wrongly(path)


def test_a_key_to_which_nothing_can_be_sealed_is_refused(tmp_path):
    introduction = Introduction("00" * 32, "age1 nobody", "00" * 32)
    path = builders.forged(tmp_path / "x.gkb", [TEXT], introduction=introduction, chain_after=CHAIN)
    assert "清单无法读取" in opened_wrongly(path)


def test_more_lines_than_fit_are_refused_before_they_are_counted(tmp_path):
    contents = [{"lines": 3, "size": 2}]
    path = builders.forged(tmp_path / "x.gkb", [TEXT], contents=contents, chain_after=CHAIN)
    assert "清单与封面不一致" in opened_wrongly(path)


@pytest.mark.parametrize("mark", ["00", "00" * 9, "zz" * 8])
def test_a_mark_that_is_none_is_refused(tmp_path, mark):
    path = builders.forged(tmp_path / "x.gkb", [TEXT], returned=[("x", mark)], chain_after=CHAIN)
    assert "清单无法读取" in opened_wrongly(path)
