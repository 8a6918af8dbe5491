"""Events: types, sides, operators, auxiliary modes; sentences of our own."""

from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative.actors import registry
from estimative.coding.events import TYPES, Event, Side, document_events
from estimative.domain import Document, PartialDate


@lru_cache(maxsize=512)
def events(text: str, on: str | None = None) -> tuple[Event, ...]:
    return tuple(document_events(Document(text, "", ()), PartialDate(on) if on else None, registry()))


def main(text: str, on: str | None = None) -> Event:
    return events(text, on)[0]


def countries(sides: tuple[Side, ...]) -> set[str]:
    return {s.country for s in sides}


TYPED = [
    ("Ghana agreed to lend Togo ten million dollars.", "AGREE", "GHA", "TGO"),
    ("Norway will send doctors to Malawi.", "AGREE", "NOR", "MWI"),
    ("The Dutch prime minister visited Latvia on Monday.", "CONSULT", "NLD", "LVA"),
    ("Zambia held talks with Angola.", "CONSULT", "ZMB", "AGO"),
    ("Rwanda praised Uganda for its reforms.", "SUPPORT", "RWA", "UGA"),
    ("Fiji established diplomatic relations with Oman.", "SUPPORT", "FJI", "OMN"),
    ("Estonia shared intelligence with Moldova.", "COOPERATE", "EST", "MDA"),
    ("Turkey donated tents to Pakistan.", "AID", "TUR", "PAK"),
    ("Ethiopia withdrew its troops from Somalia.", "RETREAT", "ETH", "SOM"),
    ("Australia lifted sanctions against Fiji.", "RETREAT", "AUS", "FJI"),
    ("Tunisia urged Libya to release the fishermen.", "REQUEST", "TUN", "LBY"),
    ("Iceland said that Norway must return the trawler.", "REQUEST", "ISL", "NOR"),
    ("Rwanda accused Burundi of sheltering militiamen.", "ACCUSE", "RWA", "BDI"),
    ("Dutch police launched an investigation into a Russian bank.", "ACCUSE", "NLD", "RUS"),
    ("Armenia refused to meet the Azerbaijani envoy.", "REJECT", "ARM", "AZE"),
    ("Peru issued an ultimatum to Ecuador.", "THREATEN", "PER", "ECU"),
    ("Thousands of Greeks protested against the German chancellor.", "PROTEST", "GRC", "DEU"),
    ("Canada suspended aid to Honduras.", "SANCTION", "CAN", "HND"),
    ("Bulgaria expelled two Russian diplomats.", "SANCTION", "BGR", "RUS"),
    ("Thailand massed troops on the Cambodian border.", "MOBILIZE", "THA", "KHM"),
    ("Turkish police arrested two Syrian journalists.", "COERCE", "TUR", "SYR"),
    ("Armenian artillery shelled an Azerbaijani village.", "ASSAULT", "ARM", "AZE"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "source", "target"), TYPED)
def test_type_and_sides(text: str, kind: str, source: str, target: str) -> None:
    event = main(text)
    assert event.type == kind
    assert source in countries(event.source)
    assert target in countries(event.target)


OPERATED = [
    ("Kenya agreed to lift the embargo on Somalia.", "AGREE"),
    ("Kenya refused to lift the embargo on Somalia.", "REJECT"),
    ("Kenya threatened to attack Somalia.", "THREATEN"),
    ("Kenya demanded talks with Somalia.", "REQUEST"),
    ("Kenya halted its aid to Somalia.", "SANCTION"),
    ("The Kenyan teachers called off a strike.", "CONCEDE"),
    ("Kenya will not meet the Somali delegation.", "REJECT"),
    ("Kenya will bomb Somalia.", "THREATEN"),
    ("Kenya failed to reach an agreement with Somalia.", "REJECT"),
    ("Kenya began to withdraw its troops from Somalia.", "RETREAT"),
    ("Kenya announced a suspension of trade with Somalia.", "SANCTION"),
]


@pytest.mark.parametrize(("text", "kind"), OPERATED)
def test_operators_change_the_type(text: str, kind: str) -> None:
    assert main(text).type == kind


SAID = [
    "The Omani minister declined to comment.",
    "Latvia denied accusations by Lithuania.",
    "Laos expressed condolences to Thailand.",
    "The Maltese minister said the weather was mild.",
    "The rebels claimed they had attacked a Malian barracks.",
]


@pytest.mark.parametrize("text", SAID)
def test_statements_have_no_type(text: str) -> None:
    assert main(text).type == ""


@pytest.mark.parametrize(
    ("text", "aux"),
    [
        ("Sudanese forces did not attack the Chadian garrison.", ("negation",)),
        ("Denmark will honour the Swedish king.", ("future",)),
        ("Estonia is considering sending aid to Moldova.", ("hypothetical",)),
        ("Italy may shell the Albanian port.", ("hypothetical",)),
        ("In 1937 Japanese troops attacked Chinese cities.", ("historical",)),
        ("Turkish troops attacked a Syrian town on Monday.", ()),
    ],
)
def test_auxiliary_modes(text: str, aux: tuple[str, ...]) -> None:
    assert main(text, "2021-05-03").aux == aux


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        ("A suicide bomber attacked a Nigerian market.", ("suicide-attack",)),
        ("Saudi warplanes attacked a Yemeni village.", ("aerial",)),
        ("Yemeni tribesmen kidnapped two German engineers.", ("abduct",)),
        ("Bolivian miners began a hunger strike against the government.", ("hunger",)),
        ("The Finnish president phoned the Latvian prime minister.", ("phone",)),
        ("Kenya asked Uganda for aid.", ("assist",)),
        ("Georgia demanded the withdrawal of Russian troops.", ("yield",)),
    ],
)
def test_modes(text: str, modes: tuple[str, ...]) -> None:
    assert main(text).modes == modes


def test_who_only_reports_is_no_side() -> None:
    event = main("Somali gunmen kidnapped a Kenyan priest, Ethiopian officials said on Friday.")
    assert event.type == "ASSAULT"
    assert "ETH" not in countries(event.source) | countries(event.target)


def test_the_speaker_is_the_source_where_the_content_leaves_it_to_him() -> None:
    event = main("Hungary said it would send doctors to Albania.")
    assert (countries(event.source), countries(event.target)) == ({"HUN"}, {"ALB"})


def test_a_domestic_event_is_an_event() -> None:
    event = main("Egyptian police arrested opposition activists.")
    assert countries(event.source) == countries(event.target) == {"EGY"}
    assert event.target[0].inferred
    assert not event.source[0].inferred


def test_an_unknown_side_is_kept_without_country() -> None:
    event = main("Zorblax condemned Uganda.")
    assert [s.text for s in event.source] == ["Zorblax"]
    assert event.source[0].country == ""


def test_both_are_sides_of_a_mutual_event() -> None:
    event = main("Morocco and Mauritania signed a fishing accord.")
    assert event.mutual
    assert countries(event.source) == {"MAR", "MRT"}


def test_two_demonyms_of_one_noun_are_two_sides() -> None:
    event = main("Polish and Lithuanian warships began a joint exercise.")
    assert countries(event.source) == {"POL", "LTU"}


@pytest.mark.parametrize(
    "text", ["The river rose by two metres.", "Prices of bread fell in March.", "It was a cold winter in Finland."]
)
def test_no_event_where_nothing_is_done_to_anyone(text: str) -> None:
    assert not [e for e in events(text) if e.type]


def test_spans_are_the_documents() -> None:
    text = "Nothing happened. Turkish police arrested two Syrian journalists."
    event = next(e for e in events(text) if e.type)
    assert text[event.start : event.end] == event.trigger
    for side in (*event.source, *event.target):
        assert text[side.start : side.end] == side.text


NAMES = ("Kenya", "Uganda", "Norway", "Brazil", "Poland", "Egypt", "Mexico", "Japan")
FRAMES = (
    "{} accused {} of spying.",
    "{} attacked {} on Monday.",
    "{} gave {} a loan.",
    "{} imposed sanctions on {}.",
    "{} refused to talk to {}.",
    "{} praised {}.",
)


@given(st.sampled_from(FRAMES), st.permutations(NAMES))
@settings(max_examples=30, deadline=None)
def test_swapping_the_names_swaps_the_sides_and_nothing_else(frame: str, names: list[str]) -> None:
    one, two = main(frame.format(names[0], names[1])), main(frame.format(names[1], names[0]))
    assert (one.type, one.modes, one.aux, one.mutual) == (two.type, two.modes, two.aux, two.mutual)
    assert countries(one.source) == countries(two.target)
    assert countries(one.target) == countries(two.source)


def test_types_are_plover_types() -> None:
    assert len(TYPES) == 16
    assert {e.type for t, *_ in TYPED for e in events(t)} <= {*TYPES, ""}
