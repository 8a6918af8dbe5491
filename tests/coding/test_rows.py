"""The public rows: every field, stable order, and back again."""

import json
from pathlib import Path

import pytest

from estimative.coding.rows import CLAIM_FIELDS, ROW_FIELDS, read_rows, rows, write_rows
from estimative.coding.text import Coding, Sentence
from estimative.domain import (
    BadInput,
    Claim,
    ClaimType,
    Effect,
    Factuality,
    FlowOf,
    Magnitude,
    Plover,
    Polarity,
    Span,
    Status,
    Terms,
    Time,
)

SHA = "ab" * 32
DOC = Path(__file__).parents[2] / "docs" / "rows.md"


def full() -> Claim:
    return Claim(
        id=f"{SHA[:10]}/s002c1",
        document=SHA,
        span=Span(10, 16, "“lent”"),
        actor=("XAR", "XCO"),
        recipient=("XBO",),
        channel="finance",
        polarity=Polarity.SUPPORT,
        factuality=Factuality.POSSIBLE,
        reverse=True,
        claim_type=ClaimType.EVENT,
        plover=Plover("AID", (), ("economic",), ("future",)),
        modality=("hedged", "conditional"),
        attributed_to="B <- A",
        hedge_cue="may",
        condition="if it rains",
        status=Status.PROMISED,
        time=Time("2020", "2021", "year", "explicit", "in 2020"),
        magnitude=Magnitude(2.0, "crowns", "a loan", "range", "2 to 3 crowns", "flow", 3.0),
        effect=Effect("rain", "a loan", "+"),
        terms=Terms.GRANT,
        flow_of=FlowOf.MONEY,
        good="crowns",
        reason="because of rain",
        repeat_of=f"{SHA[:10]}/s001c1",
        confidence=0.5,
        note="n",
        corroborated=True,
        proposition="loan",
        contradicts="loans",
        stake="boast",
        access="party",
    )


def coding() -> Coding:
    plain = Claim(f"{SHA[:10]}/s002c2", SHA, Span(17, 20, "won"), (), ("XBO",), "arms", Polarity.WITHHOLD)
    sentences = (
        Sentence("s001", 0, 9, "heading", "title", "A “title”"),
        Sentence("s002", 10, 20, "body", "body", "“lent” won"),
    )
    return Coding("rows", "d", sentences, (full(), plain))


def test_rows_hold_every_field_in_stable_order() -> None:
    first, second = rows("a.txt", coding())
    assert tuple(first) == tuple(second) == ROW_FIELDS
    assert first["claims"] == [] and first["document"] == "a.txt"
    assert [tuple(c) for c in second["claims"]] == [CLAIM_FIELDS, CLAIM_FIELDS]
    claim = second["claims"][0]
    assert (claim["claim_id"], claim["repeat_of"]) == ("s002c1", "s001c1")
    assert claim["direction"] == "XBO->{XAR,XCO}"
    assert claim["plover"] == {"event": "AID", "mode": [], "context": ["economic"], "aux": ["future"]}
    assert (claim["span"], claim["span_start"], claim["span_end"]) == ("“lent”", 10, 16)
    assert (claim["polarity"], claim["status"], claim["flow_of"]) == ("support", "promised", "money")


def test_rows_read_back_are_the_coding() -> None:
    lines = list(write_rows("a.txt", coding()))
    assert all("\n" not in line and "“" in line for line in lines)
    assert read_rows(lines, SHA, "rows", "d") == coding()
    assert list(write_rows("a.txt", read_rows(lines, SHA, "rows", "d"))) == lines


@pytest.mark.parametrize("line", ["{", "{}", "[]", '{"sent_id": "s001"}'])
def test_what_is_no_row_is_refused_with_its_line(line: str) -> None:
    good = next(write_rows("a.txt", coding()))
    with pytest.raises(BadInput, match="line 2 is no row"):
        read_rows([good, line])


def test_the_document_names_every_field() -> None:
    text = DOC.read_text(encoding="utf-8")
    assert [name for name in (*ROW_FIELDS, *CLAIM_FIELDS) if f"`{name}`" not in text] == []


@pytest.mark.shared
def test_every_field_of_the_annotation_is_there(shared: Path) -> None:
    gold = [json.loads(x) for x in (shared / "gold" / "article_claims_dev.jsonl").read_text("utf-8").splitlines()]
    names = {name for row in gold for claim in row["claims"] or () for name in claim}
    assert names <= set(CLAIM_FIELDS)
    parts = {
        p: {k for r in gold for c in r["claims"] or () for k in (c[p] or ())} for p in ("time", "magnitude", "effect")
    }
    claim = next(row for row in rows("a", coding()) if row["claims"])["claims"][0]
    assert all(keys <= set(claim[part]) for part, keys in parts.items())


@pytest.mark.shared
def test_the_annotation_itself_can_be_read(shared: Path) -> None:
    with (shared / "gold" / "article_claims_dev.jsonl").open(encoding="utf-8") as lines:
        found = read_rows(lines, SHA)
    assert len(found.sentences) == 123 and len(found.claims) == 89
