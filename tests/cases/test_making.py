"""A new case validates, its notes can be read, and everything in it says that it is a placeholder."""

import datetime as dt
from pathlib import Path

import pytest

from estimative import actors, sources
from estimative.cases import FICTITIOUS, create, load, problems
from estimative.domain import BadInput

PAIRS = [None, ("CHN", "PAK"), ("SUN", "EGY")]


@pytest.mark.parametrize("pair", PAIRS)
def test_a_new_case_has_no_problem(tmp_path: Path, pair: tuple[str, str] | None) -> None:
    folder = create(tmp_path / "new", pair, dt.date(1971, 3, 1))
    assert problems(folder) == []
    case = load(folder)
    assert case.pair == (pair or FICTITIOUS)
    assert {c.split(":")[1].split("/")[0] for c in case.chains} == {">".join(case.pair), ">".join(case.pair[::-1])}


@pytest.mark.parametrize("pair", PAIRS)
def test_its_notes_can_be_read_and_say_what_they_are(tmp_path: Path, pair: tuple[str, str] | None) -> None:
    case = load(create(tmp_path / "new", pair, dt.date(2024, 2, 29)))
    known = {a.code for a in case.actors}
    registry = actors.registry()
    assert sources.check(case.notes, lambda code: code in known or code in registry) == []
    notes = sources.read_notes(case.notes)
    assert len(notes) == 2
    for note in notes:
        assert note.publication.verification == "placeholder"
        assert "laceholder" in note.document.text
        assert note.publication.known_at is not None
        assert note.publication.known_at.known_by(case.as_of)
    assert {c.polarity for n in notes for c in n.claims} == {"support", "withhold"}


def test_the_fictitious_actors_are_no_real_ones(tmp_path: Path) -> None:
    assert all(code not in actors.registry() for code in FICTITIOUS)
    assert {a.code for a in load(create(tmp_path / "new")).actors} == set(FICTITIOUS)


def test_nothing_is_written_over(tmp_path: Path) -> None:
    folder = create(tmp_path / "new")
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    with pytest.raises(BadInput, match="there already"):
        create(folder)
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize("pair", [("CHN", "CHN"), ("chn", "PAK")])
def test_two_actors_are_needed(tmp_path: Path, pair: tuple[str, str]) -> None:
    with pytest.raises(BadInput, match="not two actors"):
        create(tmp_path / "new", pair)
    assert not (tmp_path / "new").exists()
