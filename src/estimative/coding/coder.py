"""The syntactic coder: segments a document, finds relations over the parses, asks each question of each."""

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import resources

from spacy.tokens import Token

from estimative.actors import Registry
from estimative.domain import (
    BROKEN,
    Claim,
    ClaimType,
    Document,
    Effect,
    Factuality,
    FlowOf,
    PartialDate,
    Plover,
    Polarity,
    Span,
    Status,
)

from .arguments import Sides
from .attribution import attribute
from .certainty import Certainty, certainty
from .channels import case, flow_of
from .confidence import graded, signs
from .context import Context
from .coreference import Memory
from .counterfactual import antecedent, outcome, words_at
from .effect import effect
from .events import Event, block_events
from .findings import Finding
from .grouping import with_repeats
from .labels import label
from .located import located
from .magnitude import magnitude, priced
from .mentions import mentions
from .reason import reason
from .relations import findings
from .repair import repair
from .segment import segment
from .signatures import words
from .status import status
from .terms import terms
from .text import Coding, Mention, Parsed, Sentence
from .time import when
from .topic import titled

_FLIP = {"CT-": "CT+", "PR-": "PR+", "PS-": "PS+"}
_DENY = {"CT+": "CT-", "PR+": "PR-", "PS+": "PS-"}
_CONTEXT = {"arms": "military", "military": "military", "conflict": "military", "intelligence": "military"}


@dataclass(frozen=True)
class SyntaxCoder:
    """Rules over dependency trees; deterministic, no network, no language model."""

    name: str = "syntax"

    @cached_property
    def digest(self) -> str:
        """sha256 over the code and data of `coding` and `actors`, the trained pipeline included."""
        return _digest()

    def code(self, document: Document, on: PartialDate | None, registry: Registry, lines: bool = False) -> Coding:
        """Code a document dated `on` (None: unknown). `lines` takes each input line as one sentence."""
        events: list[Event] = []
        rows, found = self.read(document, on, registry, lines, events)
        claims = tuple(with_repeats(graded(claim, seen) for claim, seen in found))
        return Coding(self.name, self.digest, rows, claims, tuple(events))

    def read(
        self,
        document: Document,
        on: PartialDate | None,
        registry: Registry,
        lines: bool = False,
        events: list[Event] | None = None,
    ) -> tuple[tuple[Sentence, ...], list[tuple[Claim, frozenset[str]]]]:
        """The rows of a document, and its claims before they are graded, each with the signs of a hard reading. The
        document's events go into `events`, if given."""
        parsed, rows = segment(document, lines)
        pair = () if lines else titled(rows, registry, on)
        memory = Memory(titled=pair)
        claims: list[tuple[Claim, frozenset[str]]] = []
        context = Context(titled=pair)
        for block in parsed:
            if lines:
                memory, context = Memory(), Context()
            repair(block.doc, registry, on)
            found = mentions(block, registry, on, memory)
            sides = Sides(found, located(block, found, registry, on))
            if events is not None:
                events += block_events(document, block, found, registry, on)
            for sentence, tokens in zip(block.sentences, block.doc.sents, strict=True):
                words = list(tokens)
                context = context.enter(words, sides)
                relations = findings(words, sides, context)
                made = _claims(document, block, sentence, relations, found, on)
                claims += [(c, signs(c, f, words, found, len(made) - 1)) for c, f in made]
                context = context.leave(relations)
        return rows, claims


def _digest() -> str:
    total = hashlib.sha256()
    for package in ("estimative.actors", "estimative.coding"):
        with resources.as_file(resources.files(package)) as folder:
            for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
                total.update(f"{package}/{path.relative_to(folder).as_posix()}".encode())
                total.update(path.read_bytes())
    return total.hexdigest()


def _claims(
    document: Document,
    block: Parsed,
    sentence: Sentence,
    found: list[Finding],
    named: list[Mention],
    on: PartialDate | None,
) -> list[tuple[Claim, Finding | None]]:
    """Claims with what they were made of."""
    made: list[tuple[Claim, Finding | None]] = []
    for f in found:
        claim = _claim(f"{document.id}/{sentence.id}c{len(made) + 1}", document, block, f, named, on)
        if claim is not None:
            made.append((claim, f))
            unreal = _outcome(f"{document.id}/{sentence.id}c{len(made) + 1}", document, block, f, claim)
            if unreal is not None and not any(m.effect == unreal.effect for m, _ in made):
                made.append((unreal, f))
    return made


def _outcome(name: str, document: Document, block: Parsed, f: Finding, claim: Claim) -> Claim | None:
    """What a counterfactual good would have led to: a neutral claim between the same two sides."""
    without = f.nominal and case(f.trigger) == "without"
    if not (claim.actor and claim.recipient) or not (without or antecedent(f.trigger) is not None):
        return None
    bounds = outcome(f.trigger)
    if bounds is None:
        return None
    first, last = block.doc[bounds[0]], block.doc[bounds[1]]
    start, end = block.base + first.idx, block.base + last.idx + len(last.text)
    text = words_at(f.trigger, bounds)
    return replace(
        claim,
        id=name,
        span=Span(start, end, document.text[start:end]),
        polarity=Polarity.NEUTRAL,
        factuality=Factuality.POSSIBLE,
        modality=("counterfactual",),
        claim_type=ClaimType.CAUSAL,
        plover=None,
        status=None,
        magnitude=None,
        good=None,
        reason=None,
        effect=Effect(claim.span.text, text, "?"),
    )


def _claim(
    name: str, document: Document, block: Parsed, f: Finding, named: list[Mention], on: PartialDate | None
) -> Claim | None:
    sure = certainty(f.ask, f.argument)
    if sure.in_antecedent:
        return None
    source = attribute(f.ask, named)
    f = _own_denial(f, source, named, sure)
    f = _unlikely(f, sure)
    sure = _presupposed(f, sure)
    modality = _modality(sure, f)
    return Claim(
        id=name,
        document=document.sha256,
        span=_span(document, block, f),
        actor=f.actor,
        recipient=f.recipient,
        channel=f.channel,
        polarity=f.polarity,
        factuality=_factuality(sure, f),
        mutual=f.mutual,
        reverse=f.reverse,
        claim_type=_type(f, sure),
        plover=Plover(f.event, f.mode, _context(f)) if f.event else None,
        modality=modality,
        attributed_to=source,
        hedge_cue=sure.hedge_cue,
        condition=sure.condition,
        status=_status(f, sure),
        time=when(f.trigger, on),
        magnitude=magnitude(_scope(f)) or priced(f.trigger),
        effect=_effect(f),
        terms=terms(f.trigger),
        flow_of=FlowOf(flow_of(f.channel)),
        good=label(f.good, f.trigger) if f.good and f.polarity in (Polarity.SUPPORT, Polarity.WITHHOLD) else None,
        reason=reason(f.trigger),
    )


def _effect(f: Finding) -> Effect | None:
    """What the text says the relation led to: of causal claims, of event nouns that head a causal verb, and of verbs
    continued by one ("sent tanks, prolonging the war")."""
    if f.type == "causal" or (f.nominal and f.trigger.dep_ == "nsubj"):
        return effect(f.trigger)
    result = (c for c in f.trigger.rights if c.dep_ == "advcl" and c.tag_ == "VBG" and case(c) == "")
    return next((found for c in result if not f.nominal and (found := effect(c)) is not None), None)


def _status(f: Finding, sure: Certainty) -> Status | None:
    """The rung; what goes on is not suspended, whatever word stands above it ("did not stop buying")."""
    found = f.status or status(f.ask, sure, f.polarity, f.channel)
    return None if f.polarity is Polarity.SUPPORT and found in BROKEN else found


def _own_denial(f: Finding, source: str, named: list[Mention], sure: Certainty) -> Finding:
    """A party that says it did not give denies the relation; it does not withhold."""
    if f.polarity is not Polarity.WITHHOLD or f.sign != "flip" or f.event not in (None, "REJECT") or source == "author":
        return f
    if not sure.factuality.endswith("-") or f.trigger is not f.ask:
        return f
    if (_is_party(source, f, named) or _says_itself(f, named)) and any(
        c.lower_ in ("not", "n't", "n’t", "never") for c in f.trigger.children
    ):
        if any(c.lower_ in ("will", "would", "wo") for c in f.trigger.children):
            return f
        return replace(f, polarity=Polarity.SUPPORT, sign="-", status=Status.DENIED, event=None, factuality="CT-")
    return f


def _says_itself(f: Finding, named: list[Mention]) -> bool:
    """Whether the subject of the verb of saying right above is a party."""
    verb = f.trigger.head
    subjects = {c.i for c in verb.children if c.dep_ == "nsubj"} if f.trigger.dep_ == "ccomp" else set()
    return any(m.head in subjects and set(m.codes) & f.parties for m in named)


def _is_party(source: str, f: Finding, named: list[Mention]) -> bool:
    speakers = {c for m in named if m.text and m.text in source for c in m.codes}
    return bool(speakers & f.parties)


def _factuality(sure: Certainty, f: Finding) -> Factuality:
    """The answer of `certainty`, with negation where the polarity has not taken it up."""
    value = str(sure.factuality)
    if f.factuality is not None:
        return Factuality(value if value in ("PS+", "Uu") and f.factuality in ("CT+", "PR+") else f.factuality)
    if f.sign == "flip":
        return Factuality(_FLIP.get(value, value))
    return Factuality(_DENY.get(value, value)) if f.sign == "-" else sure.factuality


def _presupposed(f: Finding, sure: Certainty) -> Certainty:
    """A standing relation named by a noun is not denied by a negation elsewhere in the sentence."""
    standing = f.nominal and f.sign == "+" and f.frame in ("relation", "bloc", "commerce", "cooperate", "support")
    return replace(sure, factuality=Factuality.CERTAIN) if standing and sure.factuality == "CT-" else sure


def _unlikely(f: Finding, sure: Certainty) -> Finding:
    """A good the text says will not come ("doubt that ...") is withheld, where no operator has said so yet; what
    somebody rejects ("dismissed claims that") is denied."""
    if (
        f.polarity is Polarity.SUPPORT
        and f.sign == "+"
        and f.factuality is None
        and not f.nominal
        and sure.factuality.endswith("-")
    ):
        if sure.negator in words("certainty", "verbs", "reject") and sure.factuality == "CT-":
            return replace(f, sign="-", status=Status.DENIED, event=None, factuality="CT-")
        polarity = Polarity.CONSTRAIN if f.frame in ("sign", "join") else Polarity.WITHHOLD
        return replace(f, polarity=polarity, sign="flip", status=None)
    return f


def _modality(sure: Certainty, f: Finding) -> tuple[str, ...]:
    found = dict.fromkeys([*sure.modality, *f.modality])
    if f.nominal and "asserted" in found and f.trigger.dep_ not in ("ROOT", "obj"):
        found = dict.fromkeys("presupposed" if m == "asserted" else m for m in found)
    return tuple(found) or ("asserted",)


def _type(f: Finding, sure: Certainty) -> ClaimType:
    if f.type == "event" and "future" in sure.modality and f.event != "AGREE":
        return ClaimType.FORECAST
    return ClaimType(f.type)


def _context(f: Finding) -> tuple[str, ...]:
    return tuple(c for c in (_CONTEXT.get(f.channel),) if c)


def _scope(f: Finding) -> list[Token]:
    """Tokens an amount may stand in: the claim's own words and what hangs on its theme."""
    inside = {t.i: t for t in f.core}
    for t in f.themes:
        inside |= {x.i: x for x in t.subtree}
    return [inside[i] for i in sorted(inside)]


def _span(document: Document, block: Parsed, f: Finding) -> Span:
    first, last = min(f.core, key=lambda t: t.i), max(f.core, key=lambda t: t.i)
    start, end = block.base + first.idx, block.base + last.idx + len(last.text)
    return Span(start, end, document.text[start:end])
