"""The form of an answer, and how each proposed claim is held against the text before it is believed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from spacy.tokens import Doc

from estimative.domain import (
    CHANNELS,
    Claim,
    ClaimType,
    Factuality,
    FlowOf,
    PartialDate,
    Plover,
    Polarity,
    Span,
    Status,
    Terms,
    Time,
)

from ..channels import flow_of
from ..magnitude import magnitude
from ..text import Sentence
from ..time import when
from .refusals import Refusal

Event = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Modality = Literal[
    "asserted", "presupposed", "attributed", "hedged", "conditional", "counterfactual", "negated", "planned",
    "promised", "purpose", "past", "historic", "ongoing", "future", "trend_up", "trend_down", "exemplified",
    "disjunctive", "generalisation",
]  # fmt: skip


class Proposed(BaseModel):
    """A claim as the model proposes it. Actors by the codes given with the sentence; quotes word for word."""

    model_config = ConfigDict(extra="forbid")
    sentence: str
    span: str
    actor: list[str]
    recipient: list[str]
    mutual: bool
    reverse: bool
    channel: str
    polarity: Polarity
    claim_type: ClaimType
    event: Event | None
    factuality: Factuality
    modality: list[Modality]
    attributed_to: str | None
    hedge_cue: str | None
    condition: str | None
    status: Status | None
    terms: Terms
    good: str | None
    reason: str | None


class Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    claims: list[Proposed]


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence put to the model: its parse, the offset of the parse in the document, the codes named in it."""

    sentence: Sentence
    doc: Doc
    base: int
    codes: Mapping[str, str]  # code: the words that name it


def schema() -> dict[str, Any]:
    """The JSON schema of an answer, as servers with structured output want it."""
    found = Answer.model_json_schema()
    found["$defs"]["Proposed"]["properties"]["channel"] = {"type": "string", "enum": list(CHANNELS)}
    return found


def read(text: str) -> Answer | None:
    """The answer in a model's words (a fence of Markdown around it is passed over), or None if it has not the form."""
    bare = text.strip()
    if bare.startswith("```"):
        bare = bare.strip("`").removeprefix("json").strip()
    try:
        return Answer.model_validate_json(bare)
    except ValidationError:
        return None


def checked(
    document: str, sha256: str, answer: Answer, asked: Mapping[str, Asked], on: PartialDate | None
) -> Iterator[Claim | Refusal]:
    """Each proposed claim as a claim, or why it is not taken; then quotes that were left out of a claim taken."""
    count: dict[str, int] = {}
    for said in answer.claims:
        why = _why_not(said, asked)
        if why:
            yield Refusal(document, said.sentence, said.span, why)
            continue
        place = asked[said.sentence]
        count[said.sentence] = count.get(said.sentence, 0) + 1
        name = f"{document}/{said.sentence}c{count[said.sentence]}"
        yield _claim(name, sha256, said, place, on)
        for words in (said.hedge_cue, said.condition, said.reason, said.attributed_to):
            if words and words not in place.sentence.text and words != "author":
                yield Refusal(document, said.sentence, words, "a quote that is not in the sentence, left out")


def _why_not(said: Proposed, asked: Mapping[str, Asked]) -> str:
    place = asked.get(said.sentence)
    if place is None:
        return "no sentence that was asked about"
    if not said.span or said.span not in place.sentence.text:
        return "the span is not in the sentence word for word"
    if said.channel not in CHANNELS:
        return f"no channel {said.channel!r}"
    strange = [c for c in (*said.actor, *said.recipient) if c not in place.codes]
    if strange:
        return f"not named in the sentence: {', '.join(strange)}"
    if not (said.actor or said.recipient):
        return "no side is known"
    return "one actor on both sides" if set(said.actor) & set(said.recipient) else ""


def _claim(name: str, sha256: str, said: Proposed, place: Asked, on: PartialDate | None) -> Claim:
    start = place.sentence.start + place.sentence.text.index(said.span)
    tokens = place.doc.char_span(
        start - place.base, start - place.base + len(said.span), alignment_mode="expand"
    )  # time and amounts are read by our own rules: never more exact than the text

    def quoted(words: str | None) -> str | None:
        return words if words and words in place.sentence.text else None

    return Claim(
        id=name,
        document=sha256,
        span=Span(start, start + len(said.span), said.span),
        actor=tuple(said.actor),
        recipient=tuple(said.recipient),
        mutual=said.mutual,
        reverse=said.reverse,
        channel=said.channel,
        polarity=said.polarity,
        claim_type=said.claim_type,
        plover=Plover(said.event) if said.event else None,
        factuality=said.factuality,
        modality=tuple(dict.fromkeys(said.modality)) or ("asserted",),
        attributed_to=quoted(said.attributed_to) or "author",
        hedge_cue=quoted(said.hedge_cue),
        condition=quoted(said.condition),
        status=said.status,
        time=when(tokens.root, on) if tokens else Time(),
        magnitude=magnitude(list(tokens)) if tokens else None,
        terms=said.terms,
        flow_of=FlowOf(flow_of(said.channel)),
        good=said.good.lower() if said.good and said.polarity in (Polarity.SUPPORT, Polarity.WITHHOLD) else None,
        reason=quoted(said.reason),
    )
