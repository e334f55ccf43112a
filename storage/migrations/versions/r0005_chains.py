"""Adds a chain of the audit for each region, and what an entry keeps of the rows it changed.

Every entry stays as it is. `storage.opening` digests the rows that stand when an older store is opened.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for column in (
        sa.Column("chain", sa.Text(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("digests", sa.Text(), nullable=True),
        sa.Column("common", sa.Text(), nullable=True),
    ):
        op.add_column("audit", column)
    op.create_index("uq_audit_chain_number", "audit", ["chain", "number"], unique=True)
    op.create_table(
        "chain",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_chain")),
    )
