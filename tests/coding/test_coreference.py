"""What pronouns and nominals stand for, and when they are left alone. Real parser, no mocks."""

import pytest

from estimative.actors import registry
from estimative.coding.coreference import Memory
from estimative.coding.mentions import mentions
from estimative.coding.repair import repair
from estimative.coding.segment import segment
from estimative.domain import Document, PartialDate


def refers(text: str) -> list[tuple[str, tuple[str, ...]]]:
    memory = Memory()
    blocks, _ = segment(Document(text, "0" * 64, ()))
    for block in blocks:
        repair(block.doc, registry(), PartialDate("2025-06-16"))
    found = [m for b in blocks for m in mentions(b, registry(), PartialDate("2025-06-16"), memory)]
    return [(m.text, m.codes) for m in found if m.kind in ("pronoun", "nominal")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vietnam said it would buy the ships from India.", ("it", ("VNM",))),
        ("Vietnam expanded its port with loans from Japan.", ("its", ("VNM",))),
        ("China and Pakistan signed a pact and deepened their ties.", ("their", ("CHN", "PAK"))),
        ("China and Pakistan signed a pact. Both countries praised the talks.", ("Both countries", ("CHN", "PAK"))),
        ("China met Pakistan on Monday. The two sides praised the talks.", ("The two sides", ("CHN", "PAK"))),
        ("China met Pakistan on Monday. Both capitals praised the talks.", ("Both capitals", ("CHN", "PAK"))),
        ("Ukraine, which asked for missiles, waited.", ("which", ("UKR",))),
        ("Japan bought missiles. It paid in cash.", ("It", ("JPN",))),
        ("Saudi Arabia bought missiles. The kingdom paid in cash.", ("The kingdom", ("SAU",))),
        ("Peru and Chile met. They agreed on bilateral trade.", ("bilateral", ("PER", "CHL"))),
        ("Peru met Chile. The two capitals praised the talks.", ("The two capitals", ("PER", "CHL"))),
        ("Taiwan bought missiles. The island paid in cash.", ("The island", ("TWN",))),
        ("Syria bought missiles. The regime paid in cash.", ("The regime", ("SYR",))),
        ("Qatar bought missiles. The emirate paid in cash.", ("The emirate", ("QAT",))),
        ("Mongolia bought fuel from its northern neighbour.", ("northern neighbour", ("RUS",))),
        ("Portugal sold ships to its eastern neighbour.", ("eastern neighbour", ("ESP",))),
    ],
)
def test_resolves(text: str, expected: tuple[str, tuple[str, ...]]) -> None:
    assert expected in refers(text)


def test_its_partner_is_the_other_of_the_pair() -> None:
    text = "China lends Pakistan money. China sells Pakistan jets. China relies on its strategic partner."
    assert ("strategic partner", ("PAK",)) in [(t.removeprefix("its "), c) for t, c in refers(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The treaty was signed. It entered into force.",
        "It is likely that talks fail.",
        "Peru has tanks. The tanks lost their tracks.",
        "China, Japan and Peru met Chile. Both nations left.",
        "Peru met Chile. The country paid in cash.",
        "Jets are costly. Both nations left.",
        "Peru bought missiles. The kingdom paid in cash.",
        "Peru bought missiles. The island paid in cash.",
        "Hezbollah bought missiles. The country paid in cash.",
        "China sold ships to its northern neighbour.",
        "Australia sold ships to its northern neighbour.",
    ],
)
def test_abstains_when_unsure(text: str) -> None:
    named = refers(text)
    assert [
        t for t, _ in named if t.lower() in ("it", "their", "both nations", "the country", "the kingdom", "the island")
    ] == []
    assert [t for t, _ in named if "neighbour" in t] == []


def test_a_third_party_as_frequent_breaks_the_pair() -> None:
    memory = Memory(parties={"CHN", "PAK", "IND"})
    memory.counts.update({"CHN": 4, "PAK": 3, "IND": 1})
    assert memory.dyad() == ("CHN", "PAK")
    memory.counts.update({"IND": 2})
    assert memory.dyad() == ()


def test_a_person_of_two_states_is_forgotten() -> None:
    memory = Memory()
    memory.meet("Silva", ("BRA",))
    memory.meet("Silva", ("PRT",))
    assert memory.people["Silva"] == ()


def test_a_pronoun_object_is_not_the_subject_of_its_own_verb() -> None:
    assert refers("Peru met Chile. Chile denied it.") == []


def test_a_body_is_taken_up_by_a_nominal() -> None:
    assert ("the bloc", ("CSTO",)) in refers(
        "Armenia froze its membership of the CSTO, because the bloc had not helped."
    )


def test_an_office_of_a_pronoun_stands_for_the_state() -> None:
    assert ("its government", ("PER",)) in refers("Peru said its government would pay.")
