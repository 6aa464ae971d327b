"""Photos and documents are attached to records, listed, and saved elsewhere."""

from __future__ import annotations

import pytest

from gridkeeper.domain import kinds
from gridkeeper.errors import (
    ContentDamagedError,
    ContentMissingError,
    FileExistsAlreadyError,
    FileMissingError,
    FileUnwritableError,
    InputInvalidError,
    RecordUnknownError,
)
from gridkeeper.services.attachments import attaching
from gridkeeper.services.attachments.hanging import AttachmentService
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.records.undoing import UndoService
from tests.helpers.attachments import a_document, a_photo, attach
from tests.helpers.towns import a_visit_of, record, rename, where


@pytest.fixture
def visit(town):
    return a_visit_of(town.mei)


@pytest.fixture
def service(town):
    return AttachmentService(town.mei)


def contents(town):
    return list(town.mei.store.contents.folder.glob("*/*"))


def test_a_photo_lies_in_the_grid_of_its_record(town, visit, service):
    (made,) = attach(town.mei, visit, a_photo(town.folder / "门.jpg"))

    assert (made.owner_kind, made.owner_id, made.grid_id) == ("visit", visit.id, visit.grid_id)
    assert (made.file_name, made.media_type, made.purpose) == ("门.jpg", "image/jpeg", "9")
    assert [(one.record.id, one.purpose, one.is_here) for one in service.of(visit.id)] == [
        (made.id, "其他", True)
    ]


def test_a_document_stays_as_it_is(town, visit, service):
    file = a_document(town.folder / "协议.txt")
    (made,) = attach(town.mei, visit, file, purpose="材料", note=" 双方签字 ")

    saved = service.save(made, town.folder / "out.txt")

    assert saved.read_bytes() == file.read_bytes()
    assert (made.purpose, made.note, made.media_type) == ("3", "双方签字", "text/plain")


def test_what_hangs_on_a_grid_lies_in_it(town):
    grid = town.only(kinds.GRID, town.mei, code="WG01")

    (made,) = attach(town.mei, grid, a_document(town.folder / "图.txt"))

    assert made.grid_id == grid.id


def test_a_record_is_found_by_its_number_or_id(town, visit, service):
    assert service.owner(visit.number).id == visit.id == service.owner(visit.id).id
    for reference in ("走访〔1999〕第01-001号", ""):
        with pytest.raises(RecordUnknownError):
            service.owner(reference)


def test_the_same_content_is_kept_once(town, visit):
    attach(town.mei, visit, a_document(town.folder / "一.txt"), a_document(town.folder / "二.txt"))

    assert len(contents(town)) == 1


def test_a_file_of_an_unknown_kind_is_attached_all_the_same(town, visit):
    (made,) = attach(town.mei, visit, a_document(town.folder / "附件"))

    assert made.media_type == "application/octet-stream"


def test_a_photo_of_another_format_gets_another_ending(town, visit, service):
    (made,) = attach(town.mei, visit, a_photo(town.folder / "门.webp", form="WEBP"))

    assert service.save(made, town.folder).name == "门.jpg"


def test_a_name_that_is_none_here_is_made_one(town, visit, service):
    (made,) = attach(town.mei, visit, a_document(town.folder / "一.txt"))
    rename(town.mei, kinds.ATTACHMENT, made, file_name=".")

    saved = service.save(service.named(made.id), town.folder)

    assert saved == town.folder / made.id


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空"),
        (b"\xff\xd8\xff\xe0" + bytes(99), "损坏"),
        (b"\0\0\0\x18ftypheic" + bytes(9), "JPEG"),
        (bytes(50), "太大"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(town, visit, monkeypatch, data, said):
    monkeypatch.setattr(attaching, "LIMIT", 40)
    good, bad = a_document(town.folder / "一.txt"), town.folder / "坏.jpg"
    bad.write_bytes(data)

    with pytest.raises(InputInvalidError, match=said):
        attach(town.mei, visit, good, bad)
    assert where(town.mei, kinds.ATTACHMENT) == []


def test_a_file_beyond_all_measure_is_not_even_read(town, visit, monkeypatch):
    monkeypatch.setattr(attaching, "PICTURE_LIMIT", 10)

    with pytest.raises(InputInvalidError, match="太大"):
        attach(town.mei, visit, a_photo(town.folder / "门.jpg"))


def test_a_file_that_is_not_there_is_said_to_be_missing(town, visit):
    with pytest.raises(FileMissingError):
        attach(town.mei, visit, town.folder / "没有.jpg")


def test_a_purpose_that_is_none_is_refused_with_those_there_are(town, visit):
    with pytest.raises(InputInvalidError, match="整改前"):
        attach(town.mei, visit, a_document(town.folder / "一.txt"), purpose="随便")


def test_a_name_that_is_too_long_is_refused(town, visit, monkeypatch):
    monkeypatch.setattr(attaching, "called", lambda _file, _picture: "长" * 201)

    with pytest.raises(InputInvalidError, match="文件名"):
        attach(town.mei, visit, a_document(town.folder / "一.txt"))


def test_nothing_that_is_there_is_written_over(town, visit, service):
    (made,) = attach(town.mei, visit, a_document(town.folder / "一.txt"))

    with pytest.raises(FileExistsAlreadyError):
        service.save(made, town.folder)


def test_a_content_that_is_not_here_is_said_to_be_missing(town, visit, service):
    (made,) = attach(town.mei, visit, a_document(town.folder / "一.txt"))
    contents(town)[0].unlink()

    with pytest.raises(ContentMissingError, match="还没有收到"):
        service.save(made, town.folder / "out.txt")
    assert not service.of(visit.id)[0].is_here


def test_a_damaged_content_is_never_given_out(town, visit, service):
    (made,) = attach(town.mei, visit, a_document(town.folder / "一.txt"))
    contents(town)[0].write_bytes(b"something else, and long enough for a tag")

    with pytest.raises(ContentDamagedError, match="已损坏"):
        service.save(made, town.folder / "out.txt")
    assert not service.of(visit.id)[0].is_here


def test_a_damaged_content_is_mended_by_attaching_it_again(town, visit, service):
    file = a_document(town.folder / "一.txt")
    (made,) = attach(town.mei, visit, file)
    contents(town)[0].write_bytes(b"short")

    attach(town.mei, visit, file)

    assert service.save(made, town.folder / "out.txt").read_bytes() == file.read_bytes()


def test_where_nothing_can_be_written_nothing_is_attached(town, visit):
    town.mei.store.contents.folder.write_text("a file in the way", encoding="utf-8")

    with pytest.raises(FileUnwritableError):
        attach(town.mei, visit, a_document(town.folder / "一.txt"))
    assert where(town.mei, kinds.ATTACHMENT) == []


def test_an_attachment_that_is_none_is_unknown(service):
    with pytest.raises(RecordUnknownError):
        service.named("nothing")


def test_attaching_is_undone_and_done_again(town, visit, service):
    attach(town.mei, visit, a_document(town.folder / "一.txt"))

    UndoService(town.mei).undo()
    gone = service.of(visit.id)
    UndoService(town.mei).redo()

    assert gone == []
    assert len(service.of(visit.id)) == 1


def test_a_visit_with_a_photo_of_somebody_else_is_not_undone(town, visit):
    attach(town.mei, visit, a_document(town.folder / "一.txt"))
    town.mei.deeds.forget()
    other = a_visit_of(town.mei, situation="另一次")

    UndoService(town.mei).undo()

    assert {one.id for one in where(town.mei, kinds.VISIT)} >= {visit.id}
    assert other.id not in {one.id for one in where(town.mei, kinds.VISIT)}


def test_what_hangs_on_a_record_is_deleted_with_it(town, visit, service):
    attach(town.mei, visit, a_document(town.folder / "一.txt"))

    RecordingService(town.mei).delete(visit)

    assert service.of(visit.id) == []


def test_what_hangs_on_a_record_moves_along_to_another_grid(town):
    request = record(
        town.office, kinds.REQUEST, title="路灯", received_on="2026-10-07", grid_id="第一网格"
    )
    attach(town.office, request, a_document(town.folder / "一.txt"))

    RecordingService(town.office).amend(request, {"grid_id": "第二网格"})

    (moved,) = where(town.office, kinds.ATTACHMENT)
    assert moved.grid_id == town.only(kinds.GRID, code="WG02").id


def test_a_list_names_nobody(town, visit, service):
    attach(town.mei, visit, a_document(town.folder / "张三的协议.txt"))

    assert "张三" not in service.of(visit.id)[0].record.file_name
