"""Alembic's entry: migrate on the connection the store hands over, inside the transaction it has open."""

from alembic import context

from storage import schema

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=schema.metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
