"""Amounts in base units, with bound and basis."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative.coding.magnitude import magnitude
from estimative.coding.syntax import parse, pipeline
from estimative.domain import Magnitude


def read(text: str) -> Magnitude | None:
    return magnitude(list(next(parse([(text, [0])]))))


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound", "words"),
    [
        ("North Korea sent about 12,000 soldiers to Russia.", 12000, "count", "about", "about 12,000 soldiers"),
        ("China lent Pakistan 1.75 billion dollars in 2023.", 1.75e9, "USD", "exact", "1.75 billion dollars"),
        ("China lent Pakistan $1.75bn.", 1.75e9, "USD", "exact", "$1.75bn"),
        ("Angola exports 300,000 bpd to China.", 300000, "barrel/day", "exact", "300,000 bpd"),
        ("Angola exports 1.6 mb/d of oil.", 1.6e6, "barrel/day", "exact", "1.6 mb/d"),
        ("Ethiopia cut tariffs on about 90 percent of goods.", 90, "percent", "about", "about 90 percent of goods"),
        ("Rwanda sent up to 4,000 troops to eastern Congo.", 4000, "count", "at_most", "up to 4,000 troops"),
        ("Gulf states gave Egypt more than $20 billion since 2013.", 2e10, "USD", "at_least", "more than $20 billion"),
        ("Qatar gave Lebanon three helicopters.", 3, "count", "exact", "three helicopters"),
        ("Two dozen jets arrived in Khartoum.", 24, "count", "exact", "Two dozen jets"),
        ("Azerbaijan delivered 10 bcm of gas to Europe.", 1e10, "cubic metre", "exact", "10 bcm"),
    ],
)
def test_amount(text: str, value: float, unit: str, bound: str, words: str) -> None:
    found = read(text)
    assert found is not None
    assert (found.value, found.unit, found.bound, found.text) == (value, unit, bound, words)
    assert found.text in text


def test_range_has_two_ends() -> None:
    found = read("Turkey sold between 200 and 300 drones to Azerbaijan.")
    assert found is not None
    assert (found.value, found.upper, found.bound, found.of) == (200, 300, "range", "drones")
    money = read("Belarus received 1 to 2 billion dollars.")
    assert money is not None and (money.value, money.upper, money.unit) == (1e9, 2e9, "USD")


def test_vague_amounts_keep_their_words() -> None:
    found = read("Egypt received dozens of Soviet tanks.")
    assert found is not None
    assert (found.value, found.bound, found.text) == (None, "vague", "dozens of Soviet tanks")


def test_share_and_change() -> None:
    half, cut, doubled = (
        read(t)
        for t in (
            "India buys half of its oil from Russia.",
            "If shipments are cut by half, prices may rise.",
            "Exports to China doubled in 2019.",
        )
    )
    assert half is not None and (half.value, half.unit, half.basis) == (50, "percent", "share")
    assert cut is not None and cut.value == -50
    assert doubled is not None and doubled.value == 100


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Angola exports 300,000 bpd to China.", "flow"),
        ("Gulf states gave Egypt $20 billion since 2013.", "cumulative"),
        ("Kenya owes China 6.3 billion dollars.", "stock"),
        ("Qatar pledged 2 billion dollars to Chad.", "offer"),
    ],
)
def test_basis(text: str, basis: str) -> None:
    found = read(text)
    assert found is not None and found.basis == basis


@pytest.mark.parametrize(
    "text",
    [
        "The two countries signed a deal on 5 May 2021.",
        "Moscow supplied Syria with S-300 systems in 2018.",
        "The war lasted for three years.",
        "One of the ministers left.",
        "China arms Pakistan.",
    ],
)
def test_no_amount(text: str) -> None:
    assert read(text) is None


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 999_999), st.sampled_from(["tanks", "jets", "soldiers"]))
def test_any_count_is_read_back(number: int, noun: str) -> None:
    if 1500 <= number < 2100:
        return
    found = magnitude(list(pipeline().make_doc(f"It sent {number:,} {noun} to Chad.")))
    assert found is not None and found.value == number


def test_nothing_from_nothing() -> None:
    assert magnitude([]) is None
