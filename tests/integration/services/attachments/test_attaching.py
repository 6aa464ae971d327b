"""Files on their way to a record: several at once, waiting with a form, changed, taken away."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from gridkeeper.domain import kinds
from gridkeeper.domain.attachments import pairs
from gridkeeper.errors import ContentMissingError, InputInvalidError, RecordUnknownError
from gridkeeper.progress import CancelledError
from gridkeeper.services.attachments import attaching
from gridkeeper.services.attachments.attaching import Source, packed, unpacked
from gridkeeper.services.attachments.hanging import AttachmentService
from gridkeeper.services.records.recording import RecordingService
from gridkeeper.services.records.undoing import UndoService
from tests.helpers.attachments import a_document, a_photo, attach
from tests.helpers.towns import QUIET, a_visit_of, where


class Stopped:
    """Says after the first file that the work shall stop."""

    def report(self, done, total):
        if done:
            raise CancelledError


@pytest.fixture
def visit(town):
    return a_visit_of(town.mei)


@pytest.fixture
def service(town):
    return AttachmentService(town.mei)


def sources(*files):
    return [Source(file) for file in files]


def added(service, visit, *files):
    return service.add(("visit", visit.id), sources(*files), QUIET)


def test_what_can_be_attached_is_while_each_other_file_is_said_in_a_sentence(town, visit, service):
    good, bad = a_photo(town.folder / "门.jpg"), town.folder / "空.jpg"
    bad.write_bytes(b"")

    made, found = added(service, visit, bad, good, town.folder / "没有.jpg", town.folder)

    assert [one.file_name for one in made] == ["门.jpg"]
    assert [one.name for one in found.refused] == ["空.jpg", "没有.jpg", town.folder.name]
    assert found.refused[0].reason == "文件是空的"


def test_what_hangs_there_already_is_known_by_its_content(town, visit, service):
    first, other = a_photo(town.folder / "门.jpg"), town.folder / "又.jpg"
    other.write_bytes(first.read_bytes())
    added(service, visit, first)

    made, found = added(service, visit, other, first)

    assert (made, found.same) == ([], ("又.jpg", "门.jpg"))
    assert len(service.of(visit.id)) == 1


def test_the_same_file_chosen_twice_is_attached_once(town, visit, service):
    file = a_document(town.folder / "一.txt")

    made, found = added(service, visit, file, file)

    assert (len(made), found.same) == (1, ("一.txt",))


def test_whoever_stops_it_has_attached_nothing(town, visit, service):
    files = [a_document(town.folder / f"{n}.txt", text=str(n)) for n in range(3)]

    with pytest.raises(CancelledError):
        service.add(("visit", visit.id), sources(*files), Stopped())
    assert service.of(visit.id) == []


def test_what_was_pasted_needs_no_file(town, visit, service):
    stream = io.BytesIO()
    Image.new("RGB", (3, 2), "red").save(stream, "PNG")

    (made,), _found = service.add(
        ("visit", visit.id), [Source(Path("粘贴.png"), stream.getvalue())], QUIET
    )

    assert (made.file_name, made.media_type) == ("粘贴.png", "image/png")


def test_nothing_is_attached_to_a_record_that_has_gone(town, visit, service):
    RecordingService(town.mei).delete(visit)

    with pytest.raises(RecordUnknownError):
        added(service, visit, a_document(town.folder / "一.txt"))


def test_a_name_that_no_record_could_hold_is_refused_before_anything_is_kept(town, visit, service):
    source = Source(Path("长" * 201 + ".txt"), b"text")

    made, found = service.add(("visit", visit.id), [source], QUIET)

    assert made == []
    assert "文件名" in found.refused[0].reason


def test_what_waits_with_a_form_is_saved_in_the_transaction_of_its_record(town, service):
    found = service.prepare(sources(a_photo(town.folder / "门.jpg")), (), QUIET)
    waiting = unpacked(packed(found.waiting))
    facts = {"household_id": "3-2-501", "outcome": "01", "visited_on": "2026-10-07"}

    (kept,) = RecordingService(town.mei).record(
        kinds.VISIT, [facts], make_home=True, attached=waiting
    )

    assert waiting == found.waiting
    (hangs,) = service.of(kept.record.id)
    assert (hangs.record.file_name, hangs.is_here, hangs.is_picture) == ("门.jpg", True, True)
    UndoService(town.mei).undo()
    assert where(town.mei, kinds.ATTACHMENT) == []
    assert kept.record.id not in {one.id for one in where(town.mei, kinds.VISIT)}


def test_a_time_that_the_camera_noted_waits_along(town, service):
    photo = a_photo(town.folder / "门.jpg", x306="2026:10:05 10:11:12")

    (one,) = service.prepare(sources(photo), (), QUIET).waiting

    assert one.taken_at is not None
    assert unpacked(packed([one])) == (one,)


@pytest.mark.parametrize("text", ["", "[]", "nonsense", "[1]", "{}", '[{"taken_at": ""}]'])
def test_a_draft_that_holds_nothing_of_it_gives_nothing(text):
    assert unpacked(text) == ()


def test_a_hash_that_is_none_is_not_taken_from_a_draft(town, service):
    (one,) = service.prepare(sources(a_document(town.folder / "一.txt")), (), QUIET).waiting

    assert unpacked(packed([one]).replace(one.sha256, "../../x")) == ()


def test_what_is_said_of_an_attachment_is_changed_while_its_content_stays(town, visit, service):
    (made,) = attach(town.mei, visit, a_photo(town.folder / "门.jpg"))

    service.amend(service.opened(made.id), "楼道", "1", " 3楼 ")

    (one,) = service.of(visit.id)
    assert (one.record.file_name, one.purpose, one.record.note) == ("楼道.jpg", "整改前", "3楼")
    assert one.record.sha256 == made.sha256
    UndoService(town.mei).undo()
    assert service.named(made.id) == made


def test_saying_the_same_again_writes_nothing(town, visit, service):
    (made,) = attach(town.mei, visit, a_document(town.folder / "一.txt"))
    town.mei.deeds.forget()

    service.amend(made, "一.txt", made.purpose, "")

    assert UndoService(town.mei).last() is None


def test_an_attachment_without_a_name_is_refused(town, visit, service):
    (made,) = attach(town.mei, visit, a_document(town.folder / "一.txt"))

    with pytest.raises(InputInvalidError, match="文件名"):
        service.amend(made, "  ", "3", "")


def test_who_opens_a_name_that_is_masked_is_noted(town, visit, service):
    (made,) = attach(town.mei, visit, a_document(town.folder / "张三的协议.txt"))

    opened = service.opened(made.id)

    assert opened.file_name == "张三的协议.txt"
    assert service.of(visit.id)[0].record.file_name == "张*的协议.txt"
    assert service.of(visit.id, full=True)[0].record.file_name == "张三的协议.txt"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("IMG_20261005_101112.jpg", "IMG_20261005_101112.jpg"),
        ("DSC01234.JPG", "DSC01234.JPG"),
        ("mmexport1759630272123.jpg", "mmexport1759630272123.jpg"),
        ("13900001111.jpg", "139****1111.jpg"),
    ],
)
def test_a_number_in_a_name_is_masked_unless_a_camera_gave_it(town, visit, service, name, shown):
    attach(town.mei, visit, a_photo(town.folder / name))

    assert service.of(visit.id)[0].record.file_name == shown


def test_what_was_taken_away_comes_back_by_undoing(town, visit, service):
    (made,) = attach(town.mei, visit, a_document(town.folder / "一.txt"))

    service.remove(made.id)
    gone = service.of(visit.id)
    UndoService(town.mei).undo()

    assert gone == []
    assert service.of(visit.id)[0].record == made


def test_a_thumbnail_is_small(town, visit, service):
    (made,) = attach(town.mei, visit, a_photo(town.folder / "门.jpg", size=(900, 600)))

    small = service.thumbnail(made.sha256, 120)

    assert Image.open(io.BytesIO(small)).size == (120, 80)
    assert service.thumbnail(made.sha256, 120) is small


def test_a_document_and_a_content_that_is_not_here_have_no_thumbnail(town, visit, service):
    (made,) = attach(town.mei, visit, a_document(town.folder / "一.txt"))

    assert service.thumbnail(made.sha256, 120) == b""
    assert service.thumbnail("0" * 64, 120) == b""


def test_only_so_many_thumbnails_are_kept(town, visit, service, monkeypatch):
    monkeypatch.setattr("gridkeeper.services.attachments.hanging._THUMBNAILS", 1)
    made = attach(town.mei, visit, *(a_photo(town.folder / f"{n}.jpg", seed=n) for n in (1, 2)))

    small = [service.thumbnail(one.sha256, 40) for one in made]

    assert service.thumbnail(made[1].sha256, 40) is small[1]
    assert service.thumbnail(made[0].sha256, 40) is not small[0]


def test_a_copy_that_another_program_shows_is_wiped_when_the_store_is_closed(town, visit, service):
    (made,) = attach(town.mei, visit, a_document(town.folder / "一.txt"))

    copy = service.lend(made)

    assert copy.read_text(encoding="utf-8") == "调解协议书"
    town.mei.close()
    assert not copy.parent.parent.exists()


def test_what_is_not_here_is_not_lent(town, visit, service):
    (made,) = attach(town.mei, visit, a_document(town.folder / "一.txt"))
    town.mei.store.contents.file(made.sha256).unlink()

    with pytest.raises(ContentMissingError):
        service.lend(made)


def test_how_it_looked_stands_beside_how_it_looks_now(town, visit, service):
    for n, purpose in enumerate(("1", "1", "2", "3")):
        attach(town.mei, visit, a_photo(town.folder / f"{n}.jpg", seed=n), purpose=purpose)

    found = pairs(one.record for one in service.of(visit.id))

    assert [(one.file_name, other.file_name) for one, other in found] == [("0.jpg", "2.jpg")]


def test_a_source_beyond_all_measure_is_not_even_read(town, visit, monkeypatch, service):
    monkeypatch.setattr(attaching, "PICTURE_LIMIT", 10)

    _made, found = added(service, visit, a_photo(town.folder / "门.jpg"))

    assert "太大" in found.refused[0].reason
