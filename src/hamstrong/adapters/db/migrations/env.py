"""Alembic's entry: the connection comes from `database.migrate`, inside its transaction."""

from alembic import context

from hamstrong.adapters.db.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=METADATA,
    render_as_batch=connection.dialect.name == "sqlite",
    transactional_ddl=False,
)
context.run_migrations()
