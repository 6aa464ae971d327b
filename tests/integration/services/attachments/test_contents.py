"""What is in attachments goes to and fro: each content once, until it is acknowledged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import delete

from gridkeeper.domain import kinds
from gridkeeper.exchange.reader import BatchFile
from gridkeeper.services.attachments import contents
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.storage import schema, tables
from gridkeeper.storage.attachments import Attachments
from tests.helpers.attachments import a_document, a_photo, attach, hand_over, hashes
from tests.helpers.towns import QUIET, WORKER_1, a_visit_of, record, take, where


@pytest.fixture
def visit(town):
    return a_visit_of(town.mei)


def attached(town, visit, *names):
    files = [a_photo(town.folder / name, seed=place) for place, name in enumerate(names)]
    return {one.sha256 for one in attach(town.mei, visit, *files)}


def test_photos_of_a_worker_come_to_the_office(town, visit):
    sent = attached(town, visit, "一.jpg", "二.jpg")

    made = hand_over(town.mei, town.folder)
    (came,) = take(town.office, made.path)

    assert hashes(town.office) == sent
    assert (made.contents, made.shared.there, made.shared.whole) == (2, 2, 2)
    assert (came.contents, came.shared.there, came.shared.whole) == (2, 2, 2)
    answer = hand_over(town.office, town.folder, "李梅")
    assert (answer.contents, answer.shared.there, answer.shared.whole) == (0, 2, 2)


def test_they_come_to_another_worker_of_the_grid(town, visit):
    sent = attached(town, visit, "一.jpg")
    take(town.office, hand_over(town.mei, town.folder).path)

    take(town.office, hand_over(town.gang, town.folder).path)
    answer = hand_over(town.office, town.folder, "赵刚")
    take(town.gang, answer.path)

    assert hashes(town.gang) == sent


def test_what_lies_in_another_grid_does_not_come(town):
    shop = town.only(kinds.GRID, town.gang, code="WG02")
    attach(town.gang, shop, a_photo(town.folder / "二.jpg"))
    take(town.office, hand_over(town.gang, town.folder).path)
    take(town.office, hand_over(town.mei, town.folder).path)

    answer = hand_over(town.office, town.folder, "李梅")
    take(town.mei, answer.path)

    assert answer.contents == 0
    assert hashes(town.mei) == set()
    assert len(hashes(town.office)) == 1


def test_a_content_goes_along_until_it_is_acknowledged(town, visit):
    attached(town, visit, "一.jpg")
    first, second = (hand_over(town.mei, town.folder) for _ in range(2))
    take(town.office, second.path)
    take(town.mei, hand_over(town.office, town.folder, "李梅").path)

    third = hand_over(town.mei, town.folder)

    assert [one.contents for one in (first, second, third)] == [1, 1, 0]
    assert (third.shared.there, third.shared.whole) == (1, 1)


def test_a_batch_without_attachments_is_of_the_first_version(town, visit):
    bare = hand_over(town.mei, town.folder)
    attached(town, visit, "一.jpg")
    full = hand_over(town.mei, town.folder)

    assert [BatchFile.open(one.path).cover.version for one in (bare, full)] == [1, 2]


def test_the_same_content_twice_travels_once(town, visit):
    first = a_document(town.folder / "一.txt")
    again = a_document(town.folder / "二.txt")
    attach(town.mei, visit, first, again)

    made = hand_over(town.mei, town.folder)
    take(town.office, made.path)

    assert made.contents == 1
    assert len(hashes(town.office)) == 1


def test_what_an_office_has_lost_is_asked_for_and_comes_again(town, visit):
    (sha256,) = attached(town, visit, "一.jpg")
    take(town.office, hand_over(town.mei, town.folder).path)
    town.office.store.contents.file(sha256).unlink()
    take(town.mei, hand_over(town.office, town.folder, "李梅").path)

    made = hand_over(town.mei, town.folder)
    (came,) = take(town.office, made.path)

    assert made.contents == 1
    assert (came.shared.there, came.shared.whole) == (1, 1)
    assert hashes(town.office) == {sha256}


def test_a_rehearsal_counts_and_keeps_nothing(town, visit):
    attached(town, visit, "一.jpg")

    (came,) = take(town.office, hand_over(town.mei, town.folder).path, rehearse=True)

    assert (came.contents, came.shared.there, came.shared.whole) == (1, 1, 1)
    assert not town.office.store.contents.folder.exists()


def test_who_has_never_said_what_she_lacks_gets_batches_that_she_can_read(town, visit):
    attached(town, visit, "一.jpg")
    with town.mei.store.writing() as unit:
        (office,) = unit.peers.all()
        unit.peers.put(replace(office, takes_contents=False))

    made = hand_over(town.mei, town.folder)

    assert made.contents == 0
    assert (made.shared.there, made.shared.missing) == (0, 1)
    assert BatchFile.open(made.path).cover.version == 1


def test_an_office_whose_program_is_new_now_gets_what_it_could_not_take(town, visit):
    sent = attached(town, visit, "一.jpg")
    with town.mei.store.writing() as unit:
        (office,) = unit.peers.all()
        unit.peers.put(replace(office, takes_contents=False))
    take(town.office, hand_over(town.mei, town.folder).path)
    take(town.mei, hand_over(town.office, town.folder, "李梅").path)

    take(town.office, hand_over(town.mei, town.folder).path)

    assert hashes(town.office) == sent


def test_what_is_too_much_for_one_batch_comes_with_the_next(town, visit, monkeypatch):
    monkeypatch.setattr(contents, "MOST_BYTES", 1)
    sent = attached(town, visit, "一.jpg", "二.jpg", "三.jpg")
    counts = []

    for _ in range(3):
        made = hand_over(town.mei, town.folder)
        (came,) = take(town.office, made.path)
        take(town.mei, hand_over(town.office, town.folder, "李梅").path)
        counts.append((made.contents, came.shared.there, came.shared.missing))

    assert counts == [(1, 1, 2), (1, 2, 1), (1, 3, 0)]
    assert hashes(town.office) == sent


def test_who_asks_for_what_is_not_hers_does_not_get_it(town):
    grid = town.only(kinds.GRID, town.gang, code="WG02")
    (secret,) = attach(town.gang, grid, a_photo(town.folder / "二.jpg"))
    take(town.office, hand_over(town.gang, town.folder).path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contents, "lacking", lambda *_facts: (secret.sha256,))
        curious = hand_over(town.mei, town.folder)
    take(town.office, curious.path)

    assert hand_over(town.office, town.folder, "李梅").contents == 0


def test_a_content_that_no_record_names_is_not_kept(town, visit):
    attached(town, visit, "一.jpg")
    made = hand_over(town.mei, town.folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Attachments, "named", lambda _attachments: [])
        take(town.office, made.path)

    assert not town.office.store.contents.folder.exists()


def test_everything_brings_also_what_was_acknowledged(town, visit):
    attached(town, visit, "一.jpg")
    take(town.office, hand_over(town.mei, town.folder).path)
    take(town.mei, hand_over(town.office, town.folder, "李梅").path)

    (made,) = BatchExportService(town.mei).export(town.folder, QUIET, everything=True)

    assert made.contents == 1


def test_an_old_list_of_what_was_lacking_changes_nothing(town, visit):
    (sha256,) = attached(town, visit, "一.jpg")
    take(town.office, hand_over(town.mei, town.folder).path)
    town.office.store.contents.file(sha256).rename(town.folder / "kept")
    before = hand_over(town.office, town.folder, "李梅")
    (town.folder / "kept").rename(town.office.store.contents.file(sha256))
    record(town.office, kinds.REQUEST, title="灯", received_on="2026-10-07", grid_id="第一网格")
    take(town.mei, hand_over(town.office, town.folder, "李梅").path)
    take(town.mei, before.path)

    assert hand_over(town.mei, town.folder).contents == 0


def test_lines_about_attachments_that_name_none_tell_of_nothing(town, visit):
    (made,) = attach(town.mei, visit, a_document(town.folder / "一.txt"))
    with town.mei.writing("amend") as work:
        work.change(made, note="门口")
        work.change(made, sha256="../../etc/passwd")

    batch = hand_over(town.mei, town.folder)
    (came,) = take(town.office, batch.path)

    assert (came.refused, came.shared.whole) == ("", 0)


def test_a_hundred_and_seventy_five_photos_are_a_hundred_and_seventy_five(town, visit):
    files = [a_document(town.folder / f"{n}.txt", f"材料{n}") for n in range(175)]
    attach(town.mei, visit, *files)

    made = hand_over(town.mei, town.folder)
    (came,) = take(town.office, made.path)

    assert (made.shared.there, made.shared.whole) == (175, 175)
    assert (came.shared.there, came.shared.whole, came.shared.missing) == (175, 175, 0)


def test_what_an_older_program_knew_of_attachments_becomes_rows(town, visit, monkeypatch):
    """Its journal has kept the lines; here the rows are thrown away and the step is said anew."""
    (made,) = attach(town.mei, visit, a_document(town.folder / "一.txt"))
    with town.mei.store.writing() as unit:
        unit.connection.execute(delete(tables.records["attachment"]))
    town.close(WORKER_1)
    known = schema.revisions()
    monkeypatch.setattr(schema, "revisions", lambda: [*known, "9999"])
    monkeypatch.setattr(schema, "bring_up", lambda _connection, _path: None)

    assert where(town.mei, kinds.ATTACHMENT) == [made]
