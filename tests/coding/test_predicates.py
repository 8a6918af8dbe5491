"""Frames, places and operators over real parses."""

import pytest

from estimative.coding import check_lexicon
from estimative.coding.arguments import objects, passive, subject
from estimative.coding.frames import lexicon
from estimative.coding.operators import governors, negated
from estimative.coding.syntax import pipeline


def word(text: str, form: str):
    return next(t for t in pipeline()(text) if t.text == form)


def test_lexicon_is_sound() -> None:
    assert check_lexicon() == []


def test_lexicon_is_broad() -> None:
    lex = lexicon()
    assert len(lex.frames) > 50
    assert len(lex.verb_frames) > 200
    assert len(lex.good_words) + len(lex.good_phrases) > 300


@pytest.mark.parametrize(
    ("form", "verb"),
    [("sent", "send"), ("supplies", "supply"), ("withheld", "withhold"), ("denies", "deny"), ("shipping", "ship")],
)
def test_inflected_forms(form: str, verb: str) -> None:
    assert lexicon().verb(form) == verb


def test_subject_is_inherited_through_control() -> None:
    verb = word("The government of Chad refused to send its troops to the border.", "send")
    assert [t.text for t in subject(verb)] == ["government"]


def test_passive_turns_the_places_round() -> None:
    verb = word("The weapons were delivered by the army.", "delivered")
    assert passive(verb)
    assert [t.text for t in objects(verb)] == ["weapons"]


def test_operators_are_named_nearest_first() -> None:
    verb = word("The minister promised to stop sending weapons.", "sending")
    assert [g.operator.name for g in governors(verb)] == ["stop", "promise"]


def test_negation() -> None:
    assert negated(word("The army did not attack the town.", "attack"))
    assert not negated(word("The army not only attacked the town but burned it.", "attacked"))
