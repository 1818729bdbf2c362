"""Run by alembic: applies the steps on the connection it was handed (see storage/migrate.py)."""

from alembic import context

from storage.migrate import all_tables

connection = context.config.attributes["connection"]
# Comparing needs every table; only upgrading does not, and should not pay for the imports.
metadata = all_tables() if context.config.attributes.get("compare") else None
context.configure(
    connection=connection,
    target_metadata=metadata,
    compare_type=True,
    render_as_batch=True,  # SQLite cannot alter a column in place
)
with context.begin_transaction():
    context.run_migrations()
