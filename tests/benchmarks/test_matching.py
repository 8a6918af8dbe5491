"""The small pure functions of the coder's bench: what counts as right."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from benchmarks.coding.common import Figure, Named, document, f1, macro_f1
from benchmarks.coding.countries import by_name, day
from benchmarks.coding.directed import label
from benchmarks.coding.factuality import band, scores
from benchmarks.coding.penta import QUAD, penta_class
from benchmarks.coding.plover import confusion, pairs, wanted
from benchmarks.coding.report import number
from benchmarks.coding.spans import first_names, overlapping, sides

from estimative.coding.events import Event, Side
from estimative.domain import Claim, Plover, Polarity, Span

SAID = Claim("d/s001c1", "d", Span(0, 5, "Kenya"), ("KEN",), ("HTI",), "military", Polarity.SUPPORT)


def typed(event: str) -> Claim:
    return replace(SAID, plover=Plover(event))


@pytest.mark.parametrize(
    ("gold", "ours", "right"),
    [
        ([(0, 5)], [(5, 9)], 0),
        ([(0, 5)], [(4, 9)], 1),
        ([(0, 5)], [(0, 2), (3, 5)], 1),
        ([(0, 5), (6, 9)], [(0, 9)], 1),
        ([], [(0, 9)], 0),
    ],
)
def test_a_gold_span_is_met_once(gold: list[tuple[int, int]], ours: list[tuple[int, int]], right: int) -> None:
    assert overlapping(gold, ours) == right


KENYA, HAITI = Side(0, 5, "Kenya", ("KEN",)), Side(20, 25, "Haiti", ("HTI",))
SENT = Event("s001", 6, 10, "sent", "AID", source=(KENYA,), target=(HAITI,))


def test_sides_are_the_phrases_of_the_main_event() -> None:
    seen = [Named(0, 5, ("KEN",)), Named(40, 45, ("KEN",)), Named(20, 25, ("HTI",)), Named(50, 55, ())]
    assert sides((SENT, replace(SENT, source=()))) == {"source": {(0, 5)}, "target": {(20, 25)}}
    both = {(0, 5), (20, 25)}
    assert sides((replace(SENT, mutual=True),)) == {"source": both, "target": both}
    assert sides(()) == {"source": set(), "target": set()}
    assert first_names(seen) == {"source": {(0, 5)}, "target": {(20, 25)}}


def test_gold_pairs() -> None:
    a, b, c = ({"code": x} for x in "ABC")
    assert wanted({"source": [a], "target": [b, c], "reciprocal": False}) == ({("A", "B"), ("A", "C")}, False)
    assert wanted({"source": [a, b], "target": [], "reciprocal": False}) == ({("A", "B")}, True)
    assert wanted({"source": [a], "target": [], "reciprocal": False}) == ({("A", "")}, False)


def test_pairs_of_an_event() -> None:
    assert pairs(SENT) == {("KEN", "HTI")}
    assert pairs(replace(SENT, mutual=True)) == {("KEN", "HTI"), ("HTI", "KEN")}
    past = Side(0, 5, "Moscow", ("SUN",))
    assert pairs(replace(SENT, source=(past,), target=())) == {("RUS", "")}


def test_confusion_counts_every_sentence() -> None:
    lines = confusion(Counter({("AID", "AID"): 2, ("AID", "(no type)"): 1})).splitlines()
    assert lines[-1] == "| AID | 2 | 1 |"


def test_penta_class_reads_the_first_event() -> None:
    assert penta_class(()) == 0
    assert penta_class((replace(SENT, type="ASSAULT"), SENT)) == 4
    assert penta_class((SENT,)) == 2
    assert penta_class((replace(SENT, type=""),)) == 0
    assert penta_class((replace(SENT, aux=("negation",)),)) == 0


def test_every_plover_type_has_a_class() -> None:
    assert len(QUAD) == 16 and set(QUAD.values()) == {1, 2, 3, 4}


def test_direction_and_sign() -> None:
    against = replace(SAID, polarity=Polarity.OPPOSE)
    assert [label((SAID,), "KEN", "HTI"), label((SAID,), "HTI", "KEN")] == [1, 2]
    assert [label((against,), "KEN", "HTI"), label((against,), "HTI", "KEN")] == [3, 4]
    assert label((replace(SAID, mutual=True),), "KEN", "HTI") == label((), "KEN", "HTI") == 0
    assert label((SAID,), "KEN", "USA") == 0


def test_scores_against_hand_counts() -> None:
    mae, r = scores(np.array([3.0, 0.0, -3.0]), np.array([3.0, 1.0, -1.0]))
    assert mae == pytest.approx(1.0) and r == pytest.approx(1.0)
    assert np.isnan(scores(np.array([1.0, 2.0]), np.array([3.0, 3.0]))[1])
    assert [band(x) for x in (3, 2, -1, -1.1)] == ["certain", "uncertain", "uncertain", "not"]
    assert f1(0, 0, 0) == 0.0 and f1(1, 1, 3) == 0.5
    assert macro_f1([(0, 0), (1, 0)]) == pytest.approx((2 / 3 + 0) / 2)


def test_names_and_days() -> None:
    table = {"equatorial guinea": "GNQ", "guinea": "GIN", "us": "USA"}
    assert [by_name(t, table) for t in ("Equatorial Guinea's army", "the bus", "Guinea")] == ["GNQ", "", "GIN"]
    assert str(day("1 july 2021")) == "2021-07-01" and day("today") is None


def test_figures_know_their_target() -> None:
    assert Figure("x", 0.5).reached is None
    assert Figure("x", 0.5, 0.5).reached and not Figure("x", 0.4, 0.5).reached
    assert Figure("x", 0.4, 0.5, least=True).reached
    assert [number(v) for v in (0.25, 1.0, 154.3, float("nan"))] == [".250", "1.000", "154", "-"]


def test_a_text_is_all_body() -> None:
    made = document("Read more:\n\nKenya met Haiti.")
    assert [(made.text[b.start : b.end], b.kind) for b in made.blocks] == [
        ("Read more:", "body"),
        ("Kenya met Haiti.", "body"),
    ]
