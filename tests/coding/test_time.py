"""Dates: the grammar on text, and the clause a date belongs to on parses."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Token

from estimative.coding.syntax import parse
from estimative.coding.time import auxiliary, when
from estimative.coding.timex import expressions
from estimative.domain import PartialDate, Time

ON = PartialDate("2025-06-16")  # a Monday


def token(text: str, word: str) -> Token:
    doc = next(parse([(text, [0])]))
    return next(t for t in doc if t.text == word)


@pytest.mark.parametrize(
    ("text", "first", "last", "granularity"),
    [
        ("on 17 January 2025", "2025-01-17", "2025-01-17", "day"),
        ("on January 17, 2025", "2025-01-17", "2025-01-17", "day"),
        ("in January", "2025-01-01", "2025-01-31", "month"),
        ("in November", "2024-11-01", "2024-11-30", "month"),
        ("in May 1963", "1963-05-01", "1963-05-31", "month"),
        ("since 2022", "2022-01-01", "2025-06-16", "year"),
        ("between 2016 and 2018", "2016-01-01", "2018-12-31", "year"),
        ("from 1955 to 1967", "1955-01-01", "1967-12-31", "year"),
        ("in the 1960s", "1960-01-01", "1969-12-31", "decade"),
        ("in the 19th century", "1801-01-01", "1900-12-31", "century"),
        ("in the first half of 2024", "2024-01-01", "2024-06-30", "half_year"),
        ("in the third quarter of last year", "2024-07-01", "2024-09-30", "quarter"),
        ("last week", "2025-06-09", "2025-06-15", "week"),
        ("next week", "2025-06-23", "2025-06-29", "week"),
        ("over the weekend", "2025-06-14", "2025-06-15", "weekend"),
        ("on Friday", "2025-06-13", "2025-06-13", "day"),
        ("on Monday", "2025-06-16", "2025-06-16", "day"),
        ("last Monday", "2025-06-09", "2025-06-09", "day"),
        ("yesterday", "2025-06-15", "2025-06-15", "day"),
        ("last month", "2025-05-01", "2025-05-31", "month"),
        ("two years ago", "2023-01-01", "2023-12-31", "year"),
        ("by the end of 2026", "2025-06-16", "2026-12-31", "year"),
        ("for years", None, "2025-06-16", "multi_year"),
        ("months after the coup", None, "2025-06-16", "open_past"),
        ("in the summer of 2023", "2023-06-01", "2023-08-31", "season"),
        ("from 3 to 5 May 2024", "2024-05-03", "2024-05-05", "day"),
        ("on May 3-5, 2024", "2024-05-03", "2024-05-05", "day"),
        ("in May last year", "2024-05-01", "2024-05-31", "month"),
        ("last October", "2024-10-01", "2024-10-31", "month"),
        ("overnight", "2025-06-15", "2025-06-15", "day"),
        ("this morning", "2025-06-16", "2025-06-16", "day"),
        ("in the last quarter of 2024", "2024-10-01", "2024-12-31", "quarter"),
        ("in H1 2024", "2024-01-01", "2024-06-30", "half_year"),
        ("late last year", "2024-07-01", "2024-12-31", "year"),
        ("late last week", "2025-06-09", "2025-06-15", "week"),
        ("two weeks from now", "2025-06-30", "2025-07-06", "week"),
    ],
)
def test_expression(text: str, first: str | None, last: str | None, granularity: str) -> None:
    found = expressions(f"The army crossed the border {text}.", ON, future=False)
    assert len(found) == 1
    assert (found[0].first and found[0].first.isoformat(), found[0].last and found[0].last.isoformat()) == (first, last)
    assert found[0].granularity == granularity


@pytest.mark.parametrize(
    "text", ["Chad bought 2,020 rifles.", "It may march on.", "They sent 2000 soldiers.", "The S-300 costs $1950."]
)
def test_no_date(text: str) -> None:
    assert expressions(text, ON, future=False) == []


def test_future_takes_the_next_month_and_weekday() -> None:
    month = expressions("in March", ON, future=True)[0]
    day = expressions("on Friday", ON, future=True)[0]
    assert (month.first, day.first) == (dt.date(2026, 3, 1), dt.date(2025, 6, 20))


@pytest.mark.parametrize("text", ["on Friday", "in January", "last week", "yesterday", "two years ago", "this year"])
def test_nothing_is_inferred_without_a_document_date(text: str) -> None:
    found = expressions(f"The army crossed the border {text}.", None, future=False)[0]
    assert (found.first, found.last) == (None, None)


@settings(max_examples=60, deadline=None)
@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2090, 1, 1)),
    st.sampled_from(["on Friday", "last week", "in May", "over the weekend", "last month"]),
)
def test_past_expressions_never_start_after_the_document(day: dt.date, text: str) -> None:
    found = expressions(f"It happened {text}.", PartialDate(day.isoformat()), future=False)[0]
    assert found.first is not None and found.last is not None
    assert found.first <= day
    assert found.first <= found.last
    if found.granularity == "week":
        assert (found.first.weekday(), found.last.weekday()) == (0, 6)


def test_a_coarse_document_date_gives_no_exact_day() -> None:
    found = expressions("on Friday", PartialDate("2025-06"), future=False)[0]
    assert (found.first, found.last, found.granularity) == (dt.date(2025, 6, 1), dt.date(2025, 6, 30), "month")


@pytest.mark.parametrize(
    ("text", "word", "basis"),
    [
        ("China lends Kenya money.", "lends", "ongoing_at_doc_date"),
        ("China lent Kenya money.", "lent", "past_undated"),
        ("China will lend Kenya money.", "lend", "future_unbounded"),
        ("China promised to lend Kenya money.", "lend", "future_unbounded"),
        ("France may send jets to Chad.", "send", "future_unbounded"),
        ("Pakistan has bought Chinese fighters.", "bought", "past_undated"),
    ],
)
def test_tense(text: str, word: str, basis: str) -> None:
    found = when(token(text, word), ON)
    assert found.basis == basis
    assert (found.start, found.end) == (("2025-06-16", None) if basis == "future_unbounded" else (None, "2025-06-16"))


def test_unknown_document_date_leaves_the_tense_open() -> None:
    assert when(token("China lent Kenya money.", "lent"), None) == Time(None, None, "open_past", "past_undated", "lent")


def test_the_date_of_the_report_is_not_the_date_of_the_act() -> None:
    found = when(token("The army said on Monday that Rwanda had shelled Goma.", "shelled"), ON)
    assert found.basis == "past_undated"


def test_a_date_inside_a_noun_phrase_dates_only_the_noun() -> None:
    text = "Vietnam receives Indian loans under the 2015 deal."
    assert when(token(text, "deal"), ON).start == "2015-01-01"
    assert when(token(text, "receives"), ON).start is None


def test_cue_keeps_the_words_of_the_text() -> None:
    found = when(token("In January, France signed a pact with Chad.", "signed"), ON)
    assert (found.cue, found.basis) == ("In January", "month_explicit_year_inferred")


@pytest.mark.parametrize(
    ("text", "word", "mode"),
    [
        ("France sent troops to Chad in 1983.", "sent", "historical"),
        ("In the 19th century, Britain fought Russia in Crimea.", "fought", "historical"),
        ("France sent troops to Chad last week.", "sent", None),
        ("France sent troops to Chad.", "sent", None),
        ("France will send troops to Chad.", "send", "future"),
        ("France plans to send troops to Chad.", "send", "future"),
    ],
)
def test_auxiliary_mode_of_time(text: str, word: str, mode: str | None) -> None:
    assert auxiliary(token(text, word), ON) == mode
