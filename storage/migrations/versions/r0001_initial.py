"""Initial schema, and the triggers that keep the audit append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

SQLITE_TRIGGER = """
CREATE TRIGGER audit_no_{verb} BEFORE {verb} ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRESQL_TRIGGER = """
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()
"""


def upgrade() -> None:
    op.create_table(
        "agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("opd", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), server_default="", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("short", sa.Text(), server_default="", nullable=False),
        sa.Column("district", sa.Text(), server_default="", nullable=False),
        sa.Column("vote", sa.Text(), nullable=False),
        sa.Column("predecessor", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("ck_agency_valid_to")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint("region", "opd", "valid_from", name=op.f("uq_agency_region_opd_valid_from")),
    )
    op.create_index(
        "uq_agency_current",
        "agency",
        ["region", "opd"],
        unique=True,
        sqlite_where=sa.text("valid_to IS NULL"),
        postgresql_where=sa.text("valid_to IS NULL"),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), server_default="", nullable=False),
        sa.Column("new", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=True),
        sa.Column("instrument_id", sa.Integer(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_hash")),
    )
    op.create_table(
        "choice",
        sa.Column("region", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("region", "kind", "text", name=op.f("pk_choice")),
    )
    op.create_table(
        "instrument",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instrument", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument")),
        sa.UniqueConstraint(
            "instrument", "version", "digest", name=op.f("uq_instrument_instrument_version_digest")
        ),
    )
    op.create_table(
        "period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("ends >= starts", name=op.f("ck_period_ends")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period")),
        sa.UniqueConstraint("label", name=op.f("uq_period_label")),
        sa.UniqueConstraint("position", name=op.f("uq_period_position")),
    )
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", sa.Float(53), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint(
            "region", "node", "year", "number", name=op.f("uq_target_region_node_year_number")
        ),
    )
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("purged_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
        sa.UniqueConstraint("sha256", name=op.f("uq_upload_sha256")),
    )
    op.create_table(
        "agency_sector",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_agency_sector_agency_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("agency_id", "sector", name=op.f("pk_agency_sector")),
    )
    op.create_table(
        "assignment",
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("instrument_id", sa.Integer(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("opd", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.CheckConstraint("role IN ('lead', 'support')", name=op.f("ck_assignment_role")),
        sa.ForeignKeyConstraint(
            ["instrument_id"], ["instrument.id"], name=op.f("fk_assignment_instrument_id")
        ),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_assignment_period_id")),
        sa.PrimaryKeyConstraint(
            "period_id", "instrument_id", "region", "indicator", "opd", name=op.f("pk_assignment")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "uq_assignment_lead",
        "assignment",
        ["period_id", "instrument_id", "region", "indicator"],
        unique=True,
        sqlite_where=sa.text("role = 'lead'"),
        postgresql_where=sa.text("role = 'lead'"),
    )
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("instrument_id", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["instrument_id"], ["instrument.id"], name=op.f("fk_batch_instrument_id")),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_batch_period_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
    )
    op.create_index("ix_batch_scope", "batch", ["period_id", "instrument_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("instrument_id", sa.Integer(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("value", sa.Float(53), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('agreed', 'verified')", name=op.f("ck_decision_kind")),
        sa.ForeignKeyConstraint(["instrument_id"], ["instrument.id"], name=op.f("fk_decision_instrument_id")),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_decision_period_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint(
            "period_id",
            "instrument_id",
            "region",
            "node",
            "kind",
            "number",
            name=op.f("uq_decision_period_id_instrument_id_region_node_kind_number"),
        ),
    )
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("instrument_id", sa.Integer(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("opd", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), server_default="", nullable=False),
        sa.Column("vote", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["instrument_id"], ["instrument.id"], name=op.f("fk_submission_instrument_id")
        ),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_submission_period_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint(
            "period_id",
            "instrument_id",
            "region",
            "opd",
            "slot",
            name=op.f("uq_submission_period_id_instrument_id_region_opd_slot"),
        ),
    )
    op.create_table(
        "batch_file",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_file_batch_id")),
        sa.ForeignKeyConstraint(["upload_id"], ["upload.id"], name=op.f("fk_batch_file_upload_id")),
        sa.PrimaryKeyConstraint("batch_id", "upload_id", name=op.f("pk_batch_file")),
    )
    op.create_index("ix_batch_file_upload", "batch_file", ["upload_id"], unique=False)
    op.create_table(
        "batch_region",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("cohort", sa.Text(), server_default="", nullable=False),
        sa.Column("took_part", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_region_batch_id")),
        sa.PrimaryKeyConstraint("batch_id", "region", name=op.f("pk_batch_region")),
    )
    op.create_index("ix_batch_region_region", "batch_region", ["region"], unique=False)
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), server_default="", nullable=False),
        sa.Column("sheet", sa.Text(), server_default="", nullable=False),
        sa.Column("cell", sa.Text(), server_default="", nullable=False),
        sa.Column("found", sa.Text(), server_default="", nullable=False),
        sa.Column("proposal", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("severity IN ('error', 'warning', 'info')", name=op.f("ck_finding_severity")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_finding_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    op.create_index(op.f("ix_finding_batch_id"), "finding", ["batch_id"], unique=False)
    op.create_table(
        "leaf_set",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id", "upload_id"],
            ["batch_file.batch_id", "batch_file.upload_id"],
            name=op.f("fk_leaf_set_batch_id_upload_id"),
        ),
        sa.PrimaryKeyConstraint("batch_id", "region", name=op.f("pk_leaf_set")),
    )
    op.create_table(
        "node_value",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(53), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("digits", sa.Integer(), nullable=True),
        sa.Column("sheet", sa.Text(), server_default="", nullable=False),
        sa.Column("cell", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("kind IN ('claimed', 'verified', 'published')", name=op.f("ck_node_value_kind")),
        sa.CheckConstraint(
            "status IN ('answered', 'missing', 'not_applicable')", name=op.f("ck_node_value_status")
        ),
        sa.ForeignKeyConstraint(
            ["batch_id", "upload_id"],
            ["batch_file.batch_id", "batch_file.upload_id"],
            name=op.f("fk_node_value_batch_id_upload_id"),
        ),
        sa.PrimaryKeyConstraint("batch_id", "region", "node", "kind", name=op.f("pk_node_value")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id", "upload_id"],
            ["batch_file.batch_id", "batch_file.upload_id"],
            name=op.f("fk_version_batch_id_upload_id"),
        ),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_version_submission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        sa.UniqueConstraint("submission_id", "batch_id", name=op.f("uq_version_submission_id_batch_id")),
        sa.UniqueConstraint("submission_id", "number", name=op.f("uq_version_submission_id_number")),
    )
    op.create_table(
        "answer",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(53), nullable=True),
        sa.Column("verified", sa.Float(53), nullable=True),
        sa.Column("evidence", sa.Text(), server_default="", nullable=False),
        sa.Column("evidence_link", sa.Text(), server_default="", nullable=False),
        sa.Column("evidence_date", sa.Text(), server_default="", nullable=False),
        sa.Column("sheet", sa.Text(), server_default="", nullable=False),
        sa.Column("cell", sa.Text(), server_default="", nullable=False),
        sa.Column("obstacle", sa.Text(), server_default="", nullable=False),
        sa.Column("fact", sa.Text(), server_default="", nullable=False),
        sa.Column("analysis", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("verified_note", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint(
            "status IN ('answered', 'missing', 'not_applicable')", name=op.f("ck_answer_status")
        ),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_answer_version_id")),
        sa.PrimaryKeyConstraint("version_id", "indicator", name=op.f("pk_answer")),
    )
    op.create_table(
        "programme",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("dimension", sa.Text(), server_default="", nullable=False),
        sa.Column("since", sa.Text(), server_default="", nullable=False),
        sa.Column("activity", sa.Text(), server_default="", nullable=False),
        sa.Column("budget", sa.Float(53), nullable=True),
        sa.Column("status", sa.Text(), server_default="", nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name=op.f("fk_programme_version_id")),
        sa.PrimaryKeyConstraint("version_id", "position", name=op.f("pk_programme")),
    )
    keep_audit()


def keep_audit() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(POSTGRESQL_FUNCTION)
        op.execute(POSTGRESQL_TRIGGER)
        return
    for verb in ("update", "delete"):
        op.execute(SQLITE_TRIGGER.format(verb=verb))
