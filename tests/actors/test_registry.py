"""Text or code -> actor, on a date: dead states, metonyms, noun phrases, and a case's own actors."""

import pytest

from estimative.actors import Actor, registry
from estimative.domain import PartialDate, UnknownName


def code(text: str, on: str | None = "2025-06-16", context: str = "") -> str | None:
    return registry().resolve(text, PartialDate(on) if on else None, context).code


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("Moscow", "1970", "SUN"),
        ("Moscow", "2025", "RUS"),
        ("Russia", "1880", "RUS:TSARDOM"),
        ("Damascus", "2024-12-07", "SYR"),
        ("Damascus", "2025-01-01", "SYR"),
        ("Belgrade", "1970", "YUG"),
        ("Belgrade", "2000", "SCG"),
        ("Belgrade", "2010", "SRB"),
        ("Prague", "1980", "CSK"),
        ("Prague", "2000", "CZE"),
        ("Vienna", "1900", "AUT:HABSBURG"),
        ("Vienna", "1960", "AUT"),
        ("Turkey", "1900", "TUR:OTTOMAN"),
        ("Ankara", "1950", "TUR"),
        ("Bonn", "1970", "DEU"),
        ("East Berlin", "1970", "DDR"),
        ("Hanoi", "1970", "VNM"),
        ("Saigon", "1970", "VNM:SOUTH"),
        ("Sanaa", "1975", "YEM:NORTH"),
        ("Aden", "1975", "YMD"),
        ("Sanaa", "2020", "YEM"),
        ("Karachi", "1950", "PAK"),
        ("Republic of China", "1930", "CHN:REPUBLIC"),
        ("Republic of China", "2025", "TWN"),
        ("Iran", "1586", "IRN:SAFAVID"),
        ("Zaire", "1980", "COD"),
    ],
)
def test_the_date_decides_between_polities(text: str, on: str, expected: str) -> None:
    assert code(text, on) == expected


@pytest.mark.parametrize("text", ["Berlin", "Germany", "Vietnam", "Yemen", "Congo", "Korea"])
def test_two_living_states_of_one_name_are_not_chosen_between(text: str) -> None:
    found = registry().resolve(text, PartialDate("1972"))
    assert found.actor is None
    assert len(found.candidates) > 1


@pytest.mark.parametrize(
    ("text", "on"), [("Estonia", "1970"), ("Ukraine", "1850"), ("Karachi", "2020"), ("Tibet", "2025")]
)
def test_a_name_nobody_bears_on_the_date_stays_open(text: str, on: str) -> None:
    found = registry().resolve(text, PartialDate(on))
    assert found.actor is None
    assert found.candidates


def test_a_year_in_which_a_state_ends_and_another_begins_is_too_coarse() -> None:
    assert registry().resolve("Moscow", PartialDate("1991")).kind == "shared"
    assert code("Moscow", "1991-12-25") == "SUN"
    assert code("Moscow", "1991-12-26") == "RUS"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("the Soviet Union", "SUN"), ("Ottoman Empire", "TUR:OTTOMAN"), ("tsarist Russia", "RUS:TSARDOM")],
)
def test_the_name_of_a_dead_state_keeps_meaning_it(text: str, expected: str) -> None:
    assert code(text) == expected


def test_a_regime_is_its_state_while_it_rules_and_an_actor_of_its_own_afterwards() -> None:
    assert code("the Assad regime", "2015") == "SYR"
    assert code("the Assad regime", "2025") == "SYR:ASSAD"
    assert code("the Shah's regime", "2025") == "IRN:PAHLAVI"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Kremlin", "RUS"),
        ("Downing Street", "GBR"),
        ("the Élysée", "FRA"),
        ("Elysee Palace", "FRA"),
        ("White House", "USA"),
        ("Jerusalem", "ISR"),
        ("Kiev", "UKR"),
        ("Kyiv", "UKR"),
        ("Türkiye", "TUR"),
        ("Turkiye", "TUR"),
        ("Côte d’Ivoire", "CIV"),
        ("the U.S. military", "USA"),
        ("US", "USA"),
        ("Iranians", "IRN"),
        ("the Russian ambassador to Iran", "RUS"),
        ("Ministry of Foreign Affairs of Iran", "IRN"),
        ("Lebanon's Hezbollah", "HEZBOLLAH"),
        ("Russian state firm Rosatom", "ROSATOM"),
        ("the World Bank", "WORLD_BANK"),
        ("UN Security Council", "UNSC"),
        ("Western governments", "WEST"),
        ("the international community", "INTL_COMMUNITY"),
        ("international sanctions", "SANCTIONING_STATES"),
        ("OPEC+", "OPEC+"),
        ("iran", "IRN"),
        ("PRK", "PRK"),
    ],
)
def test_names_metonyms_and_phrases(text: str, expected: str) -> None:
    assert code(text) == expected


def test_several_actors_in_one_text_are_not_reduced_to_one() -> None:
    found = registry().resolve("Seoul and Pyongyang", PartialDate("2025"))
    assert found.actor is None
    assert {a.code for a in found.candidates} == {"KOR", "PRK"}


def test_codes_of_other_schemes() -> None:
    reg, day = registry(), PartialDate("2025")
    schemes = {"COW": "630", "GW": "630", "ISO3": "IRN", "ISO2": "IR", "CAMEO": "IRN", "FIPS": "IR"}
    assert {getattr(reg.from_code(s, c, day), "code", None) for s, c in schemes.items()} == {"IRN"}
    assert reg.from_code("COW", "365", PartialDate("1970")) == reg.actor("SUN")
    assert reg.from_code("CAMEO", "ROM", day) == reg.actor("ROU")
    assert reg.from_code("ISO2", "XX", day) is None


def test_an_unknown_code_or_scheme_is_refused_with_a_hint() -> None:
    with pytest.raises(UnknownName, match="RUS"):
        registry().actor("RUX")
    with pytest.raises(UnknownName, match="FIPS"):
        registry().from_code("POST", "1")


def test_a_cases_own_actors_work_everywhere() -> None:
    own = registry().with_case([Actor("ZUB", "Zubrovia", demonyms=("Zubrovian",), capitals=("Lutzgrad",))])
    for text in ("Zubrovia", "the Zubrovian army", "Lutzgrad", "two Zubrovians"):
        assert own.resolve(text, PartialDate("2025")).code == "ZUB"
    assert registry().resolve("Zubrovia").actor is None
    assert own.resolve("Moscow", PartialDate("2025")).code == "RUS"


def test_a_resolution_prints_actor_reason_and_candidates() -> None:
    assert str(registry().resolve("Guinea", PartialDate("2025"))).startswith("unresolved: several actors")
    assert "GIN (Guinea)" in str(registry().resolve("Guinea", PartialDate("2025")))
    assert str(registry().resolve("Moscow", PartialDate("1970"))).startswith("SUN (Soviet Union): capital in 1970")
