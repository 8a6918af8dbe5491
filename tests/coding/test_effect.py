"""Cause and outcome, and reasons."""

import pytest
from spacy.tokens import Token
from tests.making import parsed

from estimative.coding.effect import effect
from estimative.coding.reason import reason


def token(text: str, word: str) -> Token:
    doc = parsed(text)
    return next(t for t in doc if t.text == word)


@pytest.mark.parametrize(
    ("text", "word", "cause", "outcome", "sign"),
    [
        ("Soviet aid strengthened the Egyptian army.", "strengthened", "Soviet aid", "the Egyptian army", "+"),
        ("Sanctions weakened the Syrian army.", "weakened", "Sanctions", "the Syrian army", "-"),
        ("The deal has implications for Indian security.", "has", "The deal", "Indian security", "?"),
    ],
)
def test_effect(text: str, word: str, cause: str, outcome: str, sign: str) -> None:
    found = effect(token(text, word))
    assert found is not None
    assert (found.cause, found.outcome, found.sign) == (cause, outcome, sign)


@pytest.mark.parametrize(
    ("text", "word"), [("China delivered jets to Pakistan.", "delivered"), ("Turkey hosts a base.", "hosts")]
)
def test_no_effect(text: str, word: str) -> None:
    assert effect(token(text, word)) is None


@pytest.mark.parametrize(
    ("text", "word", "want"),
    [
        ("Russia refused to deliver the missiles because Egypt had not paid.", "refused", "Egypt had not paid"),
        (
            "Germany suspended arms sales to Turkey due to the offensive in Syria.",
            "suspended",
            "the offensive in Syria",
        ),
        (
            "Moscow slowed deliveries to Cairo to avoid a clash with Washington.",
            "slowed",
            "to avoid a clash with Washington",
        ),
        ("China delivered forty jets to Pakistan.", "delivered", None),
    ],
)
def test_reason(text: str, word: str, want: str | None) -> None:
    assert reason(token(text, word)) == want
