"""The event lexicon: its form, its breadth, and every example it gives, coded."""

import pytest

from estimative.coding.events import TYPES, check_entries, event_lexicon
from estimative.coding.events.check import check_events, coverage
from estimative.coding.events.forms import noun_forms, verb_forms
from estimative.coding.events.lexicon import Entry, read_pattern


def test_its_form_is_sound() -> None:
    assert check_entries() == []


def test_every_example_is_coded_as_it_says() -> None:
    assert check_events() == []


def test_it_is_broad() -> None:
    found = coverage()
    assert sum(found.values()) > 1500
    assert all(found[kind] > 50 for kind in TYPES)


def test_a_pattern_is_taken_apart() -> None:
    entry = Entry(name="x", verbs=("y",))
    pattern = read_pattern("pull out of under:arrest [ship|tank]", entry, {})
    assert (pattern.verb, pattern.parts) == ("pull", ("out", "of"))
    assert {"ship", "tanks"} <= pattern.object
    assert pattern.below[0][0] == "under"


def test_the_most_demanding_pattern_comes_first() -> None:
    weights = [[p.weight for p in found] for found in event_lexicon().verbs.values()]
    assert all(w == sorted(w, reverse=True) for w in weights)


@pytest.mark.parametrize(
    ("verb", "form"),
    [("agree", "agreed"), ("deny", "denied"), ("ban", "banned"), ("hold", "held"), ("condemn", "condemning")],
)
def test_verb_forms(verb: str, form: str) -> None:
    irregular = {"hold": ["held"]}
    assert form in verb_forms(verb, irregular)


def test_noun_forms() -> None:
    assert noun_forms("embargo") == {"embargo", "embargos", "embargoes"}
    assert noun_forms("policeman") == {"policeman", "policemen"}
