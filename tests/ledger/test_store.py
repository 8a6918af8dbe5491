"""The ledger remembers, supersedes and refuses; it never loses and never doubles."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from estimative.domain import BadInput, BadStore, Judgement, PartialDate, Polarity, Span, Verdict
from estimative.ledger import Ledger, export, recode, view
from estimative.ledger import schema as tables
from tests.making import claim, document, publication

AS_OF = PartialDate("2025-06-30")


def fill(ledger: Ledger, text: str = "Ruritania sent drones to Zenda.", digest: str = "d1") -> None:
    doc = document(text)
    ledger.accept(doc, publication(doc, text[:9]), [claim(doc, "sent drones")], "stub", digest)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.at(tmp_path, "case") as made:
        yield made


def seen(ledger: Ledger, as_recorded: str | None = None):
    return view([e for _, e in ledger.entries(as_recorded)], ledger.judgements(as_recorded), AS_OF)


def test_an_accepted_document_comes_back_as_it_was(ledger: Ledger) -> None:
    fill(ledger)
    (entry,) = [e for _, e in ledger.entries()]
    assert entry.document == document("Ruritania sent drones to Zenda.")
    assert entry.claims == (claim(entry.document, "sent drones"),)


def test_accepting_twice_changes_nothing(ledger: Ledger) -> None:
    fill(ledger)
    before = counts(ledger)
    fill(ledger)
    assert counts(ledger) == before == {"documents": 1, "publications": 1, "codings": 1, "claims": 1}


def counts(ledger: Ledger) -> dict[str, int]:
    with ledger.engine.connect() as db:
        return {
            t.name: db.scalar(sa.select(sa.func.count()).select_from(t)) or 0
            for t in (tables.documents, tables.publications, tables.codings, tables.claims)
        }


def test_a_later_coding_supersedes_and_the_older_one_stays(ledger: Ledger) -> None:
    fill(ledger)
    doc = document("Ruritania sent drones to Zenda.")
    newer = [claim(doc, "Ruritania sent drones", polarity=Polarity.WITHHOLD)]
    ledger.accept(doc, publication(doc, "Ruritania"), newer, "stub", "d2")
    assert [c.polarity for c in seen(ledger).claims] == [Polarity.WITHHOLD]
    assert counts(ledger)["claims"] == 2


def test_corrected_metadata_supersedes(ledger: Ledger) -> None:
    fill(ledger)
    doc = document("Ruritania sent drones to Zenda.")
    assert ledger.republish(publication(doc, "Ruritania", known="2026-01-01"), "folder")
    assert not seen(ledger).claims
    assert seen(ledger).refused[0].reason == "known only from 2026-01-01, after 2025-06-30"


def test_a_span_that_is_not_in_the_text_is_refused_and_nothing_is_written(ledger: Ledger) -> None:
    doc = document("Ruritania sent drones.")
    wrong = replace(claim(doc, "sent"), span=Span(0, 4, "lent"))
    with pytest.raises(BadInput, match="is not what stands at 0:4"):
        ledger.accept(doc, publication(doc), [wrong], "stub", "d1")
    assert counts(ledger)["documents"] == 0


def test_as_recorded_shows_what_was_held_then(ledger: Ledger) -> None:
    fill(ledger)
    assert not seen(ledger, as_recorded="2001-01-01").claims
    assert seen(ledger, as_recorded="2999").claims


def test_an_unknown_known_at_is_refused(ledger: Ledger) -> None:
    doc = document("Ruritania sent drones.")
    ledger.accept(doc, publication(doc, known=None), [claim(doc, "sent")], "stub", "d1")
    assert seen(ledger).refused[0].reason == "unknown when it could be known"


def judgement(anchor: str, verdict: Verdict, **changes: str) -> Judgement:
    return Judgement(anchor, verdict, "me", "2025-06-01", "because", changes)


def test_a_judgement_carries_over_to_a_new_coding_with_the_same_anchor(ledger: Ledger) -> None:
    fill(ledger)
    anchor = seen(ledger).claims[0].anchor
    ledger.judge(judgement(anchor, Verdict.RECODE, status="delivered", good="drone"))
    fill(ledger, digest="d2")
    (kept,) = seen(ledger).claims
    assert (kept.status, kept.good) == ("delivered", "drone")


def test_a_judgement_whose_anchor_is_gone_waits_for_review(ledger: Ledger) -> None:
    fill(ledger)
    made = judgement(seen(ledger).claims[0].anchor, Verdict.REJECT)
    ledger.judge(made)
    assert not seen(ledger).claims and seen(ledger).rejected
    doc = document("Ruritania sent drones to Zenda.")
    ledger.accept(doc, publication(doc, "Ruritania"), [claim(doc, "drones to Zenda")], "stub", "d2")
    assert seen(ledger).review == (made,) and seen(ledger).claims


def test_a_judgement_changes_the_digest_of_the_view(ledger: Ledger) -> None:
    fill(ledger)
    before = seen(ledger).digest
    ledger.judge(judgement(seen(ledger).claims[0].anchor, Verdict.ACCEPT))
    assert seen(ledger).digest != before


def test_judgements_export_as_text(ledger: Ledger) -> None:
    fill(ledger)
    ledger.judge(judgement(seen(ledger).claims[0].anchor, Verdict.ACCEPT))
    (line,) = export(ledger)
    assert '"verdict": "accept"' in line and '"why": "because"' in line


@pytest.mark.parametrize(("name", "value", "said"), [("colour", "red", "cannot recode"), ("polarity", "nice", "Input")])
def test_a_bad_recode_says_what_is_accepted(name: str, value: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        recode(claim(document("x sent y"), "sent"), {name: value})


def test_another_schema_version_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.engine.begin() as db:
        db.execute(sa.update(tables.schema_version).values(version=99))
    with pytest.raises(BadStore, match="schema version 99, this program needs 1"):
        Ledger.at(tmp_path, "case")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".estimative").mkdir()
    (tmp_path / ".estimative" / "ledger.db").write_text("not a database, but long enough to be looked at" * 40)
    with pytest.raises(BadStore, match="cannot open the ledger"):
        Ledger.at(tmp_path, "case")


def test_a_killed_writer_loses_and_doubles_nothing(tmp_path: Path, project: Path) -> None:
    """SIGKILL at fifty random moments: each accepted document is whole, none is there twice."""
    command = [sys.executable, "-m", "tests.ledger.killing", str(tmp_path)]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
    rounds = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rounds) == 50
    for one in rounds:
        numbers = [int(text.split()[4]) for text, _ in one["held"]]
        assert numbers == list(range(len(numbers))), "lost or doubled"
        assert len(numbers) >= one["said"], "said to be accepted, yet gone"
        assert all(claims == 2 for _, claims in one["held"]), "half a document"
    assert len({len(one["held"]) for one in rounds}) >= 10, "the kills must fall at different moments of the work"


@pytest.fixture(scope="module")
def postgres_url() -> Iterator[str]:
    """A real PostgreSQL server of our own, on a socket in a temporary folder."""
    found = shutil.which("initdb") or next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))), None)
    if found is None:
        pytest.skip("no PostgreSQL server programs here: install postgresql")
    programs, root = Path(found).parent, Path(tempfile.mkdtemp(prefix="est-pg-"))
    user = ["runuser", "-u", "nobody", "--"] if os.geteuid() == 0 else []
    shutil.chown(root, "nobody") if user else None
    data = root / "data"
    subprocess.run(
        [*user, programs / "initdb", "-D", data, "-A", "trust", "-U", "test"], check=True, capture_output=True
    )
    start = [programs / "pg_ctl", "-D", data, "-w", "-l", root / "log", "-o", f"-k {root} -c listen_addresses=''"]
    subprocess.run([*user, *start, "start"], check=True, stdout=subprocess.DEVNULL)
    yield f"postgresql+psycopg://test@/postgres?host={root}"
    subprocess.run([*user, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], check=True, capture_output=True)
    shutil.rmtree(root, ignore_errors=True)


def test_postgresql_holds_the_same_view_as_sqlite(postgres_url: str, ledger: Ledger) -> None:
    fill(ledger)
    with Ledger(postgres_url, "case") as shared:
        fill(shared)
        fill(shared)
        shared.judge(judgement(seen(shared).claims[0].anchor, Verdict.ACCEPT))
        ledger.judge(judgement(seen(ledger).claims[0].anchor, Verdict.ACCEPT))
        assert counts(shared) == counts(ledger)
        assert seen(shared) == seen(ledger)
    with Ledger(postgres_url, "another case") as other:
        assert not other.entries() and not other.judgements()
