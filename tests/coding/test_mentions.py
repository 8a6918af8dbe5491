"""Who is named in parsed text: names, demonyms, phrases of state, unresolved names. Real parser, no mocks."""

import json
from pathlib import Path

import pytest

from estimative.actors import Actor, Registry, registry
from estimative.coding.coreference import Memory
from estimative.coding.mentions import mentions
from estimative.coding.segment import segment
from estimative.coding.text import Mention
from estimative.domain import Document, PartialDate

DAY = PartialDate("2025-06-16")


def read(text: str, reg: Registry | None = None, on: PartialDate | None = DAY) -> list[Mention]:
    memory = Memory()
    blocks, _ = segment(Document(text, "0" * 64, ()), lines=True)
    return [m for block in blocks for m in mentions(block, reg or registry(), on, memory)]


def codes(text: str, on: PartialDate | None = DAY) -> list[tuple[str, tuple[str, ...]]]:
    return [(m.text, m.codes) for m in read(text, on=on)]


def test_names_demonyms_and_metonyms() -> None:
    found = read("Brazil bought Argentine wheat, and the Kremlin praised the deal in Paris.")
    assert [(m.text, m.codes, m.kind) for m in found] == [
        ("Brazil", ("BRA",), "name"),
        ("Argentine", ("ARG",), "demonym"),
        ("Kremlin", ("RUS",), "metonym"),
        ("Paris", ("FRA",), "metonym"),
    ]


def test_a_noun_of_state_carries_the_state_and_is_the_head() -> None:
    found = read("The Ethiopian army attacked after Kenya's foreign minister left.")
    assert [(m.text, m.codes, m.kind) for m in found] == [
        ("The Ethiopian army", ("ETH",), "nominal"),
        ("Kenya's foreign minister", ("KEN",), "nominal"),
    ]


def test_one_token_may_name_two_states() -> None:
    found = {c for m in read("A U.S.-Israeli team tested U.S.-made radars.") for c in m.codes}
    assert found == {"USA", "ISR"}


def test_a_phrase_of_two_states_holds_both() -> None:
    assert ("French and German ministers", ("FRA", "DEU")) in codes("French and German ministers agreed to arm Kenya.")


def test_possessors_and_adjectives_of_goods_keep_their_own_token() -> None:
    assert codes("China's loans paid for Swedish jets.") == [("China", ("CHN",)), ("Swedish", ("SWE",))]


def test_a_backer_is_not_the_one_backed() -> None:
    found = dict(codes("The Uganda-backed rebels met the Houthis."))
    assert found["the Houthis"] == ("HOUTHIS",)
    assert ("UGA",) in found.values()


@pytest.mark.parametrize(
    "text", ["Israeli analysts agreed.", "The Cuban opposition marched.", "Former Israeli officials agreed."]
)
def test_private_persons_and_former_officials_do_not_stand_for_the_state(text: str) -> None:
    assert all(m.codes == () for m in read(text))


def test_an_office_gives_a_surname_its_state_for_the_rest_of_the_document() -> None:
    found = read("Chilean President Ana Perezova left.\nPerezova met nobody.")
    assert found[-1].codes == ("CHL",)
    assert read("Perezova met nobody.")[0].codes == ()


def test_unknown_names_in_argument_position_stay_unresolved() -> None:
    found = read("Blorvax sold tanks to Peru.")
    assert [(m.text, m.codes) for m in found] == [("Blorvax", ()), ("Peru", ("PER",))]


@pytest.mark.parametrize("text", ["He ate a turkey sandwich.", "They met in the china shop.", "Wait for us."])
def test_ordinary_words_are_no_mentions(text: str) -> None:
    assert [m for m in read(text) if m.codes] == []


def test_ambiguous_names_are_kept_without_a_code() -> None:
    assert ("Guinea", ()) in codes("Mali sent troops to Guinea.")
    assert ("Congo", ("COD",)) in codes("Rwanda sent troops to Congo, and Kinshasa protested.")


def test_a_past_year_dates_the_names_of_its_clause() -> None:
    found = codes("In 1970 Moscow sent advisers to Cairo. Today Moscow sells wheat to Egypt.")
    assert [c for text, c in found if text == "Moscow"] == [("SUN",), ("RUS",)]


def test_an_unknown_date_reads_the_present_state() -> None:
    assert codes("Moscow agreed.", on=None) == [("Moscow", ("RUS",))]


def test_a_cases_own_actor_is_found() -> None:
    own = registry().with_case([Actor("ZUB", "Zubrovia", demonyms=("Zubrovian",))])
    found = [(m.text, m.codes) for m in read("The Zubrovian army left, and Zubrovia paid Peru.", own)]
    assert found == [("The Zubrovian army", ("ZUB",)), ("Zubrovia", ("ZUB",)), ("Peru", ("PER",))]


def test_the_same_text_gives_the_same_mentions() -> None:
    text = "China and Pakistan signed a pact. Both nations said it would help their armies."
    assert read(text) == read(text)


@pytest.mark.shared
def test_parties_of_the_dev_claims_are_among_the_mentions(shared: Path) -> None:
    """Recall of the parties; the rows are one article on one dyad, so this is a floor and no estimate for others."""
    text = (shared / "seed" / "russia-iran-article.txt").read_text(encoding="utf-8")
    blocks, _ = segment(Document(text, "0" * 64, ()))
    memory = Memory()
    placed = [(b.base + b.doc[m.head].idx, m) for b in blocks for m in mentions(b, registry(), DAY, memory)]
    met = wanted = 0
    for line in (shared / "gold" / "article_claims_dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        here = {c for at, m in placed if row["start"] <= at < row["end"] for c in m.codes}
        for claim in row["claims"] or []:
            parties = {*claim["actor"], *claim["recipient"]}
            met, wanted = met + len(parties & here), wanted + len(parties)
    assert met / wanted > 0.85


@pytest.mark.shared
def test_actor_strings_are_never_given_a_wrong_country(shared: Path) -> None:
    """Of the states answered, the share that is the wrong state; the tests of another project, not tuned on."""
    answered = wrong = 0
    for line in (
        (shared / "data" / "coding" / "actors" / "actor_country.jsonl").read_text(encoding="utf-8").splitlines()
    ):
        row = json.loads(line)
        dated = row["query_date"] or ""
        on = PartialDate(dated[:10]) if dated[:4].isdigit() else PartialDate("2022")
        actor = registry().resolve(row["text"], on, row["context"] or "").actor
        if actor is not None and actor.kind == "state":
            answered, wrong = answered + 1, wrong + (actor.code != row["expected_country"])
    assert answered > 40
    assert wrong / answered < 0.03


def test_a_person_in_office_is_one_mention_with_the_title() -> None:
    found = read("Indonesian President Joko Widodo met Anwar Ibrahim in Tokyo.", on=PartialDate("2023-05-01"))
    assert [(m.text, m.codes) for m in found] == [
        ("Indonesian President Joko Widodo", ("IDN",)),
        ("Anwar Ibrahim", ("MYS",)),
        ("Tokyo", ("JPN",)),
    ]


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("Widodo signed the treaty.", "2023-05-01", ("IDN",)),
        ("Widodo signed the treaty.", "2025-05-01", ()),
        ("Former President Widodo signed the treaty.", "2023-05-01", ()),
        ("Widodo's government signed the treaty.", "2023-05-01", ("IDN",)),
    ],
)
def test_a_person_stands_for_the_state_on_the_date(text: str, on: str, expected: tuple[str, ...]) -> None:
    found = read(text, on=PartialDate(on))
    assert found and {m.codes for m in found} == {expected}


def test_the_text_may_give_an_office_that_the_tables_do_not() -> None:
    found = read("Indonesian President Widodo spoke. Widodo left.", on=PartialDate("2025-05-01"))
    assert [m.codes for m in found if "Widodo" in m.text] == [("IDN",), ("IDN",)]


def test_a_rebel_group_is_never_its_government() -> None:
    assert codes("The M23 attacked the Congolese army near Goma.")[0] == ("M23", ("M23",)) or codes(
        "The M23 attacked the Congolese army near Goma."
    )[0] == ("The M23", ("M23",))
