"""Confidence: a probability for every claim, from signs that are all weighed, with a doubt that names a real one."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimative.actors import registry
from estimative.coding import SyntaxCoder, confidence
from estimative.coding.confidence import WORTH_SAYING, Weights, weights
from estimative.domain import Block, Document, PartialDate, Polarity


def possible() -> set[str]:
    """Every sign that the module can yield."""
    tree = ast.parse(Path(confidence.__file__).read_text("utf8"))
    named = {n.value.value for n in ast.walk(tree) if isinstance(n, ast.Yield) and isinstance(n.value, ast.Constant)}
    return named | {p.value for p in Polarity if p is not Polarity.SUPPORT} | {"event_layer"}


def test_every_sign_has_a_weight_and_words() -> None:
    assert set(weights().signs) == set(weights().doubts) == possible()
    assert all(weights().doubts.values())


@given(st.sets(st.sampled_from(sorted(possible()))), st.sampled_from(sorted(possible())))
def test_a_sign_moves_the_confidence_as_its_weight_says(seen: set[str], more: str) -> None:
    w = weights()
    before, after = w.confidence(frozenset(seen - {more})), w.confidence(frozenset(seen | {more}))
    assert 0 <= after <= 1 and (after - before) * w.signs[more] >= 0
    doubt = w.doubt(frozenset(seen))
    assert (doubt is None) == all(w.signs[s] > WORTH_SAYING for s in seen)


def test_the_worst_two_doubts_are_told() -> None:
    w = Weights(1.0, {"a": -0.2, "b": -2.0, "c": 0.5, "d": -1.0}, {"a": "A", "b": "B", "c": "C", "d": "D"})
    assert w.doubt(frozenset("abcd")) == "B; D" and w.doubt(frozenset("c")) is None
    assert w.confidence(frozenset()) == pytest.approx(0.73)


def test_every_claim_has_one() -> None:
    text = "Norway gave Ukraine tanks. It may also have trained crews there, said a paper. Kenya denied arming Ghana."
    coding = SyntaxCoder().code(
        Document(text, "", (Block(0, len(text), "body", "body"),)), PartialDate("2024"), registry()
    )
    assert coding.claims and all(c.confidence is not None and 0 < c.confidence < 1 for c in coding.claims)
    assert all(c.doubt for c in coding.claims if c.factuality != "CT+")
