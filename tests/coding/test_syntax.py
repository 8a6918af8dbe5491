"""The trained pipeline: vectors found in any casing, a small folder, parses that survive casing and datelines."""

from pathlib import Path

import pytest
from spacy.attrs import LOWER

from estimative.coding.syntax import PIPELINE, parse, pipeline


def test_vectors_are_found_in_any_casing() -> None:
    nlp = pipeline()
    assert nlp.vocab.vectors.attr == LOWER
    doc = nlp.make_doc("Moscow MOSCOW moscow Xyzzyqw")
    assert [token.has_vector for token in doc] == [True, True, True, False]
    assert doc[0].similarity(doc[1]) == pytest.approx(1.0)


def test_vectors_of_alike_words_are_near() -> None:
    doc = pipeline().make_doc("tank helicopter lettuce")
    assert doc[0].similarity(doc[1]) > doc[0].similarity(doc[2])


def test_the_pipeline_stays_light() -> None:
    assert sum(file.stat().st_size for file in Path(PIPELINE).rglob("*") if file.is_file()) < 30_000_000


@pytest.mark.parametrize(
    "text",
    [
        "Kenya sold helicopters to Uganda.",
        "kenya sold helicopters to uganda",
        "KENYA SOLD HELICOPTERS TO UGANDA",
        "NAIROBI (Reuters) - Kenya sold helicopters to Uganda on Monday.",
        "“Kenya sold helicopters to Uganda.”",
    ],
)
def test_subject_and_object_survive_casing_quotes_and_datelines(text: str) -> None:
    doc = next(parse([(text, [0])]))
    found = {token.dep_: token.lower_ for token in doc if token.head.lower_ == "sold"}
    assert (found.get("nsubj"), found.get("obj")) == ("kenya", "helicopters")


def test_sentence_starts_are_kept() -> None:
    text = "It left. It came back and they slept."
    doc = next(parse([(text, [0, text.index("It c")])]))
    assert [sent.text for sent in doc.sents] == ["It left.", "It came back and they slept."]
