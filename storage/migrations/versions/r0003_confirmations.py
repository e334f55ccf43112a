"""Adds what was asked to the choices kept, and the table of files that came and are not stored."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("choice", sa.Column("question", sa.Text(), server_default="", nullable=False))
    op.add_column("choice", sa.Column("offered", sa.Text(), server_default="", nullable=False))
    op.add_column("choice", sa.Column("batch_id", sa.Integer(), nullable=True))
    op.create_table(
        "unstored_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("instrument_id", sa.Integer(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("opd", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("problems", sa.Text(), server_default="", nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("verdict IN ('confirm', 'refused')", name=op.f("ck_unstored_file_verdict")),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_unstored_file_period_id")),
        sa.ForeignKeyConstraint(
            ["instrument_id"], ["instrument.id"], name=op.f("fk_unstored_file_instrument_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unstored_file")),
    )
    op.create_index("ix_unstored_file_scope", "unstored_file", ["period_id", "instrument_id", "region"])
