"""Adds the key that cookies are signed with, drawn once for this store."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
BYTES = 32


def upgrade() -> None:
    table = op.create_table(
        "signing_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_signing_key_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_key")),
    )
    op.bulk_insert(table, [{"id": 1, "key": secrets.token_bytes(BYTES)}])
