"""M06: a friend of two foes, then a fourth actor; theory and evidence side by side."""

import pytest

from estimative.domain import BadInput
from estimative.mechanisms.structural_balance import Relation, structural_balance

TRIAD = [Relation("RUS", "IRN", 1, 0), Relation("RUS", "ISR", 1, 0, "a claim"), Relation("IRN", "ISR", 0, 1)]
USA = [Relation("USA", "ISR", 1, 0), Relation("USA", "IRN", 0, 1), Relation("USA", "RUS", 0, 1)]


def test_three_equal_ways_out() -> None:
    """Computed by us (mechanisms, M06)."""
    found = structural_balance(TRIAD)
    assert found.frustration.value == 1 and found.total == 3
    assert {str(p.strain.tie) for p in found.pressures} == {"RUS-IRN", "RUS-ISR", "IRN-ISR"}
    assert {(actor, f.frustration) for actor, own in found.ways_out for f in own} == {
        ("RUS", 0),
        ("IRN", 0),
        ("ISR", 0),
    }


def test_theory_and_evidence_disagree_and_both_are_shown() -> None:
    """Computed by us (mechanisms, M06): adding the USA leaves one frustrated tie."""
    found = structural_balance(TRIAD + USA)
    assert found.frustration.value == 1 and found.frustration.camps == (("RUS", "IRN"), ("ISR", "USA"))
    (only,) = found.disagreements
    assert only.sentence == (
        "balance theory puts RUS-ISR under pressure: every best split contradicts it; "
        "yet the evidence says that it persists (a claim)"
    )
    assert [str(f.tie) for f in found.moves("ISR")] == ["RUS-ISR"] and found.moves("USA") == ()


def test_another_region_fixed_before_looking() -> None:
    """Two blocs and one that buys from both: the weaker of its two ties is the one under pressure."""
    found = structural_balance(
        [
            Relation("IND", "USA", 2, 0),
            Relation("IND", "RUS", 3, 0),
            Relation("RUS", "USA", 0, 4),
            Relation("IND", "PAK", 0, 3),
            Relation("CHN", "PAK", 4, 0),
            Relation("CHN", "IND", 1, 2),
        ]
    )
    assert [str(p.strain.tie) for p in found.pressures] == ["IND-USA"] and found.frustration.value == 2


def test_unknown_and_cancelled_relations_are_named_and_not_read_as_zero() -> None:
    found = structural_balance([*TRIAD, Relation("RUS", "TUR", None, 0), Relation("TUR", "IRN", 2, 2)])
    assert found.unknown == ("RUS-TUR",) and found.cancelled == ("TUR-IRN",) and found.frustration.value == 1


def test_impossible_relations_are_refused() -> None:
    for bad in ([*TRIAD, Relation("IRN", "RUS", 1, 0)], [Relation("A", "B", -1, 0)]):
        with pytest.raises(BadInput):
            structural_balance(bad)
