"""Certainty over real parses: one construction a row, on many dyads."""

import json
from pathlib import Path

import pytest
from spacy.tokens import Doc, Token
from tests.making import parsed

from estimative.coding.certainty import Certainty, certainty
from estimative.coding.signatures import signatures, table
from estimative.coding.syntax import parse, pipeline
from estimative.domain import Factuality


def token(text: str, word: str) -> Token:
    doc = parsed(text)
    return next(t for t in doc if t.text == word)


def ask(text: str, word: str) -> Certainty:
    return certainty(token(text, word))


@pytest.mark.parametrize(
    ("text", "word", "value"),
    [
        ("Pakistan has bought Chinese fighters.", "bought", "CT+"),
        ("Pakistan has reportedly bought Chinese fighters.", "bought", "PR+"),
        ("Turkey may have delivered drones to Azerbaijan.", "delivered", "PS+"),
        ("North Korea could send more troops to Russia.", "send", "PS+"),
        ("North Korea can supply artillery shells to Russia.", "supply", "PR+"),
        ("North Korea cannot supply artillery shells.", "supply", "CT-"),
        ("The Soviet Union never delivered the missiles to Egypt.", "delivered", "CT-"),
        ("The Soviet Union did not deliver the missiles to Egypt.", "deliver", "CT-"),
        ("China will deliver forty jets to Pakistan.", "deliver", "PR+"),
        ("China plans to build a reactor in Pakistan.", "build", "PR+"),
        ("China promised to build a reactor in Pakistan.", "build", "PR+"),
        ("Russia is likely to deliver the missiles to Syria.", "deliver", "PR+"),
        ("Russia is unlikely to deliver the missiles to Syria.", "deliver", "PR-"),
        ("Chad asked France to send troops.", "send", "Uu"),
        ("Chad hopes that France will send troops.", "send", "Uu"),
        ("Will France send troops to Chad?", "send", "Uu"),
        ("Rwanda refused to supply the rebels with arms.", "supply", "CT-"),
        ("Turkey managed to deliver the drones to Azerbaijan.", "deliver", "CT+"),
        ("Egypt failed to pay for the tanks.", "pay", "CT-"),
        ("China did not stop supplying Pakistan with jets.", "supplying", "CT+"),
        ("Belarus ruled out sending troops to Ukraine.", "sending", "CT-"),
        ("Turkey forced Syria to expel the rebels.", "expel", "CT+"),
        ("Turkey was unable to deliver the drones.", "deliver", "CT-"),
        ("France is considering sending trainers to Chad.", "sending", "PS+"),
        ("Congo said that Rwanda had armed the rebels.", "armed", "CT+"),
        ("Congo believes that Rwanda armed the rebels.", "armed", "PR+"),
        ("Rwanda denied that it had armed the rebels.", "armed", "CT-"),
        ("Rwanda appears to have armed the rebels.", "armed", "PR+"),
        ("No country has supplied Eritrea with jets.", "supplied", "CT-"),
        ("Neither Russia nor China delivered jets to Serbia.", "delivered", "CT-"),
        ("Beijing has yet to deliver the jets.", "deliver", "CT-"),
        ("China did not deliver the jets until May.", "deliver", "CT+"),
        ("China has not only sold jets to Pakistan but also built a port.", "sold", "CT+"),
        ("The delivery of Chinese jets has not begun.", "delivery", "CT-"),
        ("Hanoi called for the delivery of jets.", "delivery", "Uu"),
        ("A potential delivery of Chinese jets angered India.", "delivery", "PS+"),
        ("There is no evidence that Belarus sent troops to Ukraine.", "sent", "Uu"),
        ("North Korea sent about 12,000 soldiers to Russia.", "sent", "CT+"),
    ],
)
def test_value(text: str, word: str, value: str) -> None:
    assert ask(text, word).factuality.value == value


def test_hedge_belongs_to_its_conjunct() -> None:
    doc = next(parse([("Pakistan has bought Chinese fighters and potentially missiles.", [0])]))
    bought, fighters, missiles = (next(t for t in doc if t.text == w) for w in ("bought", "fighters", "missiles"))
    assert certainty(bought, fighters).factuality is Factuality.CERTAIN
    hedged = certainty(bought, missiles)
    assert hedged.factuality is Factuality.POSSIBLE
    assert hedged.hedge_cue == "potentially"
    assert "hedged" in hedged.modality


@pytest.mark.parametrize(
    ("text", "word", "condition"),
    [
        ("If talks fail, France could suspend aid to Chad.", "suspend", "talks fail"),
        (
            "France will suspend aid to Chad unless the army returns to barracks.",
            "suspend",
            "the army returns to barracks",
        ),
    ],
)
def test_open_condition(text: str, word: str, condition: str) -> None:
    found = ask(text, word)
    assert found.factuality is Factuality.POSSIBLE
    assert found.condition == condition
    assert "conditional" in found.modality


def test_antecedent_makes_no_claim() -> None:
    assert ask("If Rwanda arms the rebels, Congo will close the border.", "arms").in_antecedent
    assert not ask("If Rwanda arms the rebels, Congo will close the border.", "close").in_antecedent


def test_counterfactual_is_certainly_not() -> None:
    found = ask("France would have sent the jets if Chad had paid.", "sent")
    assert found.factuality is Factuality.CERTAINLY_NOT
    assert "counterfactual" in found.modality
    assert found.absorbed is Factuality.CERTAIN


def test_refusal_names_its_negator_and_absorbs() -> None:
    found = ask("Rwanda refused to supply the rebels with arms.", "supply")
    assert (found.negated, found.negator, found.absorbed) == (True, "refuse", Factuality.CERTAIN)


@pytest.mark.parametrize(
    ("text", "word", "label"),
    [
        ("China promised to build a reactor in Pakistan.", "build", "promised"),
        ("China plans to build a reactor in Pakistan.", "build", "planned"),
        ("China will deliver forty jets to Pakistan.", "deliver", "future"),
        ("Azerbaijani officers flew to Ankara to buy Turkish drones.", "buy", "purpose"),
        ("Turkey increasingly relies on Qatari money.", "relies", "trend_up"),
        ("Turkey often sends aid to Somalia.", "sends", "generalisation"),
        ("Vietnam is buying Indian missiles.", "buying", "ongoing"),
        ("Congo said that Rwanda had armed the rebels.", "armed", "attributed"),
    ],
)
def test_modality(text: str, word: str, label: str) -> None:
    assert label in ask(text, word).modality


def test_can_is_a_capability_and_may_is_not() -> None:
    assert ask("North Korea can supply artillery shells to Russia.", "supply").capability
    assert not ask("North Korea may supply artillery shells to Russia.", "supply").capability


def test_hedge_is_shown_in_order() -> None:
    text = "There are indications that Turkey might slow deliveries to Azerbaijan."
    assert ask(text, "slow").hedge_cue == "indications; might"


def test_word_lists_hold_no_word_twice_with_two_signatures() -> None:
    seen: dict[str, str] = {}
    clash = []
    for group in table("signatures")["group"]:
        for word in group["words"]:
            if seen.setdefault(word, group["name"]) != group["name"]:
                clash.append((word, seen[word], group["name"]))
    assert not clash
    assert len(signatures()) == len(seen)


@pytest.mark.parametrize(
    ("surer", "less", "word"),
    [
        ("Chad sold the guns.", "Chad will sell the guns.", ("sold", "sell")),
        ("Chad will sell the guns.", "Chad may sell the guns.", ("sell", "sell")),
        ("Chad may sell the guns.", "Chad might sell the guns.", ("sell", "sell")),
        ("Chad might sell the guns.", "Chad never sold the guns.", ("sell", "sold")),
        ("Chad went there to sell the guns.", "Chad did not have to sell the guns.", ("sell", "sell")),
        ("Chad managed to sell the guns.", "Chad found a way to sell the guns.", ("sell", "sell")),
        ("Chad found a way to sell the guns.", "It was hard to sell the guns.", ("sell", "sell")),
        (
            "Benin said that Chad sold the guns.",
            "The ministry rejected claims that Chad sold the guns.",
            ("sold", "sold"),
        ),
        ("Chad halted the exports.", "There were no exports.", ("exports", "exports")),
        ("Benin knew that Chad sold the guns.", "Benin imagined that Chad sold the guns.", ("sold", "sold")),
    ],
)
def test_strength_orders_what_the_seven_values_do_not(surer: str, less: str, word: tuple[str, str]) -> None:
    assert ask(surer, word[0]).strength > ask(less, word[1]).strength


def test_strength_stays_on_the_scale() -> None:
    for text in (
        "Chad did not deny that it might not sell guns.",
        "Had Chad not failed to sell guns, Mali would have won.",
    ):
        for t in parsed(text):
            assert -3 <= certainty(t).strength <= 3


@pytest.mark.shared
def test_newswire_agreement(shared: Path) -> None:
    """UW newswire, dev: nearer to the judgements than the constant answer "certain" (mean absolute error .78)."""
    nlp = pipeline()
    rows = [json.loads(x) for x in (shared / "data/coding/factuality/UW_dev.jsonl").read_text("utf8").splitlines()[::8]]
    errors, constant = [], []
    for row in rows:
        doc = Doc(nlp.vocab, words=row["text"].split(" "))
        for t in doc:
            t.is_sent_start = t.i == 0
        for _, pipe in nlp.pipeline:
            doc = pipe(doc)
        for target in row["targets"]:
            errors.append(abs(certainty(doc[target["span1"][0]]).strength - target["label"]))
            constant.append(abs(3.0 - target["label"]))
    assert len(errors) > 300
    assert sum(errors) < 0.75 * sum(constant)
