"""From matched frames to findings: what operators, negation and goods make of each, and which matches are dropped."""

from collections.abc import Iterator

from spacy.tokens import Token

from estimative.domain import Polarity

from .arguments import Sides, is_verb, phrase_of
from .channels import Good, conjuncts
from .context import Context
from .echoes import echoes
from .findings import Finding
from .frames import lexicon
from .governed import governed
from .match import Match
from .merging import answered, completed, denials, distinct, merged
from .owed import owed
from .predicates import matches
from .pruning import about_the_text, prune
from .readings import asked, inherited, reading
from .sequels import sequels

_ARGUMENT_HEDGES = {
    "potentially": "PS+",
    "possibly": "PS+",
    "perhaps": "PS+",
    "maybe": "PS+",
    "reportedly": "PR+",
    "allegedly": "PR+",
}


def findings(sentence: list[Token], sides: Sides, context: Context) -> list[Finding]:
    """All relations a sentence states, in text order, without doubles."""
    if about_the_text(sentence):
        return []
    kept = prune(matches(sentence, sides, context))
    found = [f for match in kept for f in _of(match, sides, context)]
    whole = completed(merged(answered(found)), sentence, sides, context)
    whole += echoes(sentence, sides, context, whole)
    whole += owed(sentence, sides, whole)
    later = sequels(sentence, sides, context, whole)
    bound = {t.i for f in later if f.polarity is Polarity.CONSTRAIN for t in f.trigger.subtree if t != f.trigger}
    whole = [*(f for f in whole if f.trigger.i not in bound or f.channel != "conflict"), *later]
    return distinct([*whole, *denials(sentence, sides, context, whole)])


def _of(match: Match, sides: Sides, context: Context) -> Iterator[Finding]:
    """One finding per channel (and per disjunct), each under the operators above its trigger."""
    groups: dict[tuple[str, int], list[Good]] = {}
    for good in match.goods:
        groups.setdefault((good.channel, _certainty_group(good, match)), []).append(good)
    sanctions = [c for c in _opposed_to(match) if c.dep_ == "conj" and lexicon().noun(c.text) == "sanction"]
    if sanctions and match.frame.name in ("oppose", "attitude", "opposed"):
        groups[("sanctions", 0)] = [Good("sanctions", "sanctions", sanctions[0])]
    for number, ((channel, split), members) in enumerate(groups.items()):
        base = inherited(_base(match, channel, members, number == 0, split), context)
        yield from governed(base, match, sides)


def _opposed_to(match: Match) -> list[Token]:
    return [c for mark in ("to", "against", "of", "obj") for t in match.places.get(mark, []) for c in conjuncts(t)]


def _certainty_group(good: Good, match: Match) -> int:
    """Goods with a hedge of their own, or in a disjunction, are claims of their own."""
    if match.frame.channel:
        return 0
    token = good.token
    hedged = _hedge_of(token) is not None
    disjunct = token.dep_ == "conj" and any(c.lower_ == "or" and c.dep_ == "cc" for c in token.children)
    return token.i + 1 if hedged or disjunct else 0


def _hedge_of(token: Token) -> str | None:
    return next((c.lower_ for c in token.lefts if c.lower_ in _ARGUMENT_HEDGES), None)


def _base(match: Match, channel: str, members: list[Good], first: bool, split: int) -> Finding:
    frame, trigger = match.frame, match.trigger
    polarity = frame.polarity
    core = _core(match, members) if first else tuple(t for g in members for t in phrase_of(g.token))
    if polarity in (Polarity.SUPPORT, Polarity.WITHHOLD) and channel == "conflict":
        channel = "military"
    good = members[0]
    found = Finding(
        frame=frame.name,
        trigger=trigger,
        ask=asked(trigger),
        actor=match.actor,
        recipient=match.recipient,
        channel=channel,
        polarity=polarity,
        type=frame.type,
        core=core,
        good=good,
        mutual=match.mutual,
        reverse=frame.reverse,
        event=_event(match, channel),
        mode=frame.mode,
        factuality=_ARGUMENT_HEDGES.get(_hedge_of(good.token) or "") if split else None,
        themes=match.theme,
        nominal=match.nominal,
        argument=good.token if split and good.token is not trigger else None,
        split=split,
        closed=match.closed,
        partial=match.partial,
    )
    return reading(found, match)


def _event(match: Match, channel: str) -> str | None:
    if match.frame.name in ("give", "receive") and channel == "intelligence":
        return "COOPERATE"
    if match.frame.name == "support" and match.nominal and is_verb(match.trigger.head) is False:
        return None
    return match.frame.event


def _core(match: Match, members: list[Good]) -> tuple[Token, ...]:
    trigger = match.trigger
    tokens = [trigger]
    if not match.nominal:
        tokens += [t for name in ("subj", "obj") for t in match.places.get(name, []) if abs(t.i - trigger.i) < 15]
        tokens += [
            c
            for c in trigger.children
            if c.dep_ in ("aux", "aux:pass", "advmod", "compound:prt") and abs(c.i - trigger.i) < 5
        ]
    tokens += [g.token for g in members if abs(g.token.i - trigger.i) < 25]
    out = [t for token in tokens for t in ([token] if token is trigger else phrase_of(token))]
    if match.nominal:
        out += phrase_of(trigger)
        out += [t for c in trigger.children if c.dep_ == "nmod" for t in c.subtree]
    sent = trigger.sent
    return tuple(t for t in out if sent.start <= t.i < sent.end)
