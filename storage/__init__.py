"""What is remembered: tables, queries that return nouns (never rows), migrations, the queue, encrypted installations.

store.py          one database a process: writing and reading transactions
migrate.py        brings a database to the newest schema; migrations/ holds the steps
queue/            inbox, outbox and jobs: rows claimed with a lease by one function
installations.py  who installed the app, tokens encrypted
"""

from sqlmodel import SQLModel

# One rule names every constraint, so that SQLite and PostgreSQL agree and migrations can drop them by name.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
