"""Goods an outcome is owed to: "thanks to Kuwaiti diesel Yemen has light", "without Swedish shells Finland would have
fallen". The noun names no giving; what it did for the subject of the clause does."""

from spacy.tokens import Token

from estimative.domain import Polarity

from .arguments import Sides, is_verb, phrase_of, subject
from .channels import Good, case, goods
from .findings import Finding

_THINGS = frozenset({"arms", "military", "intelligence", "energy", "finance", "technology", "trade", "general"})
_PAST = ("would", "could", "might")


def owed(sentence: list[Token], sides: Sides, found: list[Finding]) -> list[Finding]:
    """One finding for every good of one state that the state in the clause fares by, where none is found yet."""
    taken = {t.i for f in found for t in (f.trigger, *f.themes)} | {f.good.token.i for f in found if f.good}
    made = []
    for noun in sentence:
        good = _good(noun, sides) if noun.pos_ == "NOUN" and noun.i not in taken else None
        verb = _clause(noun)
        if good is None or verb is None:
            continue
        giver = sides.codes(c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod:poss"))
        who = [t for t in subject(verb) if t.lower_ != "thanks"]
        who += [c for c in verb.lefts if c.dep_.startswith("nsubj") and c not in who and c.lower_ != "thanks"]
        gets = tuple(c for c in (sides.codes(who) or _places(verb, noun, sides)) if c not in giver)
        if len(giver) == 1 and len(gets) == 1:
            made.append(_given(noun, good, giver, gets))
    return made


def _good(noun: Token, sides: Sides) -> Good | None:
    mention = sides.mention(noun)
    if mention is not None and mention.kind == "nominal":
        named = [g for g in goods(noun, False) if g.channel == "military"]
    else:
        named = [g for g in goods(noun) if g.channel in _THINGS]
    return named[0] if named else None


def _clause(noun: Token) -> Token | None:
    """The verb whose outcome hangs on the noun: after "thanks to", or after "without" under "would" or "could"."""
    thanks = noun.head if noun.head.lower_ == "thanks" else noun
    verb = thanks.head
    if not (noun.dep_ in ("obl", "nmod", "advcl") and is_verb(verb)):
        return None
    if case(noun) == "without":
        return verb if any(c.lower_ in _PAST for c in verb.lefts) else None
    before = noun.left_edge
    marks = {t.lower_ for t in noun.doc[max(before.i - 2, 0) : noun.i]}
    return verb if thanks is not noun or {"thanks", "to"} <= marks else None


def _places(verb: Token, noun: Token, sides: Sides) -> tuple[str, ...]:
    """ "The lights are on again in Aden": the place of the clause."""
    return sides.codes(c for c in verb.rights if c.dep_ == "obl" and c != noun and case(c) in ("in", "at"))


def _given(noun: Token, good: Good, giver: tuple[str, ...], gets: tuple[str, ...]) -> Finding:
    return Finding(
        "owed", noun, noun, giver, gets, good.channel, Polarity.SUPPORT, "event", (noun, *phrase_of(noun)), good=good,
        event="AID", factuality="CT+", modality=("presupposed",), nominal=True,
    )  # fmt: skip
