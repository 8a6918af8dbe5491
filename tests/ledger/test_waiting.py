"""Claims the coder is unsure of wait for review: kept out of the view, never lost, brought in by a judgement."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative.domain import BadInput, Judgement, PartialDate, Verdict
from estimative.ledger import Entry, Ledger, view
from tests.making import claim, document, entry, publication

AS_OF = PartialDate("2025-06-30")
WORDS = "Ruritania sent drones to Zenda and shells to Strelsau and fuel to Hentzau"
QUOTES = ("sent drones", "shells to", "fuel to")


def made(*confidences: float | None) -> Entry:
    claims = ({"quote": q, "confidence": c} for q, c in zip(QUOTES, confidences, strict=False))
    return entry(WORDS, "a", *claims)


def judged(one: Entry, n: int, verdict: Verdict) -> Judgement:
    return Judgement(one.claims[n].anchor, verdict, "me", "2025-01-01", "seen", {"channel": "trade"})


@given(
    st.tuples(*[st.none() | st.floats(0, 1)] * 3), st.floats(0, 1), st.sets(st.integers(0, 2)), st.sampled_from(Verdict)
)
@settings(max_examples=60, deadline=None)
def test_every_claim_is_kept_rejected_or_waiting(
    confidences: tuple[float | None, ...], least: float, touched: set[int], verdict: Verdict
) -> None:
    one = made(*confidences)
    found = view([one], [judged(one, n, verdict) for n in touched], AS_OF, least)
    parts = [[c.id for c in part] for part in (found.claims, found.rejected, found.waiting)]
    assert sorted(i for part in parts for i in part) == sorted(c.id for c in one.claims)
    low = {n for n, c in enumerate(confidences) if c is not None and c < least}
    assert parts[2] == [one.claims[n].id for n in sorted(low - touched)]


def test_without_a_threshold_nothing_waits() -> None:
    assert view([made(0.0, None, 0.4)], (), AS_OF).waiting == ()


def test_an_accepted_claim_comes_in_and_the_digest_tells() -> None:
    one = made(0.2, 0.9)
    without, all_in = view([one], (), AS_OF, 0.5), view([one], (), AS_OF)
    accepted = view([one], [judged(one, 0, Verdict.ACCEPT)], AS_OF, 0.5)
    assert [c.id for c in accepted.claims] == [c.id for c in one.claims]
    assert len({without.digest, all_in.digest, accepted.digest}) == 3
    assert view([one], (), AS_OF, 0.1).digest == all_in.digest


@pytest.mark.parametrize("wrong", [-0.1, 1.1, float("nan")])
def test_a_threshold_is_a_probability(wrong: float) -> None:
    with pytest.raises(BadInput, match="from 0 to 1"):
        view([], (), AS_OF, wrong)


def test_the_claims_of_a_text_are_those_of_its_last_coding(tmp_path: Path) -> None:
    doc = document(WORDS)
    with Ledger.at(tmp_path, "case") as ledger:
        assert ledger.claims(doc) == ()
        for digest, quote in (("d1", "sent drones"), ("d2", "fuel to")):
            ledger.accept(doc, publication(doc), [claim(doc, quote, confidence=0.3, doubt="long")], "stub", digest)
        (held,) = ledger.claims(doc)
    assert (held.span.text, held.confidence, held.doubt) == ("fuel to", 0.3, "long")
