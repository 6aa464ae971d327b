"""The ledger of people 实有人口台账."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from gridkeeper.domain.fields import Privacy, Type
from gridkeeper.domain.kinds import PERSON
from gridkeeper.domain.labels import Label
from gridkeeper.ledgers.columns import Column, Ledger, place_columns, tag_column, taken

if TYPE_CHECKING:
    from datetime import date

    from gridkeeper.domain.lines import PersonLine


def _age(today: date) -> Column:
    """Return the column of full years of age on a day."""

    def of(line: PersonLine) -> int | None:
        born = line.person.birth
        if born is None or born > today:
            return None
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))

    label = Label("年龄", "Age")
    return Column("age", label, 6, Type.NUMBER, of, privacy=Privacy.PERSONAL)


def ledger(today: date) -> Ledger:
    """Return the ledger with ages as of a day."""
    return Ledger(
        PERSON,
        Label("实有人口台账", "Ledger of people"),
        (
            taken(PERSON, "name", 11),
            taken(PERSON, "sex", 6),
            taken(PERSON, "birth", 11),
            _age(today),
            taken(PERSON, "id_number", 20),
            taken(PERSON, "relation", 10),
            taken(PERSON, "name", 11, Label("户主", "Head"), of=attrgetter("head"), key="head"),
            taken(
                PERSON,
                "registered_address",
                24,
                Label("现住址", "Address"),
                of=attrgetter("address"),
                key="address",
            ),
            taken(PERSON, "registered_address", 24),
            taken(PERSON, "phone", 13),
            taken(PERSON, "resident_class", 12),
            tag_column(14),
            *place_columns(PERSON),
            taken(PERSON, "remark", 14),
        ),
    )
