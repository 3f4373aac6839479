from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from mockmind_lab.errors import StoreError
from mockmind_lab.store import EventStore, Record, fulltext, schema
from mockmind_lab.store.database import connect
from tests.store import store_children
from tests.store.store_children import T0


@pytest.fixture
def version_1(url: str) -> str:
    """The URL of a store as the first migration made it, with one interview of one event."""
    engine, writing = connect(url, busy_seconds=1)
    with writing.begin() as connection:
        schema.upgrade(connection, place="here", target="0001")
        connection.exec_driver_sql(
            "INSERT INTO interviews (id, owner, created) "
            "VALUES ('old', 'ann', '2026-01-02T03:04:05.000000+00:00')"
        )
        connection.exec_driver_sql("INSERT INTO events VALUES ('old', 1, '{}')")
    engine.dispose()
    return url


def test_a_version_1_store_is_brought_up_to_date_with_its_events(version_1):
    with EventStore(url=version_1) as store:
        assert store.events("old") == ["{}"]
        assert store.interviews()[0].created == T0
        lease = store.lease("old", holder="h", now=T0)
        assert lease.previous_alive_at is None
        store.append([Record("old", 2, "{}")], lease=lease)
        assert store.get_blob(store.put_blob(b"new in version 2")) == b"new in version 2"


def test_the_migrations_lead_to_the_tables_that_the_code_uses(store):
    with store._engine.connect() as connection:
        ours = lambda _object, name, *_: not (name or "").startswith(fulltext.TABLE)  # noqa: E731
        opts = {"version_table": schema.VERSION_TABLE, "include_object": ours}
        context = MigrationContext.configure(connection, opts=opts)
        assert context.get_current_revision() == schema.HEAD
        assert compare_metadata(context, schema.metadata) == []


def test_the_known_head_is_the_newest_migration_and_they_are_numbered():
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    revisions = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert revisions[0] == schema.HEAD
    assert revisions[::-1] == [f"{number:04}" for number in range(1, len(revisions) + 1)]


def test_only_a_store_that_is_not_up_to_date_imports_alembic(tmp_path):
    def opened() -> bool:
        command = [sys.executable, store_children.__file__, "open_warm", str(tmp_path)]
        return json.loads(subprocess.check_output(command))["alembic"]

    assert opened() is True, "the first time there is a schema to make"
    assert opened() is False


def test_a_migration_that_fails_leaves_the_store_as_it_was(version_1, tmp_path, monkeypatch):
    broken = tmp_path / "migrations"
    shutil.copytree(schema.MIGRATIONS, broken)
    (broken / "versions" / "9999_broken.py").write_text(
        "from alembic import op\n"
        f"revision, down_revision = '9999', '{schema.HEAD}'\n"
        "def upgrade():\n"
        "    op.execute('CREATE TABLE half (x TEXT)')\n"
        "    op.execute('INSERT INTO nosuch VALUES (1)')\n"
    )
    engine, writing = connect(version_1, busy_seconds=1)
    monkeypatch.setattr(schema, "MIGRATIONS", broken)
    with pytest.raises(Exception, match="nosuch"):
        with writing.begin() as connection:
            schema.upgrade(connection, place="here", target="9999")
    assert set(inspect(engine).get_table_names()) == {"interviews", "events", schema.VERSION_TABLE}
    engine.dispose()
    monkeypatch.undo()
    with EventStore(url=version_1) as store:
        assert store.events("old") == ["{}"]


def test_a_store_of_a_newer_version_is_refused_and_not_touched(url):
    with EventStore(url=url) as store:
        path = Path(store.place)
        with store._writer._engine.begin() as connection:
            connection.exec_driver_sql(f"UPDATE {schema.VERSION_TABLE} SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"newer mockmind_lab .*pip install --upgrade"):
        EventStore(url=url).open()
    assert path.read_bytes() == before
