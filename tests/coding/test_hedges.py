"""Hedges as analysts write them: certainty and cue, sentence by sentence."""

from pathlib import Path

import pytest
import yaml
from spacy.tokens import Token
from tests.making import parsed

from estimative.coding.certainty import Certainty, certainty

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "hedges.yaml").read_text("utf8"))
LIMITS = set((HERE / "hedges_limits.txt").read_text("utf8").splitlines())


def asked(text: str, word: str) -> Certainty:
    doc = parsed(text)
    token: Token = next(t for t in doc if t.text == word)
    return certainty(token)


def met(text: str, word: str, value: str, cue: str | None) -> bool:
    found = asked(text, word)
    shown = found.hedge_cue or ""
    return found.factuality.value == value and (cue is None or cue in shown)


@pytest.mark.parametrize(("text", "word", "value", "cue"), CASES, ids=[c[0][:70] for c in CASES])
def test_hedge(text: str, word: str, value: str, cue: str | None) -> None:
    if text in LIMITS:
        assert not met(text, word, value, cue), "passes now: take it out of hedges_limits.txt"
        pytest.xfail("a known limit, listed in hedges_limits.txt")
    found = asked(text, word)
    assert (found.factuality.value, met(text, word, value, cue)) == (value, True), found


@pytest.mark.parametrize(
    ("plain", "hedged", "word"),
    [
        ("Mali bought drones from Turkey.", "Mali reportedly bought drones from Turkey.", "bought"),
        ("Mali may buy drones from Turkey.", "Mali may reportedly buy drones from Turkey.", "buy"),
        ("Mali did not buy drones from Turkey.", "Mali reportedly did not buy drones from Turkey.", "buy"),
        ("Mali plans to buy drones from Turkey.", "Mali reportedly plans to buy drones from Turkey.", "buy"),
        ("Officials believe Mali bought drones.", "Officials believe Mali reportedly bought drones.", "bought"),
    ],
)
def test_reportedly_never_raises_certainty(plain: str, hedged: str, word: str) -> None:
    before, after = asked(plain, word), asked(hedged, word)
    order = {"CT": 3, "PR": 2, "PS": 1, "Uu": 0}
    assert order[after.factuality.value[:2]] <= order[before.factuality.value[:2]]
    assert abs(after.strength) <= abs(before.strength)
    assert (after.strength < 0) == (before.strength < 0)
