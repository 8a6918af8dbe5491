"""The rung a clause supports."""

import pytest
from tests.making import parsed

from estimative.coding.certainty import certainty
from estimative.coding.status import status
from estimative.domain import Polarity, Status


def rung(text: str, word: str, polarity: Polarity = Polarity.SUPPORT) -> Status | None:
    doc = parsed(text)
    token = next(t for t in doc if t.text == word)
    return status(token, certainty(token), polarity, "arms")


@pytest.mark.parametrize(
    ("text", "word", "want"),
    [
        ("China delivered forty jets to Pakistan.", "delivered", "delivered"),
        ("China will deliver forty jets to Pakistan.", "deliver", "promised"),
        ("China promised to build a reactor in Pakistan.", "build", "promised"),
        ("China may have delivered jets to Pakistan.", "delivered", "delivered"),
        ("China might deliver jets to Pakistan.", "deliver", "mooted"),
        ("Pakistan ordered forty jets from China.", "ordered", "signed"),
        ("France offered Chad a loan.", "offered", "mooted"),
        ("Rwanda denied that it had armed the rebels.", "armed", "denied"),
        ("Both parliaments ratified the pact.", "ratified", "ratified"),
        ("The treaty between Turkey and Azerbaijan entered into force in 2011.", "entered", "in_force"),
        ("Turkey hosts a Qatari base.", "hosts", "in_force"),
        ("Chad asked France to send troops.", "send", "mooted"),
    ],
)
def test_support(text: str, word: str, want: str) -> None:
    assert rung(text, word) == want


@pytest.mark.parametrize(
    ("text", "word", "want"),
    [
        ("China halted deliveries of jets to Sudan.", "halted", "suspended"),
        ("Germany suspended arms sales to Turkey.", "suspended", "suspended"),
        ("Moscow slowed deliveries to Cairo.", "slowed", "delayed"),
        ("Paris cancelled the sale of the ships to Moscow.", "cancelled", "cancelled"),
        ("Russia refused to deliver the missiles.", "refused", None),
    ],
)
def test_withhold(text: str, word: str, want: str | None) -> None:
    assert rung(text, word, Polarity.WITHHOLD) == want


def test_hostility_has_no_rung() -> None:
    assert rung("Rwanda shelled Goma.", "shelled", Polarity.OPPOSE) is None
