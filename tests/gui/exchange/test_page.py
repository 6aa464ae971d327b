"""The page as a whole: by keys, and for whom."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from gridkeeper.domain import kinds
from gridkeeper.domain.replicas import Role
from gridkeeper.services.changes import BATCH
from gridkeeper.services.exchange.batch_history import BatchLine
from gridkeeper.ui.pages import pages_of
from tests.helpers.exchanges import exchange_of, foot_of
from tests.helpers.towns import rename, take, where


def walked(office, steps: int) -> list[object]:
    """Return what has the keyboard at the beginning and after each Tab."""
    window = office.page.window()
    office.qtbot.waitUntil(window.isActiveWindow)
    found = [window.focusWidget()]
    for _step in range(steps):
        QTest.keyClick(found[-1], Qt.Key.Key_Tab)
        found.append(window.focusWidget())
    return found


def test_work_begins_at_the_one_big_button(worker):
    worker.qtbot.waitUntil(worker.page.hand_over.button.hasFocus)


def test_the_tab_key_follows_the_reading_order_of_a_worker(worker):
    worker.page.hand_over.way.setFocus()

    order = walked(worker, 5)

    assert order == [*worker.page.hand_over.order, *worker.page.take_in.order]


def test_the_tab_key_follows_the_reading_order_of_an_office(office):
    office.rehearse(*office.two_phones())
    office.take_in()
    office.page.come_back()
    office.settle()

    order = walked(office, 6)

    assert order == [*office.page.take_in.order, *office.page.hand_over.order]


def test_supervisors_and_those_who_work_alone_do_not_see_it():
    for role in (Role.SUPERVISOR, Role.ALONE):
        assert "exchange" not in {entry.name for entry in pages_of(role)}


def test_a_batch_without_receipt_leads_to_its_worker(office):
    gang = office.page.peers.table.line(1)

    office.page.open(BATCH, gang.id)
    office.settle()

    assert office.page.peers.row == 1
    assert office.page.hand_over.to.isHidden()  # nobody has joined yet


def test_what_changes_elsewhere_is_shown_after_a_moment(worker):
    shop = where(worker.town.mei, kinds.PREMISES)[0]
    rename(worker.town.mei, kinds.PREMISES, shop, phone="13911110009")

    worker.qtbot.waitUntil(lambda: worker.page.hand_over.stands.startswith("未上交 2 条"))
    worker.settle()


def test_each_part_can_be_reached_by_f6(worker):
    assert worker.page.parts() == [worker.page.hand_over, worker.page.take_in, worker.page.tabs]
    worker.page.rehearse([])
    worker.settle()
    assert worker.page.intake.files in worker.page.parts()


def test_what_is_wanted_before_it_is_known_who_has_joined_is_done_then(town, qtbot, tmp_path):
    with exchange_of(qtbot, town.office, tmp_path) as page:
        take(town.office, town.hand_in(town.mei))
        page.enter()
        assert not page.hand_over.button.isEnabled()

        page.perform("hand_over")

        qtbot.waitUntil(lambda: bool(page.window().findChildren(QFileDialog)), timeout=20_000)
        page.window().findChildren(QFileDialog)[-1].reject()


def test_with_a_line_of_a_long_list_what_can_be_done_with_it_is_in_sight(office):
    page, at = office.page, datetime(2026, 10, 8, 9, 30, tzinfo=UTC)
    lines = [
        BatchLine(
            f"{n}",
            f"01-20261008-{n:03}",
            outgoing=False,
            peer_id="",
            peer="",
            at=at,
            first=1,
            last=1,
            changes=1,
        )
        for n in range(25)
    ]
    page.window().resize(960, 600)
    page.tabs.setCurrentIndex(1)
    page.batches.table.show(lines)
    around, area = page.scrolled().verticalScrollBar(), page.scrolled().viewport()
    pressed = foot_of(page.batches).buttons[-1]
    page.batches.setFocus()

    def seen(widget, place):
        return area.rect().contains(place.translated(widget.mapTo(area, QPoint())))

    for row in (0, 24):
        page.batches.choose(row)
        line = page.batches.visualRect(page.batches.currentIndex())
        assert page.batches.viewport().rect().contains(line)
        office.qtbot.waitUntil(lambda: seen(pressed, pressed.rect()))
        line = page.batches.visualRect(page.batches.currentIndex())
        assert seen(page.batches.viewport(), line)
    page.window().resize(1280, 1600)
    office.qtbot.waitUntil(lambda: around.maximum() == 0)


def test_a_file_that_was_refused_stands_in_the_history_with_the_reason(office):
    bad = office.town.hand_in(office.town.mei, "坏的.gkb")
    bad.write_bytes(bad.read_bytes()[:-40])
    office.rehearse(bad)
    office.page.come_back()
    office.settle()

    batches, table = office.page.batches, office.page.batches.table
    way, _when, number, name = (table.columns[place].text(table.line(0)) for place in range(4))
    assert (way, number, name) == ("拒收", "", "坏的.gkb")
    assert table.columns[3].under(table.line(0)).endswith("。")
    assert batches.columnSpan(0, 3) == len(table.columns) - 3
    assert batches.columnSpan(1, 3) == 1


def test_the_ways_of_taking_in_begin_at_one_edge_where_they_need_several_lines(office):
    first, *others = office.page.take_in.order

    assert first.property("kind") == "primary"
    assert {one.property("kind") for one in others} == {""}  # a quiet one has no edge to see
