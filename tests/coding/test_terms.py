"""On what terms."""

import pytest
from tests.making import parsed

from estimative.coding.terms import terms


@pytest.mark.parametrize(
    ("text", "word", "want"),
    [
        ("Qatar donated helicopters to Lebanon.", "donated", "grant"),
        ("Moscow gave Cuba the tanks free of charge.", "gave", "grant"),
        ("Belarus received a soft loan from Moscow.", "received", "concessional"),
        ("China sold Pakistan submarines.", "sold", "commercial"),
        ("Angola ships oil to China in exchange for loans.", "ships", "barter"),
        ("Chad ceded the strip to Libya under threat.", "ceded", "coerced"),
        ("China delivered forty jets to Pakistan.", "delivered", "unknown"),
    ],
)
def test_terms(text: str, word: str, want: str) -> None:
    doc = parsed(text)
    assert terms(next(t for t in doc if t.text == word)) == want
