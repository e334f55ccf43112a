"""A period that came with a package which was taken back can go; it stays as history."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("period", sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))
