"""Sources of claims over real parses."""

import pytest
from spacy.tokens import Token

from estimative.coding.attribution import attribute, reports
from estimative.coding.syntax import parse
from estimative.coding.text import Mention


def token(text: str, word: str, starts: tuple[int, ...] = (0,)) -> Token:
    doc = next(parse([(text, list(starts))]))
    return next(t for t in doc if t.text == word)


@pytest.mark.parametrize(
    ("text", "word", "source"),
    [
        ("China has sold submarines to Pakistan.", "sold", "author"),
        (
            "North Korea sent about 12,000 soldiers to Russia, South Korea's spy agency said.",
            "sent",
            "South Korea's spy agency",
        ),
        ("According to two officials, Pakistan has bought Chinese fighters.", "bought", "two officials"),
        ("Pakistan has bought Chinese fighters, according to two officials.", "bought", "two officials"),
        (
            "Rauf Mammadov, an Azerbaijani analyst, argued that Turkey would deliver drones.",
            "deliver",
            "Rauf Mammadov (Azerbaijani analyst)",
        ),
        ("China's president pledged to build a railway in Kenya.", "build", "China's president"),
        ("Archival records show that Moscow shipped tanks to Cairo.", "shipped", "Archival records"),
        ("The rebels are believed to have received weapons from Kigali.", "received", "unstated"),
        ("Egypt, the foreign ministry said, received Soviet missiles.", "received", "the foreign ministry"),
        ("Sudan denied that it had bought Turkish drones.", "bought", "Sudan"),
        ("Rwanda withdrew its troops, and Congo reported no losses.", "withdrew", "author"),
        ("Rwanda was accused by Congo of arming the rebels.", "arming", "Congo"),
        ("Congo accused Rwanda of arming the rebels.", "arming", "Congo"),
    ],
)
def test_source(text: str, word: str, source: str) -> None:
    assert attribute(token(text, word), []) == source


def test_nested_sources_have_the_origin_first() -> None:
    text = "The Pentagon said on Monday that Kinshasa had told it that Rwanda sent troops to M23."
    assert attribute(token(text, "sent"), []) == "Kinshasa <- The Pentagon"


def test_quotation_runs_on_into_the_next_sentence() -> None:
    first = "“We will supply Chad with armoured vehicles,” the French minister said. "
    text = first + "“They will all arrive in May after training.”"
    assert attribute(token(text, "arrive", (0, len(first))), []) == "the French minister"


def test_pronoun_takes_the_name_before_it() -> None:
    text = "Egypt denied the report, and it said that Moscow had sent no advisers."
    doc = next(parse([(text, [0])]))
    it = next(t for t in doc if t.text == "it")
    named = [Mention(0, 1, 0, ("EGY",), "name", "Egypt"), Mention(it.i, it.i + 1, it.i, ("EGY",), "pronoun", "it")]
    assert attribute(next(t for t in doc if t.text == "sent"), named).startswith("Egypt")


def test_layers_carry_what_they_do_to_certainty() -> None:
    layer = reports(token("Congo claims that Rwanda armed the rebels.", "armed"))[0]
    assert (layer.cue.text, layer.effect and layer.effect.name) == ("claims", "claim")
