"""Adds what stood before a save of rows that keep no history."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "earlier_rows",
        sa.Column("change", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("region", sa.Text(), server_default="", nullable=False),
        sa.Column("thing", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("change", name=op.f("pk_earlier_rows")),
    )
    op.create_index("ix_earlier_rows_thing", "earlier_rows", ["region", "thing"], unique=False)
