"""Holders of office by date, and when a person's name stands for the state."""

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from estimative.actors import Kind, registry
from estimative.actors.gazetteer import gazetteer
from estimative.actors.names import surnames
from estimative.actors.offices import offices
from estimative.actors.tables import namesakes, surname_rules
from estimative.actors.words import plain
from estimative.domain import PartialDate


def found(text: str, on: str | None, context: str = "") -> str | None:
    return registry().resolve(text, PartialDate(on) if on else None, context).code


def test_one_office_two_persons() -> None:
    reg = registry()
    then, now = (reg.holder("IRN", "head_of_state", PartialDate(d)) for d in ("2007-03-01", "2025-03-01"))
    assert then is not None and then.person == "Mahmoud Ahmadinejad"
    assert now is not None and now.person == "Masoud Pezeshkian"
    assert found("the Iranian president", "2007") == found("the Iranian president", "2025") == "IRN"


def test_a_month_of_change_has_no_one_holder() -> None:
    assert registry().holder("IRN", "head_of_state", PartialDate("2013-08")) is None


def test_the_offices_of_a_person_in_order() -> None:
    terms = registry().offices("Abdullah Gul")
    assert [t.office for t in terms] == ["head_of_government", "foreign_minister", "head_of_state"]
    assert registry().offices("Nobody Knownever") == ()


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("Xi Jinping", "2020", "CHN"),
        ("Xi", "2020", "CHN"),
        ("Xi", "2005", None),
        ("Modi", "2024", "IND"),
        ("Modi", "2010", None),
        ("President Widodo", "2016", "IDN"),
        ("Jokowi", "2016", "IDN"),
        ("Jokowi", "2025-03", None),
        ("Netanyahu", "2010", "ISR"),
        ("Netanyahu", "2022-01", None),
        ("Erdoğan", "2018", "TUR"),
        ("Khamenei", "2018", "IRN"),
        ("Nasser", "1965", "EGY"),
        ("Nasser", "1960", "EGY:UAR"),
        ("Nasser", "1990", None),
        ("President Rouhani", "2015", "IRN"),
        ("President Rouhani", "2025", None),
        ("Bin Salman", "2020", "SAU"),
        ("Sergey Shoigu", "1980", None),
    ],
)
def test_a_person_stands_for_the_state_only_in_office(text: str, on: str, expected: str | None) -> None:
    assert found(text, on) == expected


@pytest.mark.parametrize(
    "text",
    [
        "former President Modi",
        "the late President Modi",
        "ex-president Modi",
        "ousted Prime Minister Modi",
        "Former Indian Prime Minister Narendra Modi",
        "the deposed South Korean president Moon Jae-in",
        "Jashodaben Modi",
        "said Modi Kumar at the gate",
        "the starting XI",
        "Modi Stadium",
        "Kim",
        "Lee",
        "Mr. Khan's cook",
        "he",
        "May",
    ],
)
def test_former_holders_kin_things_and_common_names_do_not(text: str) -> None:
    assert found(text, "2019") is None


@pytest.mark.parametrize(
    ("text", "on", "context", "expected"),
    [
        ("Khan", "2020", "Prime Minister Imran Khan spoke.", "PAK"),
        ("Prime Minister Khan", "2020", "", "PAK"),
        ("Khan", "2020", "Amir Khan won the fight.", None),
        ("Kim", "2018", "Kim Jong Un arrived by train.", "PRK"),
        ("South Korean Foreign Minister Park", "2023", "", "KOR"),
        ("Abe", "2015", "", "JPN"),
        ("Wu", "2020", "", None),
        ("Hajiyev", "2024", "", None),
        ("Hajiyev", "2024", "Baku denied it.", "AZE"),
        ("Lee", "2010", "Lee Myung-bak took office.", "KOR"),
    ],
)
def test_common_names_want_a_title_or_the_full_name(text: str, on: str, context: str, expected: str | None) -> None:
    assert found(text, on, context) == expected


def test_a_resolution_names_the_office() -> None:
    told = registry().resolve("Xi", PartialDate("2020"))
    assert told.kind == "person" and told.term is not None and told.term.person == "Xi Jinping"
    gone = registry().resolve("Gotabaya Rajapaksa", PartialDate("2024"))
    assert gone.actor is None and gone.kind == "former"


def test_every_term_is_of_a_known_actor_in_its_lifetime() -> None:
    reg = registry()
    for term in offices().terms:
        actor = reg.actor(term.actor)
        assert term.end is None or term.start.first <= term.end.first, term
        if actor.kind in (Kind.STATE, Kind.DEAD_STATE) and actor.end is not None:
            assert term.start.first <= actor.end.first, term


def test_no_term_stands_twice() -> None:
    counted = Counter((t.actor, t.office, t.person, t.start) for t in offices().terms)
    assert [key for key, n in counted.items() if n > 1] == []


def test_clashes_of_leading_offices_are_the_declared_ones() -> None:
    """Rival or joint claimants; any other pair is an error in the tables."""
    declared = {
        ("LBY", "head_of_government"),  # Tobruk and Tripoli
        ("PAK", "head_of_state"),  # Zia ruled from 1977, the president stayed until 1978
        ("CHN", "supreme_leader"),  # Deng beside Hua and Jiang
        ("VNM", "supreme_leader"),  # Ho Chi Minh and Le Duan
        ("BIH", "head_of_state"),  # a presidency of three
        ("KHM", "head_of_government"),  # two prime ministers, 1993-98
    }
    assert {(a.actor, a.office) for a, _ in offices().clashes()} <= declared


def test_the_states_of_the_brief_have_heads_in_every_year() -> None:
    gaps = [
        (code, year)
        for code in (
            "CHN",
            "IND",
            "PAK",
            "JPN",
            "KOR",
            "PRK",
            "IRN",
            "TUR",
            "ISR",
            "SAU",
            "KAZ",
            "AZE",
            "ARM",
            "IDN",
            "AUS",
        )
        for year in range(1993, 2026)
        if not any(
            offices().holders(code, office, PartialDate(str(year)))
            for office in ("head_of_state", "head_of_government", "supreme_leader")
        )
    ]
    assert gaps == []


def test_every_source_is_named() -> None:
    text = (files("estimative.actors") / "data" / "offices" / "sources.toml").read_text(encoding="utf-8")
    assert {t.source for t in offices().terms} <= {"memory", *tomllib.loads(text)}


def test_a_surname_never_stands_for_another_state_than_its_holders() -> None:
    """Over many holders on a day in office: the state, or nothing; a place of that name is no person."""
    reg = registry()
    for term in offices().terms[::37]:
        day = term.start if term.end is None else term.end
        told = reg.resolve(term.person, day)
        if told.kind == "person":
            assert told.code in {t.actor for t in reg.offices(term.person)}, term


def test_a_surname_that_is_also_a_place_wants_a_title() -> None:
    rules = surname_rules()
    careful = rules.need | rules.words | namesakes().given
    places = {name for name, known in gazetteer().single_words() if known == "places"}
    held = {plain(name) for term in offices().terms for name in surnames(term)}
    assert not (held & places) - careful
