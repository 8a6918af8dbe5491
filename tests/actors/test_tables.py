"""The tables: complete against the lists of the state system, consistent in time, readable."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative.actors import Kind, registry
from estimative.domain import PartialDate

STATES = [a for a in registry().actors if a.kind in (Kind.STATE, Kind.DEAD_STATE)]


def test_codes_are_unique_and_parents_exist() -> None:
    codes = [a.code for a in registry().actors]
    assert len(codes) == len(set(codes)) > 450
    assert all(a.parent in registry() for a in registry().actors if a.parent)


def test_no_actor_ends_before_it_begins() -> None:
    for actor in registry().actors:
        if actor.start and actor.end:
            assert actor.start.first <= actor.end.first, actor.code


@pytest.mark.parametrize("codes", [("RUS:TSARDOM", "SUN", "RUS"), ("CHN:QING", "CHN:REPUBLIC", "CHN"), ("YUG", "SCG")])
def test_successors_do_not_overlap(codes: tuple[str, ...]) -> None:
    chain = [registry().actor(c) for c in codes]
    assert all(a.end and b.start and a.end.first < b.start.first for a, b in pairwise(chain))


@pytest.mark.parametrize(("file", "column", "scheme"), [("cow_states", "ccode", "COW"), ("gw_states", "gwcode", "GW")])
@pytest.mark.shared
def test_every_state_since_1816_is_here(shared: Path, file: str, column: str, scheme: str) -> None:
    with (shared / "data" / "similarity" / f"{file}.csv").open() as lines:
        numbers = {row[column] for row in csv.DictReader(lines)}
    ours = {code for a in STATES for code in a.codes_in(scheme)}
    assert numbers - ours == set()


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(STATES), st.integers(1816, 2025))
def test_a_state_is_found_by_its_own_name_only_while_it_lives_or_after(state, year) -> None:  # type: ignore[no-untyped-def]
    found = registry().resolve(state.name, PartialDate(str(year)))
    if found.actor is not None and "(" not in state.name:
        assert found.actor.start is None or found.actor.start.first.year <= year


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["1900", "1970", "2025"]))
def test_any_text_is_survived(text: str, year: str) -> None:
    assert registry().resolve(text, PartialDate(year)).reason
