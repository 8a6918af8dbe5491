"""A phrase -> country and sector; what the phrase does not tell stays open."""

import pytest

from estimative.actors import describe, neighbours, overlaps, registry
from estimative.domain import PartialDate

DAY = PartialDate("2024-05-01")


def told(text: str) -> tuple[str | None, str | None]:
    found = describe(text, registry(), DAY)
    return found.country, found.sector


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Burmese students", ("MMR", "EDU")),
        ("Palestinian militants", ("PSE", "REB")),
        ("Afghan rebels", ("AFG", "REB")),
        ("opposition leaders in Kenya", ("KEN", "OPP")),
        ("police in Basra", ("IRQ", "COP")),
        ("Grozny residents", ("RUS", "CVL")),
        ("the mayor of Jericho", ("PSE", "GOV")),
        ("Mumbai police", ("IND", "COP")),
        ("German tourists in Egypt", ("DEU", "CVL")),
        ("U.S.-backed Syrian rebels", ("SYR", "REB")),
        ("Turkish-backed rebels", (None, "REB")),
        ("Chinese-made drones", (None, None)),
        ("ethnic Albanians", (None, None)),
        ("Kashmiri separatists", (None, "REB")),
        ("taxi drivers", (None, "LAB")),
        ("the Supreme Court of India", ("IND", "JUD")),
        ("Hemedti", ("SDN", "MIL")),
        ("a former Peruvian minister", ("PER", "ELI")),
        ("the Likud", ("ISR", "PTY")),
        ("students at Kabul University", ("AFG", "EDU")),
        ("The Washington Post", ("USA", "JRN")),
        ("Paris Hilton", (None, None)),
        ("the European Union", ("EU", "IGO")),
        ("Boko Haram gunmen", ("NGA", "REB")),
        ("Samsung", ("KOR", "BUS")),
        ("Abkhazia", ("GEO", None)),
        ("two men", (None, "CVL")),
    ],
)
def test_country_and_sector(text: str, expected: tuple[str | None, str | None]) -> None:
    country, sector = told(text)
    assert (country, sector) == expected or (expected[1] is None and country == expected[0])


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("the Kenyan army", "KEN"),
        ("Kenyan students", None),
        ("M23 rebels", "M23"),
        ("a former Kenyan president", None),
        ("President Ruto", "KEN"),
        ("Kisumu", None),
    ],
)
def test_only_who_acts_for_it_is_the_actor(text: str, actor: str | None) -> None:
    assert describe(text, registry(), DAY).actor == actor


def test_a_rebel_group_has_a_country_and_stays_itself() -> None:
    reg = registry()
    for code, country in (
        ("M23", "COD"),
        ("LTTE", "LKA"),
        ("FARC", "COL"),
        ("UNITA", "AGO"),
        ("RSF", "SDN"),
        ("PKK", "TUR"),
    ):
        assert reg.actor(code).parent is None
        assert reg.country(code) == country
    assert reg.resolve("M23 rebels", DAY).code == "M23"
    assert reg.country("AL_QAEDA") is None
    assert reg.country("ROSATOM") == "RUS"


def test_countries_of_actors_and_tables_exist() -> None:
    from estimative.actors.gazetteer import _read

    reg = registry()
    assert {a.country for a in reg.actors if a.country} <= {a.code for a in reg.actors}
    assert {k.country for k in _read()} <= {a.code for a in reg.actors}


def test_borders_are_mutual() -> None:
    codes = [a.code for a in registry().actors if neighbours(a.code)]
    assert len(codes) > 150
    assert all(code in neighbours(other) for code in codes for other in neighbours(code))


def test_sides_of_a_border() -> None:
    assert neighbours("KOR", "northern") == ("PRK",)
    assert neighbours("PRT", "eastern") == ("ESP",)
    assert neighbours("MNG", "northern") == ("RUS",)
    assert neighbours("AUS", "northern") == () == neighbours("FRA", "upper")


def test_overlaps_are_listed_by_kind() -> None:
    listed = overlaps(registry(), DAY)
    assert {"name", "person"} <= {o.kind for o in listed}
    shared = {o.name for o in listed if o.kind == "person"}
    assert shared, "names such as Kim have two owners on any date"
    assert all(registry().resolve(name.title(), DAY).actor is None for name in shared)
