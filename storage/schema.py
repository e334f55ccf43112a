"""The tables of the store. `storage/migrations` builds the same; a test holds them equal."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from reference.text_limits import NAME, TEXT
from storage.columns import NullableNumber, StorableText, UtcMoment

REVISION = "0011"

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _key() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _words(name: str, most: int | None = TEXT) -> Column[str]:
    """Text that is empty, never NULL, where there is none; of at most so many characters (None: of ours)."""
    return Column(name, StorableText(most), nullable=False, server_default="")


def _name(name: str) -> Column[str]:
    """What people call a thing, or themselves."""
    return Column(name, StorableText(NAME), nullable=False)


def _one_of(column: str, *values: str) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _unique_where(condition: str, name: str, *columns: str) -> Index:
    """Rows of `columns` are unique among those for which the condition holds."""
    where = text(condition)
    return Index(name, *columns, unique=True, sqlite_where=where, postgresql_where=where)


def _to(target: str) -> ForeignKey:
    return ForeignKey(target)


STATUS = ("answered", "missing", "not_applicable")

period = Table(
    "period",
    metadata,
    _key(),
    Column("label", StorableText(NAME), nullable=False, unique=True),
    Column("starts", Date, nullable=False),
    Column("ends", Date, nullable=False),
    Column("position", Integer, nullable=False, unique=True),
    Column("sample", Boolean, nullable=False),
    Column("removed_at", UtcMoment),  # it came with a package that was taken back
    CheckConstraint("ends >= starts", name="ends"),
)

# A region's period is locked while a row of it has no `opened_at`; those opened again stay as history.
period_lock = Table(
    "period_lock",
    metadata,
    _key(),
    Column("period_id", Integer, _to("period.id"), nullable=False),
    Column("region", Text, nullable=False),
    Column("locked_at", UtcMoment, nullable=False),
    Column("by", StorableText, nullable=False),
    _words("reason"),
    Column("opened_at", UtcMoment),
    _unique_where("opened_at IS NULL", "uq_period_lock_standing", "period_id", "region"),
)

instrument = Table(
    "instrument",
    metadata,
    _key(),
    Column("instrument", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("frozen_at", UtcMoment, nullable=False),
    UniqueConstraint("instrument", "version", "digest"),
)

# An OPD of a region as it stood from `valid_from` until the day before `valid_to` (NULL: still so).
agency = Table(
    "agency",
    metadata,
    _key(),
    Column("region", Text, nullable=False),
    Column("opd", Text, nullable=False),
    _words("code"),
    _words("name"),
    _words("short"),
    _words("district"),
    Column("vote", Text, nullable=False),
    _words("predecessor"),
    Column("position", Integer, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    UniqueConstraint("region", "opd", "valid_from"),
    CheckConstraint("valid_to > valid_from", name="valid_to"),
    _unique_where("valid_to IS NULL", "uq_agency_current", "region", "opd"),
)

agency_sector = Table(
    "agency_sector",
    metadata,
    Column("agency_id", Integer, ForeignKey("agency.id", ondelete="CASCADE"), nullable=False),
    Column("sector", Text, nullable=False),
    Column("position", Integer, nullable=False),
    PrimaryKeyConstraint("agency_id", "sector"),
)

# `opd` is an OPD of the roster or a voting body ("KECAMATAN").
assignment = Table(
    "assignment",
    metadata,
    Column("period_id", Integer, _to("period.id"), nullable=False),
    Column("instrument_id", Integer, _to("instrument.id"), nullable=False),
    Column("region", Text, nullable=False),
    Column("indicator", Text, nullable=False),
    Column("opd", Text, nullable=False),
    Column("role", Text, nullable=False),
    PrimaryKeyConstraint("period_id", "instrument_id", "region", "indicator", "opd"),
    _one_of("role", "lead", "support"),
    _unique_where("role = 'lead'", "uq_assignment_lead", "period_id", "instrument_id", "region", "indicator"),
    sqlite_with_rowid=False,
)

# The bytes are NULL once purged; the digest stays, so that the same file is still recognised.
upload = Table(
    "upload",
    metadata,
    _key(),
    Column("sha256", Text, nullable=False, unique=True),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary),
    Column("stored_at", UtcMoment, nullable=False),
    Column("purged_at", UtcMoment),
)

batch = Table(
    "batch",
    metadata,
    _key(),
    Column("period_id", Integer, _to("period.id"), nullable=False),
    Column("instrument_id", Integer, _to("instrument.id"), nullable=False),
    _name("actor"),
    Column("created_at", UtcMoment, nullable=False),
    Column("undone_at", UtcMoment),
    Index("ix_batch_scope", "period_id", "instrument_id"),
)

batch_file = Table(
    "batch_file",
    metadata,
    Column("batch_id", Integer, _to("batch.id"), nullable=False),
    Column("upload_id", Integer, _to("upload.id"), nullable=False),
    _name("name"),
    PrimaryKeyConstraint("batch_id", "upload_id"),
    Index("ix_batch_file_upload", "upload_id"),
)

# Every region a batch touches; `took_part` is NULL where its file did not say.
batch_region = Table(
    "batch_region",
    metadata,
    Column("batch_id", Integer, _to("batch.id"), nullable=False),
    Column("region", Text, nullable=False),
    _words("cohort"),
    Column("took_part", Boolean),
    PrimaryKeyConstraint("batch_id", "region"),
    Index("ix_batch_region_region", "region"),
)

submission = Table(
    "submission",
    metadata,
    _key(),
    Column("period_id", Integer, _to("period.id"), nullable=False),
    Column("instrument_id", Integer, _to("instrument.id"), nullable=False),
    Column("region", Text, nullable=False),
    Column("opd", Text, nullable=False),
    _words("slot"),
    Column("vote", Text, nullable=False),
    UniqueConstraint("period_id", "instrument_id", "region", "opd", "slot"),
)

# The version in force is the highest number whose batch is not undone.
version = Table(
    "version",
    metadata,
    _key(),
    Column("submission_id", Integer, _to("submission.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("batch_id", Integer, nullable=False),
    Column("upload_id", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    UniqueConstraint("submission_id", "number"),
    UniqueConstraint("submission_id", "batch_id"),
    ForeignKeyConstraint(["batch_id", "upload_id"], ["batch_file.batch_id", "batch_file.upload_id"]),
)

# Short columns first: SQLite then answers the scores' query without touching the long texts behind them.
answer = Table(
    "answer",
    metadata,
    Column("version_id", Integer, _to("version.id"), nullable=False),
    Column("indicator", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("value", NullableNumber),
    Column("verified", NullableNumber),
    _words("evidence"),
    _words("evidence_link"),
    _words("evidence_date"),
    _words("sheet"),
    _words("cell"),
    _words("obstacle"),
    _words("fact"),
    _words("analysis"),
    _words("note"),
    _words("verified_note"),
    PrimaryKeyConstraint("version_id", "indicator"),
    _one_of("status", *STATUS),
)

programme = Table(
    "programme",
    metadata,
    Column("version_id", Integer, _to("version.id"), nullable=False),
    Column("position", Integer, nullable=False),
    _name("name"),
    _words("dimension"),
    _words("since"),
    _words("activity"),
    Column("budget", NullableNumber),
    _words("status"),
    Column("row", Integer, nullable=False),
    PrimaryKeyConstraint("version_id", "position"),
)

# A file's value at any node, without an OPD. In force per region, node and kind: the newest batch not undone.
node_value = Table(
    "node_value",
    metadata,
    Column("batch_id", Integer, nullable=False),
    Column("upload_id", Integer, nullable=False),
    Column("region", Text, nullable=False),
    Column("node", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("value", NullableNumber),
    Column("status", Text, nullable=False),
    Column("digits", Integer),
    _words("sheet"),
    _words("cell"),
    PrimaryKeyConstraint("batch_id", "region", "node", "kind"),
    ForeignKeyConstraint(["batch_id", "upload_id"], ["batch_file.batch_id", "batch_file.upload_id"]),
    _one_of("kind", "claimed", "verified", "published"),
    _one_of("status", *STATUS),
    sqlite_with_rowid=False,
)

# The question leaves a region's file defines, as JSON; in force: the newest batch not undone.
leaf_set = Table(
    "leaf_set",
    metadata,
    Column("batch_id", Integer, nullable=False),
    Column("upload_id", Integer, nullable=False),
    Column("region", Text, nullable=False),
    Column("text", StorableText(None), nullable=False),
    PrimaryKeyConstraint("batch_id", "region"),
    ForeignKeyConstraint(["batch_id", "upload_id"], ["batch_file.batch_id", "batch_file.upload_id"]),
)

finding = Table(
    "finding",
    metadata,
    _key(),
    Column("batch_id", Integer, _to("batch.id"), nullable=False, index=True),
    Column("code", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("message", StorableText(None), nullable=False),
    _words("file"),
    _words("sheet"),
    _words("cell"),
    _words("found", None),
    _words("proposal", None),
    _one_of("severity", "error", "warning", "info"),
)

# What the room agreed or a verifier entered here. In force: the highest number not undone; NULL withdraws.
# `by` is who agreed; `change` the audit entry, which says who recorded it (NULL: before that was noted).
decision = Table(
    "decision",
    metadata,
    _key(),
    Column("period_id", Integer, _to("period.id"), nullable=False),
    Column("instrument_id", Integer, _to("instrument.id"), nullable=False),
    Column("region", Text, nullable=False),
    Column("node", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("value", NullableNumber),
    Column("reason", StorableText(), nullable=False),
    _name("by"),
    Column("at", UtcMoment, nullable=False),
    Column("undone_at", UtcMoment),
    Column("change", Integer),
    UniqueConstraint("period_id", "instrument_id", "region", "node", "kind", "number"),
    _one_of("kind", "agreed", "verified"),
)

# In force: the highest number of a region, node and year; NULL withdraws.
target = Table(
    "target",
    metadata,
    _key(),
    Column("region", Text, nullable=False),
    Column("node", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("value", NullableNumber),
    _name("by"),
    Column("at", UtcMoment, nullable=False),
    UniqueConstraint("region", "node", "year", "number"),
)

# `question` and `offered` (JSON) are what was asked, to be shown; `batch_id` is the upload that it let in.
choice = Table(
    "choice",
    metadata,
    _words("region"),
    Column("kind", Text, nullable=False),
    Column("text", StorableText(None), nullable=False),
    Column("choice", StorableText(None), nullable=False),
    _name("by"),
    Column("at", UtcMoment, nullable=False),
    _words("question", None),
    _words("offered", None),
    Column("batch_id", Integer),
    PrimaryKeyConstraint("region", "kind", "text"),
)

# A file that came and is not stored, for each OPD it is of ("" = not known) until `gone_at`.
unstored_file = Table(
    "unstored_file",
    metadata,
    _key(),
    Column("period_id", Integer, _to("period.id"), nullable=False),
    Column("instrument_id", Integer, _to("instrument.id"), nullable=False),
    Column("region", Text, nullable=False),
    _words("opd"),
    _name("name"),
    Column("sha256", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    _words("problems", None),
    _name("actor"),
    Column("at", UtcMoment, nullable=False),
    Column("gone_at", UtcMoment),
    _one_of("verdict", "confirm", "refused"),
    Index("ix_unstored_file_scope", "period_id", "instrument_id", "region"),
)

# What the room writes and edits as a whole (a programme, a worksheet, a scenario), as JSON. `change` is the
# audit entry of the save it came with; in force: the highest number not undone, NULL withdraws.
entry = Table(
    "entry",
    metadata,
    _key(),
    _words("region"),
    _words("period"),
    Column("kind", Text, nullable=False),
    Column("key", StorableText(), nullable=False),
    Column("number", Integer, nullable=False),
    Column("text", StorableText(None)),
    _name("by"),
    Column("at", UtcMoment, nullable=False),
    Column("change", Integer, nullable=False, index=True),
    Column("undone_at", UtcMoment),
    UniqueConstraint("region", "period", "kind", "key", "number"),
)

# Append-only: triggers refuse UPDATE, DELETE and TRUNCATE. `hash` covers the row and the hash before it in
# its chain ("" = the common one, else a region's), where it has the place `number`; both are NULL in entries
# from before there were several. `digests` are those of the rows it changed, as JSON; `common`: the head of
# the common chain that an entry of a region was written beside; `browser`: in which browser.
audit = Table(
    "audit",
    metadata,
    _key(),
    Column("at", UtcMoment, nullable=False),
    _name("actor"),
    Column("action", Text, nullable=False),
    Column("object", StorableText(None), nullable=False),
    _words("old", None),
    _words("new", None),
    _words("reason"),
    Column("period_id", Integer),
    Column("instrument_id", Integer),
    Column("region", Text),
    Column("hash", Text, nullable=False, unique=True),
    Column("chain", Text),
    Column("number", Integer),
    Column("digests", Text),
    Column("common", Text),
    Column("browser", Text),
    Index("uq_audit_chain_number", "chain", "number", unique=True),
)

# How far each chain of the record has come: cutting its last entries off shows here.
chain = Table(
    "chain",
    metadata,
    Column("name", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("head", Text, nullable=False),
)

signing_key = Table(
    "signing_key",
    metadata,
    _key(),
    Column("key", LargeBinary, nullable=False),  # what cookies of this store are signed with
    CheckConstraint("id = 1", name="id"),
)
