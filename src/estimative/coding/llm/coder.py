"""The coder by language model: same protocol as the others, nothing believed that is not in the text."""

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property

from estimative.actors import Registry
from estimative.domain import BadService, Claim, Document, PartialDate

from ..coreference import Memory
from ..grouping import with_repeats
from ..mentions import mentions
from ..repair import repair
from ..segment import segment
from ..syntax import digest as pipeline_digest
from ..text import Coding, Mention, Parsed
from .answer import Answer, Asked, checked, read, schema
from .cache import Cache, key
from .endpoint import Endpoint
from .injection import speaks_to_model
from .question import form, put, rules
from .refusals import Refusal

_BATCH = 8  # sentences in a question
_BEFORE = 2  # sentences before it, for pronouns
_TRIES = 3  # questions before an answer without form is given up


@dataclass(frozen=True)
class LlmCoder:
    """Asks `endpoint` about the body's sentences in batches, `parallel` at once. Sentences that speak to the model
    are not sent. A claim is taken only if its span stands in its sentence word for word and its actors are among those
    our own rules found named there; the rest goes to `refusals`. Answers are kept in `cache` by the digest of the
    question: a run that was cut off goes on where it stopped.

    Errors: BadService if the server does not answer, or not in the form asked for.
    """

    endpoint: Endpoint
    cache: Cache | None = None
    parallel: int = 4
    refusals: list[Refusal] = field(default_factory=list, compare=False)

    @property
    def name(self) -> str:
        return f"llm:{self.endpoint.model}"

    @cached_property
    def digest(self) -> str:
        """sha256 over model, rules, form of answers and trained pipeline; the same model may still answer otherwise."""
        asked = (self.endpoint.model, self.endpoint.structured, rules(), form(), pipeline_digest())
        return hashlib.sha256("\0".join(asked).encode()).hexdigest()

    def code(self, document: Document, on: PartialDate | None, registry: Registry, lines: bool = False) -> Coding:
        parsed, rows = segment(document, lines)
        asked = list(_asked(parsed, registry, on))
        self._withhold(document, asked)
        sent = [a for a in asked if not speaks_to_model(a.sentence.text)]
        batches = [(sent[i : i + _BATCH], sent[max(0, i - _BEFORE) : i]) for i in range(0, len(sent), _BATCH)]
        day = str(on or "unknown")
        with ThreadPoolExecutor(self.parallel) as pool:
            answers = list(pool.map(lambda b: self._answer(b[0], b[1], day), batches))
        claims = [
            c for (batch, _), a in zip(batches, answers, strict=True) for c in self._taken(document, a, batch, on)
        ]
        return Coding(self.name, self.digest, rows, tuple(with_repeats(claims)))

    def _withhold(self, document: Document, asked: Sequence[Asked]) -> None:
        for a in asked:
            if speaks_to_model(a.sentence.text):
                self.refusals.append(
                    Refusal(document.id, a.sentence.id, a.sentence.text, "speaks to the model: not sent to it")
                )

    def _taken(
        self, document: Document, answer: Answer, batch: Sequence[Asked], on: PartialDate | None
    ) -> Iterator[Claim]:
        places = {a.sentence.id: a for a in batch}
        order = list(places)
        found = list(checked(document.id, document.sha256, answer, places, on))
        self.refusals.extend(f for f in found if isinstance(f, Refusal))
        claims = [c for c in found if isinstance(c, Claim)]
        yield from sorted(claims, key=lambda c: order.index(c.id.rpartition("/")[2].rpartition("c")[0]))

    def _answer(self, batch: Sequence[Asked], before: Sequence[Asked], on: str) -> Answer:
        """The answer about a batch, from the cache or the server; one cut off at the token limit is asked in halves."""
        question = put(batch, [a.sentence.text for a in before], on)
        name = key(self.digest, question)
        kept = self.cache.get(name) if self.cache else None
        if kept is not None and (answer := read(kept)) is not None:
            self.endpoint.usage.count(kept=1)
            return answer
        for _ in range(_TRIES):
            text, whole = self.endpoint.ask(rules(), question, schema())
            if (answer := read(text)) is not None:
                if self.cache:
                    self.cache.put(name, text)
                return answer
            if not whole and len(batch) > 1:
                return self._halves(batch, before, on)
            self.endpoint.usage.count(asked_again=1)
        first, last = batch[0].sentence.id, batch[-1].sentence.id
        raise BadService(
            f"{_TRIES} answers about {first} to {last} had not the form asked for: {text[:200]!r}",
            self.endpoint.url,
            "try --structured json_object, or another model",
        )

    def _halves(self, batch: Sequence[Asked], before: Sequence[Asked], on: str) -> Answer:
        half = len(batch) // 2
        left = self._answer(batch[:half], before, on)
        right = self._answer(batch[half:], batch[max(0, half - _BEFORE) : half], on)
        return Answer(claims=[*left.claims, *right.claims])


def _asked(parsed: Sequence[Parsed], registry: Registry, on: PartialDate | None) -> Iterator[Asked]:
    memory = Memory()
    for block in parsed:
        repair(block.doc, registry, on)
        found = mentions(block, registry, on, memory)
        for sentence, tokens in zip(block.sentences, block.doc.sents, strict=True):
            inside = [m for m in found if tokens.start <= m.head < tokens.end]
            yield Asked(sentence, block.doc, block.base, _codes(inside))


def _codes(found: Sequence[Mention]) -> dict[str, str]:
    """The codes named in a sentence, each with the first words that name it."""
    codes: dict[str, str] = {}
    for m in found:
        for code in m.codes:
            codes.setdefault(code, m.text)
    return codes
