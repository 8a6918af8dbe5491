"""What earlier sentences leave behind: the two actors last spoken of together, and the relations stated so far."""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from estimative.domain import Polarity

from .arguments import Sides
from .findings import Finding

_KEEP = 2  # sentences a pair stays open for "bilateral", "this partnership"
_TOLD = 12  # one-way relations remembered
_ABOUT = 3  # sentences that must name a party before the text is about it
_GIVEN = frozenset({Polarity.SUPPORT, Polarity.WITHHOLD})


@dataclass(frozen=True, slots=True)
class Context:
    """`pair` is open while `age` is small; `last` is the last one-way support with both sides, said `since` sentences
    ago, `deed` the last act of any sign, `pact` the last instrument of two, `told` the last one-way relations."""

    pair: tuple[str, ...] = ()
    age: int = 99
    last: Finding | None = None
    since: int = 99
    deed: Finding | None = None
    pact: Finding | None = None
    charge: Finding | None = None
    told: tuple[Finding, ...] = ()
    named: tuple[tuple[str, int], ...] = ()  # parties and the sentences that name them, most often named first
    titled: tuple[str, ...] = ()  # the two parties of the title

    @property
    def open_pair(self) -> tuple[str, ...]:
        return self.pair if self.age <= _KEEP else ()

    @property
    def _titled(self) -> tuple[str, ...]:
        """The two of the title, once the body has named both: a title of today may call a dead state by its heir."""
        return self.titled if set(self.titled) <= {code for code, _ in self.named} else ()

    def giver_to(self, recipient: tuple[str, ...], channel: str) -> tuple[str, ...]:
        """Who gave to this receiver: on the same channel last, else the only giver the text has named for him."""
        return _only([(f.channel, f.actor) for f in self.told if f.recipient == recipient], channel)

    def receiver_from(self, actor: tuple[str, ...], channel: str) -> tuple[str, ...]:
        """Who received from this giver, likewise."""
        return _only([(f.channel, f.recipient) for f in self.told if f.actor == actor], channel)

    def receiver(self, giver: tuple[str, ...]) -> tuple[str, ...]:
        """The receiver of late: that of the last two relations, if they agree and are fresh."""
        late = {f.recipient for f in self.told[-2:]}
        fresh = self.since <= _KEEP + 1 and len(late) == 1
        return tuple(c for c in self.told[-1].recipient if c not in giver) if fresh else ()

    @property
    def about(self) -> tuple[str, ...]:
        """The pair open, else the two the whole text is about."""
        if self._titled:
            return self.open_pair or self._titled
        first = self.named[0][0] if self.named else ""
        return self.open_pair or ((first, *self.other(first)) if self.other(first) else ())

    def other(self, party: str) -> tuple[str, ...]:
        """The other of the two the text is about: those of the title, else the two named in most sentences, twice as
        often as any third."""
        if party in self._titled:
            return tuple(code for code in self._titled if code != party)
        if len(self.named) < 2 or party not in (self.named[0][0], self.named[1][0]) or self.named[1][1] < _ABOUT:
            return ()
        third = self.named[2][1] if len(self.named) > 2 else 0
        rest = next(code for code, _ in self.named[:2] if code != party)
        return (rest,) if self.named[1][1] >= 2 * third else ()

    def enter(self, sentence: list[Token], sides: Sides) -> "Context":
        """The context as the sentence begins: a pair it names itself counts at once."""
        pair = named_pair(sentence, sides)
        here = replace(self, since=self.since + 1, named=_counted(self.named, sentence, sides))
        return replace(here, pair=pair, age=0) if pair else replace(here, age=self.age + 1)

    def leave(self, found: list[Finding]) -> "Context":
        """The context after the sentence."""
        one_way = [f for f in found if not f.mutual and f.actor and f.recipient and f.polarity in _GIVEN]
        mutual = [f for f in found if f.mutual and len(f.parties) == 2]
        pair = (*mutual[-1].actor, *mutual[-1].recipient) if mutual else ()
        kept = replace(self, last=one_way[-1], since=0) if one_way else self
        deeds = [f for f in found if f.actor and (f.event or f.type == "event") and f.channel != "diplomatic"]
        pacts = [f for f in mutual if f.frame in ("sign", "bloc")]
        charges = [f for f in found if f.actor and f.recipient and not f.mutual and f.event != "ACCUSE"]
        kept = replace(kept, deed=deeds[-1] if deeds else None, pact=pacts[-1] if pacts else kept.pact)
        kept = replace(kept, told=(*kept.told, *one_way)[-_TOLD:], charge=charges[-1] if charges else None)
        if pair:
            return replace(kept, pair=pair, age=0)
        both = (*one_way[-1].actor, *one_way[-1].recipient) if one_way else ()
        return replace(kept, pair=both, age=0) if len(both) == 2 and kept.age > 0 else kept


def _counted(named: tuple[tuple[str, int], ...], sentence: list[Token], sides: Sides) -> tuple[tuple[str, int], ...]:
    counts = dict(named)
    for code in {c for t in sentence if (m := sides.mention(t)) is not None for c in m.codes}:
        counts[code] = counts.get(code, 0) + 1
    return tuple(sorted(counts.items(), key=lambda item: -item[1]))


def _only(told: list[tuple[str, tuple[str, ...]]], channel: str) -> tuple[str, ...]:
    same = [side for c, side in told if c == channel]
    if same:
        return same[-1]
    return told[-1][1] if len({side for _, side in told}) == 1 else ()


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
