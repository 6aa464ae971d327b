"""Finding records in an encrypted store, beside scans with LIKE in the same store and run.

    python -m tests.bench.search [--rows 100000] [--rounds 3]
    python -m tests.bench.search --check [--rows 4000]

Seven of ten records are people, the rest visits. Each sort of question is asked with values drawn
from the records themselves; the answer is the last fifty. Both sides alternate, question by
question. The scan looks through the index's own normalised texts, which are the best it could have;
it knows no pinyin, so there it is given the name in Chinese.

`--check` measures nothing: it asks 500 random questions of each class and holds the answers beside
a plain look through the records in Python (`tests.helpers.scanning`).
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

from gridkeeper.domain import names, search
from gridkeeper.domain.ids import new_id
from gridkeeper.domain.people import Person
from gridkeeper.domain.visits import Visit
from gridkeeper.services.session import Session
from tests.bench.rows import Row, table
from tests.helpers import scanning
from tests.helpers.stores import a_store, created, receive
from tests.helpers.towns import FixedClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gridkeeper.domain.records import Record
    from gridkeeper.storage.store import Store
    from gridkeeper.storage.unit import Unit

BAR_S = 0.020
BAR = "p95 ≤ 20 ms"
_CHUNK = 20_000
_QUESTIONS = 40
_CHECKED = 500
_LIKE = text(
    "SELECT kind, record_id FROM search_entry WHERE text LIKE :pattern ORDER BY place DESC LIMIT 50"
)
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗单曾解仇查翟覃欧"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志文辉春梅宁浩宇轩梓涵"
_RARE = _SURNAMES + _GIVEN + "鼎鑫焱犇骉羴𠮷甪砼圩埭埝垟漈浬"
_PLACES = ("晨光花园", "望江新村", "桃源里", "和平小区", "锦绣苑", "春晓公寓")
_WORDS = (
    "老人身体尚可", "厨房灯泡不亮", "已更换灯泡", "楼道堆放杂物", "提醒及时清理",
    "电动自行车进楼充电", "燃气软管老化", "子女在外地工作", "需要帮忙买药", "反映水管漏水",
    "邻居噪声扰民", "申请安装扶手", "低保材料已收齐", "家中无人", "孩子暑假独自在家",
    "已联系物业处理", "血压偏高按时吃药", "空调外机松动",
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """One question, and what a scan would look for in its place."""

    query: str
    scanned: str


def records(count: int) -> Iterator[Record]:
    """Return people and visits as a community has them."""
    chance = random.Random(11)  # noqa: S311 - the same records in every run
    pick = chance.choice
    for number in range(count):
        building, unit, floor, room = (chance.randint(1, most) for most in (60, 4, 18, 4))
        if number % 10 < 7:
            yield Person(
                id=new_id(),
                name=pick(_SURNAMES) + "".join(chance.choices(_GIVEN, k=chance.randint(1, 2))),
                phone=f"1{chance.randint(30, 99)}{chance.randint(0, 99_999_999):08d}",
                id_number=f"3301{chance.randint(0, 10**13 - 1):013d}X",
            )
        else:
            yield Visit(
                id=new_id(),
                visited_on=date(2026, 1, 1) + timedelta(number % 300),
                number=f"走访〔2026〕第01-{number:06d}号",
                place=f"{pick(_PLACES)}{building}幢{unit}单元{floor}0{room}室",
                situation="，".join(chance.sample(_WORDS, 3)),
                measures=pick(_WORDS),
                demands="".join(chance.choices(_RARE, k=6)),
                visitor=pick(_SURNAMES) + pick(_GIVEN),
            )


def filled(store: Store, count: int) -> float:
    """Put records into a store, and return how long the index took to follow, in seconds."""
    stream = records(count)
    while chunk := list(islice(stream, _CHUNK)):
        with store.writing() as unit:
            receive(unit, created(*chunk))
    started = time.perf_counter()
    with store.writing() as unit:
        unit.search.catch_up()
    return time.perf_counter() - started


def questions(count: int) -> dict[str, list[Question]]:
    """Return questions of each sort, drawn from the records."""
    chance = random.Random(5)  # noqa: S311 - the same questions in every run
    sample = chance.sample(list(islice(records(count), min(count, 50_000))), _QUESTIONS * 6)
    people = [record for record in sample if isinstance(record, Person)][:_QUESTIONS]
    visits = [record for record in sample if isinstance(record, Visit)][:_QUESTIONS]
    sorts: dict[str, list[Question]] = {}
    for size in range(1, 7):
        sorts[f"{size} usual characters"] = [
            _plain(_cut(visit.situation, size)) for visit in visits
        ]
        sorts[f"{size} rare characters"] = [_plain(str(visit.demands)[:size]) for visit in visits]
    sorts["name"] = [_plain(str(person.name)) for person in people]
    sorts["name and phone tail"] = [
        Question(
            f"{person.name} {str(person.phone)[-4:]}", f"{person.name} %{str(person.phone)[-4:]}"
        )
        for person in people
    ]
    sorts["pinyin"] = [Question(names.pinyin(str(p.name))[0], str(p.name)) for p in people]
    sorts["initials"] = [Question(names.initials(str(p.name))[0], str(p.name)) for p in people]
    sorts["phone tail"] = [_plain(str(person.phone)[-4:]) for person in people]
    sorts["ID tail"] = [_plain(str(person.id_number)[-6:].lower()) for person in people]
    sorts["nothing like it"] = [_plain(chance.choice(_GIVEN) + "龘") for _ in people]
    return sorts


def _cut(words: str | None, size: int) -> str:
    """Return the beginning of the first run that is long enough."""
    return next(run for run in search.normalised(words or "").split() if len(run) >= 6)[:size]


def _plain(query: str) -> Question:
    return Question(query, query)


def run(rows: int, rounds: int) -> list[Row]:
    """Measure, and return one row for each sort of question."""
    with tempfile.TemporaryDirectory() as folder, closing(a_store(Path(folder))) as store:
        index_s = filled(store, rows)
        with store.reading() as unit:
            return [
                _measured(unit, sort, asked * rounds, f"index of {rows} in {index_s:.0f} s")
                for sort, asked in questions(rows).items()
            ]


def _measured(unit: Unit, sort: str, asked: list[Question], note: str) -> Row:
    ours, scans = [], []
    for question in asked:
        ours.append(_timed(lambda question=question: unit.search.ask(question.query)))
        scans.append(_timed(lambda question=question: _scan(unit, question.scanned)))
    median, peer = statistics.median(ours), statistics.median(scans)
    spread = f"p95 {_p95(ours) * 1000:.1f} ms against {_p95(scans) * 1000:.0f} ms; {note}"
    return Row(
        name=f"search: {sort}",
        ours_s=median,
        peer="LIKE '%q%'",
        peer_s=peer,
        ratio=peer / median,
        bar=BAR,
        note=spread,
        met=_p95(ours) <= BAR_S,
    )


def _scan(unit: Unit, words: str) -> list[tuple[str, str]]:
    found = unit.connection.execute(_LIKE, {"pattern": f"%{words}%"})
    return [(row.kind, row.record_id) for row in found]


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[18]


def check(rows: int) -> dict[str, list[str]]:
    """Return by class the questions that are answered otherwise than by a plain look."""
    chance = random.Random(7)  # noqa: S311 - the same in every run
    named = scanning.people(chance, rows * 7 // 10)
    seen = scanning.visits(chance, rows * 3 // 10)
    with tempfile.TemporaryDirectory() as folder, closing(a_store(Path(folder))) as store:
        homes = scanning.homes(chance, 0.2)
        with store.writing() as unit:
            receive(unit, created(*(one.person for one in named), *seen, *homes))
            unit.search.catch_up()
        with store.reading() as unit:
            missed = scanning.missed(unit, named, seen, chance, _CHECKED)
        session = Session(store, FixedClock())
        return missed | {"doors": scanning.missed_doors(session, chance, _CHECKED)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    if asked.check:
        missed = check(asked.rows or 4_000)
        for name, queries in missed.items():
            sys.stdout.write(f"{name}: {_CHECKED - len(queries)} of {_CHECKED} {queries[:5]}\n")
        sys.exit(any(missed.values()))
    sys.stdout.write(table(run(asked.rows or 100_000, asked.rounds)) + "\n")


if __name__ == "__main__":
    main()
