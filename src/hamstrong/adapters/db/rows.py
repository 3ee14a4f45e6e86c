"""Rows on their way in, on SQLite and PostgreSQL alike."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, insert


def add(connection: Connection, table: Table, *rows: Mapping[str, Any]) -> None:
    """Insert all of the rows or, where the database refuses one (IntegrityError), none.

    The transaction outlives the refusal, with everything that it held before.
    """
    if rows:
        with connection.begin_nested():
            connection.execute(insert(table), [dict(row) for row in rows])


def put(connection: Connection, table: Table, *rows: Mapping[str, Any]) -> None:
    """Insert the rows, every column named; each replaces the one with its primary key."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        # Imported where it runs: on SQLite its import would be time lost at every start.
        from sqlalchemy.dialects.postgresql import insert as insert_or_update
    else:
        from sqlalchemy.dialects.sqlite import insert as insert_or_update  # type: ignore[assignment]
    statement = insert_or_update(table)
    keys = [column.name for column in table.primary_key]
    rest = {
        column.name: statement.excluded[column.name]
        for column in table.columns
        if not column.primary_key
    }
    replacing = statement.on_conflict_do_update(index_elements=keys, set_=rest)
    connection.execute(replacing, [dict(row) for row in rows])
