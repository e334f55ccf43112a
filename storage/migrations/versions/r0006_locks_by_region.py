"""Locks a period for each region; where it was locked for all, every region there is or may come is."""

import sqlalchemy as sa
from alembic import op

from reference import regions

revision = "0006"
down_revision = "0005"
WHO = """
SELECT actor, reason FROM audit WHERE action = 'period.lock' AND period_id = :period ORDER BY id DESC LIMIT 1
"""
KNOWN_IN = ("agency", "assignment", "batch_region", "submission", "node_value", "decision", "target", "entry")
NOBODY = "Siap Cerdas"


def upgrade() -> None:
    table = op.create_table(
        "period_lock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_period_lock_period_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period_lock")),
    )
    op.create_index(
        "uq_period_lock_standing",
        "period_lock",
        ["period_id", "region"],
        unique=True,
        sqlite_where=sa.text("opened_at IS NULL"),
        postgresql_where=sa.text("opened_at IS NULL"),
    )
    if rows := _locked():
        op.bulk_insert(table, rows)
    op.drop_column("period", "locked_at")


def _locked() -> list[dict[str, object]]:
    connection = op.get_bind()
    period = sa.table(
        "period", sa.column("id", sa.Integer()), sa.column("locked_at", sa.DateTime(timezone=True))
    )
    locked = connection.execute(sa.select(period).where(period.c.locked_at.is_not(None))).all()
    known = set(regions.list_regions().index) if locked else set()
    for name in KNOWN_IN if locked else ():
        known |= set(connection.scalars(sa.text(f"SELECT DISTINCT region FROM {name}")))  # noqa: S608 (our own names)
    rows: list[dict[str, object]] = []
    for key, at in locked:
        who = connection.execute(sa.text(WHO), {"period": key}).one_or_none()
        by, reason = who or (NOBODY, "")
        told = {"period_id": key, "locked_at": at, "by": by, "reason": reason}
        rows += [told | {"region": str(code)} for code in sorted(known - {""})]
    return rows
