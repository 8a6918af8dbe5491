"""What earlier sentences leave behind: the two actors last spoken of together, and the last one-way relation."""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from .arguments import Sides
from .findings import Finding

_KEEP = 2  # sentences a pair stays open for "bilateral", "this partnership"


@dataclass(frozen=True, slots=True)
class Context:
    """`pair` is open while `age` is small; `last` is the last one-way support with both sides, `deed` the last
    act of any sign, `pact` the last instrument of two."""

    pair: tuple[str, ...] = ()
    age: int = 99
    last: Finding | None = None
    deed: Finding | None = None
    pact: Finding | None = None

    @property
    def open_pair(self) -> tuple[str, ...]:
        return self.pair if self.age <= _KEEP else ()

    def enter(self, sentence: list[Token], sides: Sides) -> "Context":
        """The context as the sentence begins: a pair it names itself counts at once."""
        pair = named_pair(sentence, sides)
        return replace(self, pair=pair, age=0) if pair else replace(self, age=self.age + 1)

    def leave(self, found: list[Finding]) -> "Context":
        """The context after the sentence."""
        one_way = [
            f for f in found if not f.mutual and f.actor and f.recipient and f.polarity in ("support", "withhold")
        ]
        mutual = [f for f in found if f.mutual and len(f.parties) == 2]
        pair = (*mutual[-1].actor, *mutual[-1].recipient) if mutual else ()
        kept = replace(self, last=one_way[-1]) if one_way else self
        deeds = [f for f in found if f.actor and f.type == "event" and f.channel != "diplomatic"]
        pacts = [f for f in mutual if f.frame in ("sign", "bloc")]
        kept = replace(kept, deed=deeds[-1] if deeds else None, pact=pacts[-1] if pacts else kept.pact)
        if pair:
            return replace(kept, pair=pair, age=0)
        both = (*one_way[-1].actor, *one_way[-1].recipient) if one_way else ()
        return replace(kept, pair=both, age=0) if len(both) == 2 and kept.age > 0 else kept


def named_pair(sentence: list[Token], sides: Sides) -> tuple[str, ...]:
    """Two actors the sentence sets together: "A and B", "between A and B", "A-B", "both countries", "their"."""
    found: tuple[str, ...] = ()
    for token in sentence:
        mention = sides.mention(token)
        if mention is None or mention.head != token.i:
            continue
        codes = mention.codes if len(mention.codes) == 2 else _joined(token, sides)
        if len(codes) == 2:
            found = found or codes
    return found


def _joined(token: Token, sides: Sides) -> tuple[str, ...]:
    others = [c for c in token.children if c.dep_ == "conj" and sides.mention(c)]
    if not others and token.i + 2 < len(token.doc) and token.doc[token.i + 1].text in ("-", "–", "‑", "/"):
        others = [token.doc[token.i + 2]] if sides.mention(token.doc[token.i + 2]) else []
    codes = sides.codes([token], True)
    more = tuple(c for t in others for c in sides.codes([t], True))
    return tuple(dict.fromkeys((*codes, *more)))
