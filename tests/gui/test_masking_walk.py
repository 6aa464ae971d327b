"""Nobody's number is seen anywhere, unless somebody asked for it and the audit says so.

The town of `helpers/planting.py` is full of numbers: each field that can hold one has one of its
own, so a leak says where it comes from. `helpers/peeping.py` reads of a window what it draws, what
its lists hold in every role and column, each label, tip and name for a screen reader, and the
clipboard; `helpers/numbers.py` finds any eight characters in a row of a number, written anyhow.

That it would find a leak is shown by leaks that are put in: in `test_peeping.py` into everything
that can tell something, and here into the mask that all lists use and into one tip.
"""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from gridkeeper.domain import privacy
from gridkeeper.domain.fields import Mask
from gridkeeper.domain.kinds import PERSON
from gridkeeper.domain.queries import Query
from gridkeeper.domain.replicas import Role
from gridkeeper.services.desk import Desk
from gridkeeper.services.store.audits import SEEING
from gridkeeper.storage import audit
from gridkeeper.ui.disputes.page import DISPUTES
from gridkeeper.ui.forms.reveal import RevealDialog
from gridkeeper.ui.hazards.page import HAZARDS
from gridkeeper.ui.lists import detail_parts
from gridkeeper.ui.lists.copying import copied
from gridkeeper.ui.lists.import_dialog import ImportDialog
from gridkeeper.ui.lists.record_page import RecordPage
from gridkeeper.ui.models.records import RecordTable
from gridkeeper.ui.pages import pages_of
from gridkeeper.ui.people.page import SHELVES
from gridkeeper.ui.requests.page import REQUESTS
from gridkeeper.ui.search.dialog import SearchDialog
from gridkeeper.ui.visits.page import VISITS
from tests.gallery.playing import dialogs, wait
from tests.helpers.case_files import workbook
from tests.helpers.forms import commit
from tests.helpers.peeping import rows, told
from tests.helpers.planting import a_planted_town
from tests.helpers.searching import lines
from tests.helpers.town_fixtures import made_town
from tests.helpers.towns import OFFICE, QUIET, WORKER_1, a_town, where
from tests.helpers.windows import a_window, because

__all__ = ["made_town"]

pytestmark = [pytest.mark.gui, pytest.mark.no_cover]
STORES = {"worker": WORKER_1, "office": OFFICE, "viewer": OFFICE}


@pytest.fixture(scope="module")
def planted(made_town, tmp_path_factory):
    """The town, made once."""
    return a_planted_town(made_town, tmp_path_factory.mktemp("planted") / "town")


@contextmanager
def window_of(who, planted, folder):
    """Open somebody's window over a copy of the town."""
    with a_town(planted.folder, folder / "town") as town:
        session = town.open(STORES[who])
        town.sessions.pop(STORES[who])
        with a_window(folder, session, viewing=who == "viewer") as opened:
            wait(opened)
            yield opened
            wait(opened)


@pytest.fixture
def desk(qapp, planted, tmp_path):
    """What the worker's window works with."""
    with a_town(planted.folder, tmp_path / "town") as town:
        yield Desk(town.mei)


@pytest.fixture(params=STORES)
def window(request, qapp, planted, tmp_path):
    """The window of a worker, of her office, and of who looks into that."""
    with window_of(request.param, planted, tmp_path) as opened:
        yield opened


@pytest.fixture
def worker(qapp, planted, tmp_path):
    """The window of the worker."""
    with window_of("worker", planted, tmp_path) as opened:
        yield opened


@pytest.fixture
def office(qapp, planted, tmp_path):
    """The window of the office."""
    with window_of("office", planted, tmp_path) as opened:
        yield opened


def test_no_page_shows_a_number(window, planted):
    seen, found = 0, []
    for place in walked(window, planted):
        wait(window)
        said = list(told(window.workspace.page))
        seen += len(said)
        found += [f"{place}: {leak}" for leak in planted.numbers.leaks(said)]
    found += planted.numbers.leaks(told())  # what lies hidden, too

    assert seen > 2_000
    assert not found, "\n".join(dict.fromkeys(found))


def walked(window, planted):
    """Go everywhere; yield where one is before everything is there."""
    for entry in pages_of(window.frame.role):
        window.workspace.show_page(entry.name)
        page = window.workspace.page
        if isinstance(page, RecordPage):
            kinds = list(page._shelves)
            # What a record says does not depend on who looks.
            for kind in kinds if window.frame.role is Role.WORKER else kinds[:1]:
                page.show_list(kind)
                page.panel.show_record(kind, planted.records[kind].id if kind != "grid" else "")
                yield f"list of {kind}"
        else:
            yield entry.name


def test_no_column_shows_or_copies_a_number(desk, planted):
    said = list(columns(desk))

    assert len(said) > 1_000
    assert planted.numbers.leaks(said) == []


def test_a_number_that_a_column_does_not_mask_is_found(desk, planted, monkeypatch):
    monkeypatch.setitem(privacy._MASKED, Mask.PHONE, lambda value: value)

    found = planted.numbers.leaks(columns(desk))

    unmasked = {one.split(": ")[1].split(" as ")[0].split(",")[0] for one in found}
    assert unmasked >= {"person.phone", "household.contact_phone", "premises.phone"}
    assert any(one.startswith("copied") for one in found)
    assert any(one.startswith(f"role {int(Qt.ItemDataRole.ToolTipRole)} ") for one in found)


def columns(desk):
    """Yield what all columns of all lists hold, and what is copied of them."""
    for shelf in (*SHELVES, VISITS, DISPUTES, HAZARDS, REQUESTS):
        query = Query(shelf.kind)
        places = desk.browsing.places(query, QUIET)
        assert places, shelf.kind
        table = RecordTable(desk.browsing, shelf.kind, shelf.columns)
        table.show(query, places)
        yield from rows(table)
        text = copied(desk.browsing, query, places, shelf.columns, QUIET)
        yield from (("copied", line) for line in text.splitlines())


def test_a_number_in_a_tip_of_the_panel_is_found(worker, planted, monkeypatch):
    phone = planted.records["household"].contact_phone
    monkeypatch.setattr(detail_parts, "facts_of", lambda *_facts: tipped(phone))
    worker.frame.show_record("household", planted.records["household"].id)
    wait(worker)

    found = planted.numbers.leaks(told(worker.workspace.page))

    assert "toolTip of QLabel" in {one.split(":")[0] for one in found}


def tipped(text):
    """Return a label with a tip."""
    made = QLabel("138****0000")
    made.setToolTip(text)
    return made


def test_no_answer_shows_a_number(worker, planted):
    (person,) = where(worker.frame.desk.session, PERSON, id=planted.records["person"].id)
    worker.actions_["search"].trigger()
    box = worker.findChild(SearchDialog)
    for asked in (person.phone[-4:], person.id_number[-4:], "请打", "晨光"):
        box.field.setText(asked)
        wait(worker)

        assert lines(box), asked
        assert planted.numbers.leaks(told(box)) == []
    box.close()


def test_no_door_shows_a_number(worker, planted):
    worker.workspace.show_page("doors")
    wait(worker)
    page = worker.workspace.page
    page.houses.go_to(planted.records["building"].id)
    wait(worker)
    assert page.side.view.go_to(planted.records["dwelling"].id)
    wait(worker)

    said = list(told(page))

    assert any("周**" in text for _where, text in said)
    assert planted.numbers.leaks(said) == []


def test_no_suggestion_shows_a_number(worker, planted):
    home, opened, found = planted.records["household"], set(), []
    for kind, preset in (("visit", {"household_id": home.id}), ("hazard", {}), ("person", {})):
        worker.frame.compose(kind, **preset)
        wait(worker)
        sheet = worker.workspace.page.panel.form.sheet
        sheet.unfold()
        found += planted.numbers.leaks(told())  # the last answers stand there in grey
        for one in sheet.editors.values():
            if one.about.refers in _ASKED:
                one.focus()
                one.line.selectAll()
                commit(one.line, _ASKED[one.about.refers])
                wait(worker)
                assert one.is_open, one.about.name
                opened.add(one.about.refers)
                found += planted.numbers.leaks(told())
                one.close_list()

    assert opened == set(_ASKED)
    assert not found, "\n".join(found)


_ASKED = {"household": "周", "person": "周", "premises": "孙丽", "visit": "晨光"}


def test_a_form_that_shows_numbers_is_noted_as_seen(worker, planted):
    for kind in ("person", "request", "household"):
        record_id = planted.records[kind].id
        worker.frame.show_record(kind, record_id)
        wait(worker)
        page = worker.workspace.page
        assert planted.numbers.leaks(told(page)) == []

        page.perform("edit")
        wait(worker)

        shown = {text.split(": ")[1].split(".")[0] for text in planted.numbers.leaks(told(page))}
        assert shown == {kind}
        assert ("form seen", kind, record_id) in noted(worker)


def test_what_is_shown_in_full_is_masked_again_elsewhere(worker, planted):
    record_id = planted.records["person"].id
    worker.frame.show_record("person", record_id)
    wait(worker)
    page = worker.workspace.page
    page.perform("reveal")
    (dialog,) = worker.findChildren(RevealDialog)
    because(dialog)
    wait(worker)

    revealed = planted.numbers.leaks(told(page.panel))
    listed = planted.numbers.leaks(told(page.side))
    worker.frame.show_record("household", planted.records["household"].id)
    wait(worker)

    assert ("reveal", "person", record_id) in noted(worker)
    assert revealed
    assert listed == []
    assert planted.numbers.leaks(told()) == []


def noted(window):
    """Return what the audit says was seen: how, of which kind, which record."""
    with window.frame.desk.session.store.reading() as unit:
        found = audit.noted(unit.connection, SEEING)
        return [(one.action, one.detail.get("kind"), one.detail.get("record")) for one in found]


def test_no_conflict_shows_a_number(office, planted):
    office.workspace.show_page("exchange")
    wait(office)
    page = office.workspace.page
    page.show_conflicts()
    table = page.conflicts.lines.table
    said = []
    for row in range(table.rowCount()):
        page.conflicts.lines.choose(row)
        said += told(page.conflicts)
    page.conflicts.show_settled()
    wait(office)
    for dialog in dialogs(office):
        said += told(dialog)
        dialog.close()

    assert table.rowCount() == 6
    assert planted.numbers.leaks(said) == []


def test_no_roster_that_is_looked_at_shows_a_number(office, planted, tmp_path):
    numbers, page = planted.numbers, office.workspace.page
    (known,) = where(office.frame.desk.session, PERSON, id=planted.records["person"].id)
    card = known.id_number
    rows = [
        ("姓名", "身份证号", "联系电话", "小区", "幢号", "单元", "室", "网格名称"),
        ("周明远", card, numbers.phone("a phone that differs"), *_HOME),
        ("孙小兰", numbers.card("somebody new"), numbers.phone("somebody new"), *_HOME),
        ("孙小竹", numbers.card("refused")[:-1] + "?", numbers.phone("refused"), *_HOME),
        ("孙小梅", numbers.card("refused"), numbers.phone("too long") + "1234", *_HOME),
    ]
    roster = workbook(tmp_path / "花名册.xlsx", rows)
    office.frame.messages.show(ImportDialog(office.frame, "register", roster, page))
    wait(office)
    (dialog,) = dialogs(office)
    said = list(told(dialog))
    assert dialog.done_ is not None
    assert (len(dialog.done_.refused), len(dialog.done_.differing)) == (2, 1)
    dialog.close()

    assert numbers.leaks(said) == []


_HOME = ("晨光花园", "5幢", "1", "302", "第一网格")
