"""A shared folder in which two workers and their office lay down what they hand over."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys

import pytest

from gridkeeper.domain import file_names
from gridkeeper.errors import (
    FileUnwritableError,
    MailboxAwayError,
    MailboxNoneError,
    RoleRefusedError,
)
from gridkeeper.services.exchange import gathering, mailbox
from gridkeeper.services.exchange.batch_export import BatchExportService
from gridkeeper.services.exchange.enrolment import EnrolmentService
from gridkeeper.services.exchange.mailbox import Mailbox, MailboxService, Waiting
from gridkeeper.services.exchange.mailbox_reading import MailboxReader
from gridkeeper.services.exchange.revoking import RevokingService
from tests.helpers.rights import a_folder_for_all, write_protected
from tests.helpers.towns import QUIET, a_visit_of, hand_in, record_sixty, take

LIMIT = 4000


@pytest.fixture
def folder(town):
    """The folder, which all three have chosen."""
    made = town.folder / "共用"
    made.mkdir()
    for session in (town.office, town.mei, town.gang):
        MailboxService(session).choose(Mailbox(made))
    return made


def look(session) -> Waiting:
    return MailboxService(session).look(MailboxReader())


def put_away(session, folder) -> int:
    """Do what a screen does for an office that wants it."""
    contents = MailboxReader().read(folder)
    return mailbox.put_away(MailboxService(session).sorted(contents).done, contents.stamps)


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_two_workers_lay_down_waits_for_the_office_and_for_nobody_else(town, folder):
    files = {hand_in(town.mei, folder), hand_in(town.gang, folder)}

    waiting = look(town.office)

    assert (set(waiting.new), waiting.batches, waiting.unread) == (files, 2, ())
    assert look(town.mei).new == look(town.gang).new == ()


def test_what_was_taken_in_waits_no_longer_by_whatever_way_it_came(town, folder):
    file = hand_in(town.mei, folder)
    stick = town.folder / "stick.gkb"
    shutil.copy(file, stick)

    take(town.office, stick)

    assert look(town.office).batches == 0
    assert file.exists()  # nothing is taken away unasked


def test_an_answer_waits_for_the_one_worker_whom_it_is_for(town, folder):
    take(town.office, hand_in(town.mei, folder), hand_in(town.gang, folder))

    BatchExportService(town.office).export(folder, QUIET)

    assert look(town.office).batches == 0
    (to_mei,), (to_gang,) = look(town.mei).new, look(town.gang).new
    assert to_mei != to_gang
    assert take(town.mei, to_mei)[0].refused == ""
    assert look(town.mei).batches == 0
    assert look(town.gang).batches == 1


def test_copies_that_a_synchronising_program_makes_are_the_same_batch(town, folder):
    file = hand_in(town.mei, folder)
    for name in ("上交 (冲突副本 2026-11-22).gkb", "上交(1).gkb", "上交.gkb.tmp"):
        shutil.copy(file, folder / name)

    waiting = look(town.office)

    assert waiting.batches == len(waiting.new) == 1
    take(town.office, *waiting.new)
    assert look(town.office).batches == 0


def test_a_half_written_file_is_no_batch_until_the_rest_is_there(town, folder):
    whole = hand_in(town.mei, town.folder).read_bytes()
    file = folder / "上交.gkb"
    reader, service = MailboxReader(), MailboxService(town.office)
    for size in (0, 10, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:size])
        waiting = service.sorted(reader.read(folder))
        assert (waiting.batches, waiting.unread) == (0, (file,))

    file.write_bytes(whole)

    waiting = service.sorted(reader.read(folder))
    assert (waiting.new, waiting.unread) == ((file,), ())


def test_drafts_and_what_is_nobodys_batch_are_passed_over(town, folder):
    file = hand_in(town.mei, town.folder)
    shutil.copy(file, folder / file_names.draft(file.name))
    shutil.copy(file, folder / "._上交.gkb")
    (folder / "会议纪要.docx").write_bytes(b"PK\x03\x04 something else")
    (folder / "已收取").mkdir()
    shutil.copy(file, folder / "已收取" / file.name)

    waiting = look(town.office)

    assert (waiting.batches, waiting.unread) == (0, ())


def test_a_worker_is_not_told_of_what_cannot_be_read(town, folder):
    (folder / "上交.gkb").write_bytes(b"PK\x03\x04")

    assert look(town.mei).unread == ()
    assert len(look(town.office).unread) == 1


def test_a_package_for_a_new_worker_and_a_revoked_computer_do_not_wait(town, folder):
    EnrolmentService(town.office).enrol("孙丽", ["WG02"], folder / "孙丽.gkb", QUIET)
    hand_in(town.mei, folder)
    RevokingService(town.office).revoke("李梅")

    assert look(town.office) == Waiting(folder)


def test_all_volumes_of_a_batch_wait_as_one(town, folder):
    record_sixty(town.mei, "路灯不亮")
    (made,) = BatchExportService(town.mei).export(folder, QUIET, limit=LIMIT)
    shutil.copy(made.volumes[1], folder / "第2卷(1).gkb")

    waiting = look(town.office)

    assert waiting.batches == 1
    assert len(waiting.new) == len(made.volumes)
    assert take(town.office, *waiting.new)[0].created == {"request": 60}
    assert look(town.office).batches == 0
    assert put_away(town.office, folder) == len(made.volumes) + 1
    assert names(folder) == ["已收取"]


def test_of_volumes_that_are_not_all_there_the_office_is_told(town, folder):
    record_sixty(town.mei, "路灯不亮")
    (made,) = BatchExportService(town.mei).export(folder, QUIET, limit=LIMIT)
    last = made.volumes[-1].rename(town.folder / "later.gkb")

    waiting = look(town.office)

    assert (waiting.batches, set(waiting.unread)) == (0, set(made.volumes[:-1]))
    assert look(town.mei).unread == ()
    take(town.office, *made.volumes[:-1], last)
    assert look(town.office) == Waiting(folder)


def test_volumes_that_do_not_fit_together_cannot_be_read(town, folder):
    record_sixty(town.mei, "路灯不亮")
    (made,) = BatchExportService(town.mei).export(folder, QUIET, limit=LIMIT)
    made.volumes[1].write_bytes(made.volumes[1].read_bytes()[:-40])

    waiting = look(town.office)

    assert waiting.batches == 0
    assert made.volumes[1] in waiting.unread


def test_what_was_taken_in_is_put_away_and_nothing_else(town, folder):
    taken, left = hand_in(town.mei, folder), hand_in(town.gang, folder)
    (folder / "半个.gkb").write_bytes(taken.read_bytes()[:99])
    take(town.office, taken)

    assert put_away(town.office, folder) == 1

    assert names(folder) == sorted(["已收取", left.name, "半个.gkb"])
    assert names(folder / "已收取") == [taken.name]
    assert look(town.office).new == (left,)


def test_what_is_put_away_never_replaces_what_lies_there(town, folder):
    taken = hand_in(town.mei, folder)
    content = taken.read_bytes()
    (folder / "已收取").mkdir()
    there = folder / "已收取" / taken.name
    there.write_bytes(b"another")
    take(town.office, taken)

    put_away(town.office, folder)

    assert there.read_bytes() == b"another"
    assert there.with_stem(f"{there.stem}-2").read_bytes() == content


def test_what_changed_since_it_was_read_stays(town, folder):
    taken = hand_in(town.mei, folder)
    take(town.office, taken)
    contents = MailboxReader().read(folder)
    done = MailboxService(town.office).sorted(contents).done
    taken.write_bytes(b"somebody writes here")

    assert mailbox.put_away(done, contents.stamps) == 0
    assert names(folder) == [taken.name]


def test_what_cannot_be_moved_stays_and_leaves_nothing_behind(town, folder, monkeypatch):
    taken = hand_in(town.mei, folder)
    take(town.office, taken)

    def held(_path, _target):
        raise PermissionError

    monkeypatch.setattr(type(taken), "replace", held)

    assert put_away(town.office, folder) == 0
    assert names(folder / "已收取") == []
    assert taken.exists()


def test_what_has_not_changed_is_not_read_again(town, folder, monkeypatch):
    file = hand_in(town.mei, folder)
    reader = MailboxReader()
    first = reader.read(folder)
    opened = []
    really = gathering.opened

    def noted(paths):
        opened.append(found := list(paths))
        return really(found)

    monkeypatch.setattr(gathering, "opened", noted)

    assert reader.read(folder) == first
    assert not opened
    assert MailboxReader().read(folder) == first
    assert opened == [[file]]


def test_none_is_looked_into_before_one_is_chosen(town):
    service = MailboxService(town.mei)

    assert service.chosen() is None
    with pytest.raises(MailboxNoneError):
        service.look(MailboxReader())


def test_which_folder_it_is_is_kept_until_another_or_none_is_chosen(town, folder):
    service = MailboxService(town.office)
    service.choose(Mailbox(folder, moves=True))
    town.close("office.gkdb")
    service = MailboxService(town.office)

    assert service.chosen() == Mailbox(folder, moves=True)
    service.choose(None)
    assert service.chosen() is None


def test_moving_is_the_offices_alone(town, folder):
    with pytest.raises(RoleRefusedError):
        MailboxService(town.mei).choose(Mailbox(folder, moves=True))


def test_a_folder_that_is_gone_is_told_in_words_and_comes_back(town, folder):
    hand_in(town.mei, folder)
    away = folder.rename(town.folder / "away")

    with pytest.raises(MailboxAwayError, match="共用文件夹打不开"):
        look(town.office)
    with pytest.raises(MailboxAwayError):
        mailbox.prove(folder)

    away.rename(folder)
    assert look(town.office).batches == 1


@pytest.mark.parametrize("number", [errno.EHOSTDOWN, errno.ETIMEDOUT, errno.ESTALE])
def test_a_share_that_is_off_is_told_in_words(town, folder, monkeypatch, number):
    def off(_folder):
        raise OSError(number, "in the system's own words")

    monkeypatch.setattr(os, "scandir", off)

    with pytest.raises(MailboxAwayError, match="网络不通，或者对方电脑没有回应"):
        look(town.office)


def test_a_folder_in_which_nothing_can_be_written_is_not_chosen():
    with a_folder_for_all() as folder:
        mailbox.prove(folder)
        assert names(folder) == []  # the trial has left nothing

        with write_protected(folder), pytest.raises(FileUnwritableError):
            mailbox.prove(folder)


def test_a_file_that_the_system_withholds_is_tried_again(town, folder, monkeypatch):
    file = hand_in(town.mei, folder)
    reader, service = MailboxReader(), MailboxService(town.office)
    really = type(file).open

    def withheld(path, *facts, **named):
        if path == file:
            raise PermissionError
        return really(path, *facts, **named)

    with monkeypatch.context() as patch:
        patch.setattr(type(file), "open", withheld)
        assert service.sorted(reader.read(folder)).unread == (file,)

    assert service.sorted(reader.read(folder)).new == (file,)


def test_a_visit_goes_through_the_folder_and_its_receipt_comes_back(town, folder):
    a_visit_of(town.mei)
    hand_in(town.mei, folder)
    (outcome,) = take(town.office, *look(town.office).new)
    assert outcome.created == {"visit": 1}
    BatchExportService(town.office).export(folder, QUIET)

    (answer,) = take(town.mei, *look(town.mei).new)

    assert answer.confirmed > 0
    assert not [name for name in names(folder) if name.startswith(file_names.DRAFT)]


def test_an_empty_name_that_a_killed_program_had_taken_is_free_again(town, folder):
    taken = hand_in(town.mei, folder)
    away = folder / "已收取"
    away.mkdir()
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    mark = file_names.draft(taken.name).replace(str(os.getpid()), str(ended.pid), 1)
    for name in (taken.name, mark, "旁人的.gkb"):
        (away / name).touch()
    take(town.office, taken)

    assert put_away(town.office, folder) == 1

    assert names(away) == sorted([taken.name, "旁人的.gkb"])
    assert (away / taken.name).stat().st_size
