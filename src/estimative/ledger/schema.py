"""The tables of the ledger. Append-only: rows are inserted, never changed."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, MetaData, String, Table, Text, UniqueConstraint

VERSION = 1

metadata = MetaData()

schema_version = Table("schema_version", metadata, Column("version", Integer, primary_key=True))

documents = Table(
    "documents",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("text", Text, nullable=False),
    Column("original_sha256", String(64), nullable=False),
    Column("blocks", JSON, nullable=False),
    Column("recorded_at", String(32), nullable=False),
)

publications = Table(  # a later row with the same case and key supersedes
    "publications",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", String(200), nullable=False),
    Column("key", String(200), nullable=False),
    Column("document", ForeignKey("documents.sha256"), nullable=False),
    Column("entry", String(10), nullable=False),  # folder or added
    Column("data", JSON, nullable=False),
    Column("recorded_at", String(32), nullable=False),
)

codings = Table(  # a later row for the same case and document supersedes
    "codings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", String(200), nullable=False),
    Column("document", ForeignKey("documents.sha256"), nullable=False),
    Column("coder", String(100), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("recorded_at", String(32), nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("coding", ForeignKey("codings.id"), nullable=False),
    Column("claim_id", String(100), nullable=False),
    Column("anchor", String(300), nullable=False, index=True),
    Column("data", JSON, nullable=False),
    UniqueConstraint("coding", "claim_id"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", String(200), nullable=False),
    Column("anchor", String(300), nullable=False, index=True),
    Column("data", JSON, nullable=False),
    Column("recorded_at", String(32), nullable=False),
)

forecasts = Table(
    "forecasts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", String(200), nullable=False),
    Column("question", String(200), nullable=False),
    Column("run_digest", String(64), nullable=False),
    Column("data", JSON, nullable=False),
    Column("recorded_at", String(32), nullable=False),
)

resolutions = Table(
    "resolutions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("case_id", String(200), nullable=False),
    Column("question", String(200), nullable=False),
    Column("data", JSON, nullable=False),
    Column("recorded_at", String(32), nullable=False),
)
