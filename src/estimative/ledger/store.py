"""The ledger: append-only memory in SQLite (WAL) or PostgreSQL, through SQLAlchemy Core."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import insert, select

from estimative.domain import BadInput, BadStore, Claim, Document, Judgement, PartialDate, Publication

from . import schema as t
from .codec import BLOCKS, CLAIM, JUDGEMENT, PUBLICATION, dump
from .view import Entry


def now() -> str:
    """The moment of recording, UTC. Kept beside rows; never part of a digest."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")


class Ledger:
    """One case's memory. `url` is a SQLAlchemy URL; `at` opens the default file of a case folder.

    Each write is one transaction: a killed process loses no accepted document and doubles none.
    """

    def __init__(self, url: str, case_id: str) -> None:
        self.case_id = case_id
        self.engine = sa.create_engine(url)
        if self.engine.dialect.name == "sqlite":
            sa.event.listen(self.engine, "connect", _pragmas)
        try:
            self._prepare()
        except sa.exc.DatabaseError as error:
            raise BadStore(f"cannot open the ledger: {error.orig}", mend="check the file or the URL") from None

    @classmethod
    def at(cls, folder: Path, case_id: str, url: str | None = None) -> "Ledger":
        """The ledger of a case: at `url` if given, else `folder/.estimative/ledger.db`."""
        if url is None:
            (folder / ".estimative").mkdir(exist_ok=True)
            url = f"sqlite:///{folder / '.estimative' / 'ledger.db'}"
        return cls(url, case_id)

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _prepare(self) -> None:
        with self._write() as db:
            t.metadata.create_all(db)
            found = db.scalar(select(t.schema_version.c.version))
            if found is None:
                db.execute(insert(t.schema_version).values(version=t.VERSION))
            elif found != t.VERSION:
                raise BadStore(
                    f"the ledger has schema version {found}, this program needs {t.VERSION}",
                    mend="export judgements with the version that wrote it, then start a new ledger",
                )

    @contextmanager
    def _write(self) -> Iterator[sa.Connection]:
        try:
            with self.engine.begin() as db:
                yield db
        except sa.exc.OperationalError as error:
            raise BadStore(
                f"cannot write to the ledger: {error.orig}", mend="check the file, its folder and its lock"
            ) from None

    def accept(
        self,
        document: Document,
        publication: Publication,
        claims: Iterable[Claim],
        coder: str,
        coding_digest: str,
        entry: str = "folder",
    ) -> bool:
        """Record a document with its publication and coding, all or nothing. Returns False if all was there already.

        Spans are checked against the text: `text[start:end] == span`.
        """
        claims = list(claims)
        for claim in claims:
            _check_span(document, claim)
        at = now()
        with self._write() as db:
            new = self._document(db, document, at)
            new |= self._publication(db, publication, entry, at)
            return self._coding(db, document, claims, coder, coding_digest, at) | new

    def republish(self, publication: Publication, entry: str) -> bool:
        """Record a publication of a document that is held and coded already. Returns False if nothing is new."""
        with self._write() as db:
            return self._publication(db, publication, entry, now())

    def _document(self, db: sa.Connection, document: Document, at: str) -> bool:
        if db.scalar(select(t.documents.c.sha256).where(t.documents.c.sha256 == document.sha256)):
            return False
        blocks = dump(BLOCKS, document.blocks)
        row = {"sha256": document.sha256, "text": document.text, "original_sha256": document.original_sha256}
        db.execute(insert(t.documents).values(**row, blocks=blocks, recorded_at=at))
        return True

    def _publication(self, db: sa.Connection, publication: Publication, entry: str, at: str) -> bool:
        p, data = t.publications, dump(PUBLICATION, publication)
        mine = (p.c.case_id == self.case_id) & (p.c.key == publication.key)
        last = db.scalar(select(p.c.data).where(mine).order_by(p.c.id.desc()).limit(1))
        if last == data:
            return False
        row = {"case_id": self.case_id, "key": publication.key, "document": publication.document}
        db.execute(insert(p).values(**row, entry=entry, data=data, recorded_at=at))
        return True

    def _coding(
        self, db: sa.Connection, document: Document, claims: list[Claim], coder: str, digest: str, at: str
    ) -> bool:
        if self._in_force(db, document.sha256) == (coder, digest):
            return False
        row = {"case_id": self.case_id, "document": document.sha256, "coder": coder, "digest": digest}
        made = db.execute(insert(t.codings).values(**row, recorded_at=at))
        coding = made.inserted_primary_key and made.inserted_primary_key[0]
        rows = [{"coding": coding, "claim_id": x.id, "anchor": x.anchor, "data": dump(CLAIM, x)} for x in claims]
        if rows:
            db.execute(insert(t.claims), rows)
        return True

    def coding(self, document: Document) -> tuple[str, str]:
        """(coder, digest) of the coding in force for this text, or two empty strings."""
        with self.engine.connect() as db:
            return self._in_force(db, document.sha256)

    def _in_force(self, db: sa.Connection, sha256: str) -> tuple[str, str]:
        c = t.codings
        mine = (c.c.document == sha256) & (c.c.case_id == self.case_id)
        row = db.execute(select(c.c.coder, c.c.digest).where(mine).order_by(c.c.id.desc()).limit(1)).first()
        return (row.coder, row.digest) if row else ("", "")

    def claims(self, document: Document) -> tuple[Claim, ...]:
        """The claims of the coding in force for this text; none if it has none."""
        c = t.codings
        mine = (c.c.document == document.sha256) & (c.c.case_id == self.case_id)
        last = select(c.c.id).where(mine).order_by(c.c.id.desc()).limit(1).scalar_subquery()
        query = select(t.claims.c.data).where(t.claims.c.coding == last).order_by(t.claims.c.id)
        with self.engine.connect() as db:
            return tuple(CLAIM.validate_python(r) for r in db.scalars(query))

    def judge(self, judgement: Judgement) -> None:
        with self._write() as db:
            row = {"case_id": self.case_id, "anchor": judgement.anchor, "data": dump(JUDGEMENT, judgement)}
            db.execute(insert(t.judgements).values(**row, recorded_at=now()))

    def judgements(self, as_recorded: str | None = None) -> list[Judgement]:
        """All judgements in the order they were made; with `as_recorded`, those held by then."""
        j = t.judgements
        query = select(j.c.data).where(j.c.case_id == self.case_id).order_by(j.c.id)
        with self.engine.connect() as db:
            return [JUDGEMENT.validate_python(d) for d in db.scalars(_by(query, j, as_recorded))]

    def entries(self, as_recorded: str | None = None) -> list[tuple[str, Entry]]:
        """(folder or added, entry) for the latest record of each publication key."""
        p = t.publications
        query = select(p.c.key, p.c.entry, p.c.data).where(p.c.case_id == self.case_id).order_by(p.c.id)
        with self.engine.connect() as db:
            latest = {row.key: row for row in db.execute(_by(query, p, as_recorded))}
            return [(row.entry, self._entry(db, row.data, as_recorded)) for row in latest.values()]

    def _entry(self, db: sa.Connection, data: Any, as_recorded: str | None) -> Entry:
        publication = PUBLICATION.validate_python(data)
        d, c = t.documents, t.codings
        row = db.execute(select(d).where(d.c.sha256 == publication.document)).one()
        document = Document(row.text, row.original_sha256, BLOCKS.validate_python(row.blocks))
        mine = (c.c.document == document.sha256) & (c.c.case_id == self.case_id)
        query = select(c).where(mine).order_by(c.c.id.desc()).limit(1)
        coding = db.execute(_by(query, c, as_recorded)).one()
        rows = db.scalars(select(t.claims.c.data).where(t.claims.c.coding == coding.id).order_by(t.claims.c.id))
        claims = tuple(CLAIM.validate_python(r) for r in rows)
        return Entry(publication, document, coding.coder, coding.digest, claims)


def _by(query: Any, table: sa.Table, moment: str | None) -> Any:
    return query if moment is None else query.where(table.c.recorded_at <= _end(moment))


def _end(moment: str) -> str:
    """The end of a recording time given as a date or a full time stamp (UTC unless it says otherwise)."""
    if len(moment) <= 10:
        return PartialDate(moment).after.isoformat()
    try:
        stamp = dt.datetime.fromisoformat(moment)
    except ValueError:
        raise BadInput(f"{moment!r} is no date or time", mend="write YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS+00:00") from None
    return stamp.replace(tzinfo=stamp.tzinfo or dt.UTC).astimezone(dt.UTC).isoformat(timespec="microseconds")


def _check_span(document: Document, claim: Claim) -> None:
    span = claim.span
    if document.text[span.start : span.end] != span.text:
        raise BadInput(
            f"claim {claim.id}: its span {span.text[:60]!r} is not what stands at {span.start}:{span.end}",
            where=document.id,
            mend="quote the text as it is",
        )


def _pragmas(connection: Any, _: object) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
