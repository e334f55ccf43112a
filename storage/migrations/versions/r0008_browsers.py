"""Adds in which browser an entry of the record was made, and which entry recorded a decision."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
RECORDED = """
SELECT id, digests FROM audit
WHERE action IN ('agreed.set', 'verified.set') AND digests IS NOT NULL ORDER BY id
"""


def upgrade() -> None:
    op.add_column("audit", sa.Column("browser", sa.Text(), nullable=True))
    op.add_column("decision", sa.Column("change", sa.Integer(), nullable=True))
    connection = op.get_bind()
    found = [
        {"key": json.loads(key)[0], "change": change}
        for change, digests in connection.execute(sa.text(RECORDED)).all()
        for key in json.loads(digests).get("decision", {})
    ]
    if found:
        connection.execute(sa.text("UPDATE decision SET change = :change WHERE id = :key"), found)
