"""The schema: steps give what the models say, and SCHEMA.md says all of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from gridkeeper import storage
from gridkeeper.progress import Quiet
from gridkeeper.storage import engine, schema, tables, traces
from tests.helpers.stores import PASSWORD, a_visit, save

DOCUMENT = Path(storage.__file__).with_name("SCHEMA.md").read_text(encoding="utf-8")
# FTS5 keeps its own tables beside `search_term`.
INDEX_TABLES = "search_term"


def section(table):
    """Return what the document says under a table's heading."""
    found = re.search(rf"^### `{table}`$(.*?)(?=^##)", DOCUMENT + "\n##", re.MULTILINE | re.DOTALL)
    assert found, f"SCHEMA.md has no section `{table}`"
    return found[1]


def test_the_last_step_gives_what_the_models_say(store):
    with store.reading() as unit:
        context = MigrationContext.configure(
            unit.connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _: (
                    not (kind == "table" and name.startswith(INDEX_TABLES))
                ),
            },
        )
        assert compare_metadata(context, tables.metadata) == []


def test_a_model_without_a_step_would_be_noticed(store):
    with store.writing() as unit:
        unit.connection.execute(text("DROP INDEX ix_visit_by_day"))
        context = MigrationContext.configure(unit.connection)
        assert "ix_visit_by_day" in str(compare_metadata(context, tables.metadata))


def test_a_file_without_tables_has_no_revision(store):
    with store.rehearsing() as unit:
        assert schema.revision(unit.connection) == schema.revisions()[-1]
        unit.connection.execute(text("DROP TABLE alembic_version"))
        assert schema.revision(unit.connection) == ""


def test_an_older_store_is_brought_up_when_it_is_opened(store, monkeypatch):
    """Today's store counts as the older one: a step is put behind it that does nothing."""
    ran = []
    known = schema.revisions()
    monkeypatch.setattr(schema, "revisions", lambda: [*known, "9999"])
    monkeypatch.setattr(schema, "bring_up", lambda connection, path: ran.append(path))
    store._opened(store.path, key_of(store), Quiet()).close()
    assert ran == [store.path]


def key_of(store):
    return engine.unlocked(store.path, PASSWORD)


def test_a_store_of_today_needs_no_step(store):
    with store.reading() as unit:
        schema.bring_up(unit.connection, store.path)


BESIDES = [table for name, table in tables.metadata.tables.items() if name not in tables.records]


@pytest.mark.parametrize("table", BESIDES, ids=lambda table: table.name)
def test_the_document_names_every_column(table):
    said = section(table.name)
    assert [name for name in table.columns.keys() if f"`{name}`" not in said] == []  # noqa: SIM118


@pytest.mark.parametrize("name", tables.records)
def test_the_document_names_every_kind(name):
    assert f"`{name}`" in section("<kind>")


@pytest.mark.parametrize("name", ["id", "heads", "conflicts", "changed_at", *traces.COLUMNS])
def test_the_document_says_what_stands_beside_the_fields(name):
    assert f"`{name}`" in section("<kind>")


def test_the_document_names_every_table_of_a_store(store):
    with store.reading() as unit:
        found = inspect(unit.connection).get_table_names()
    kinds = set(tables.records)
    beside = {name for name in found if name.startswith(f"{INDEX_TABLES}_")}
    assert [name for name in set(found) - kinds - beside if f"### `{name}`" not in DOCUMENT] == []


def test_the_document_names_every_setting_of_a_store(store):
    with store.writing() as unit:
        save(unit, a_visit())
        unit.search.catch_up()
        said = section("setting")
        assert [name for name in unit.settings.all() if f"`{name}`" not in said] == []
