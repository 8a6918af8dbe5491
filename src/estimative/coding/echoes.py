"""Clauses that speak of a relation already stated: reactions to it, its ratification, others who follow, blame."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from estimative.domain import Polarity, Status

from .arguments import Sides, is_verb, lemma, objects, phrase_of, verb_places
from .channels import Good, case
from .context import Context
from .findings import Finding
from .frames import lexicon
from .operators import negated

_REACTIONS = ("condemn", "back in words")
_INSTRUMENTS = frozenset({"sign", "ratify", "approve"})


def echoes(sentence: list[Token], sides: Sides, context: Context, found: list[Finding]) -> list[Finding]:
    """Further findings of the sentence, whose sides or content stand in an earlier one."""
    taken = {f.trigger.i for f in found}
    made: list[Finding] = []
    for verb in sentence:
        if not is_verb(verb):
            continue
        if verb.i not in taken:
            made += [*_reaction(verb, sides, context, found), *_instrument(verb, sides, context, found)]
            made += _follower(verb, sides, context, found)
    return [*made, *(b for f in found for b in _blame(f, taken, sides))]


def _subject(verb: Token, sides: Sides) -> tuple[str, ...]:
    return sides.codes(verb_places(verb)["subj"])


def _core(verb: Token) -> tuple[Token, ...]:
    around = [*verb_places(verb)["subj"], *objects(verb)]
    return (verb, *(t for s in around if s.sent == verb.sent and abs(s.i - verb.i) < 12 for t in phrase_of(s)))


def _reaction(verb: Token, sides: Sides, context: Context, found: list[Finding]) -> Iterator[Finding]:
    """ "A step that China condemned", "Oslo welcomed the sale": for or against whoever took the step."""
    frame = next((f for f in lexicon().verb_frames.get(lemma(verb), ()) if f.name in _REACTIONS), None)
    if frame is None:
        return
    things = [o for o in objects(verb) if lexicon().noun(o.text) in lexicon().words["reacted"]]
    who = _subject(verb, sides)
    if not things or not who or sides.codes(things) or negated(verb):
        return
    before = [f for f in found if f.trigger.i < verb.i and f.actor and not set(f.actor) <= set(who)]
    deed = before[-1] if before else context.deed
    if deed is None:
        return
    doers = (*deed.actor, *(deed.recipient if deed.mutual else ()))
    target = tuple(c for c in doers if c not in who)
    if target:
        yield Finding(
            frame.name, verb, verb, who, target, "diplomatic", frame.polarity, "event", _core(verb),
            good=Good("diplomatic", "", verb), event=frame.event, mode=frame.mode,
        )  # fmt: skip


def _instrument(verb: Token, sides: Sides, context: Context, found: list[Finding]) -> Iterator[Finding]:
    """ "Its parliament ratified it": the pact spoken of, one rung further."""
    if lemma(verb) not in _INSTRUMENTS:
        return
    pacts = [f for f in found if f.frame in ("sign", "bloc") and f.mutual and f.trigger.i < verb.i]
    pact = pacts[-1] if pacts else context.pact
    said = [o for o in objects(verb) if o.lower_ == "it" or _pointed(o)]
    who = _subject(verb, sides)
    if pact is None or not said or not who or not set(who) <= pact.parties:
        return
    status = Status.RATIFIED if lemma(verb) != "sign" else Status.SIGNED
    other = tuple(c for c in (*pact.actor, *pact.recipient) if c not in who)
    made = replace(
        pact, frame="sign", trigger=verb, ask=verb, core=_core(verb), status=status, themes=(), nominal=False
    )
    made = replace(
        made,
        split=verb.i,
        event="SUPPORT",
        type="event",
        factuality=None,
        modality=(),
        sign="+",
        polarity=Polarity.SUPPORT,
    )
    if negated(verb) and other:
        made = replace(made, actor=who, recipient=other, mutual=False, polarity=Polarity.CONSTRAIN, sign="flip")
        made = replace(made, event=None, status=None)
    yield made


def _pointed(noun: Token) -> bool:
    plain = not any(c.dep_ in ("nmod", "acl", "acl:relcl", "amod") for c in noun.children)
    return (
        lexicon().noun(noun.text) in lexicon().words["pact"]
        and plain
        and any(c.lower_ in ("the", "this", "that") for c in noun.lefts)
    )


def _follower(verb: Token, sides: Sides, context: Context, found: list[Finding]) -> Iterator[Finding]:
    """ "And Britain may follow", "Japan followed suit": the same act by another."""
    words = {o.lower_ for o in objects(verb)}
    suit = (lemma(verb) == "follow" and "suit" in words) or (lemma(verb) == "do" and words & {"same", "likewise"})
    before = [f for f in found if f.trigger.i < verb.i and f.actor and f.recipient and not f.mutual]
    model = before[-1] if before else (context.deed if suit else None)
    bare = (
        verb.lower_ in ("follow", "followed") and not words and not any(c.dep_.startswith("obl") for c in verb.rights)
    )
    if model is None or not (suit or bare):
        return
    who = tuple(c for c in _subject(verb, sides) if c not in model.parties)
    if who:
        made = replace(
            model, trigger=verb, ask=verb, actor=who, core=_core(verb), themes=(), argument=None, nominal=False
        )
        yield replace(made, split=verb.i, status=None, factuality=None, modality=())


def _blame(f: Finding, taken: set[int], sides: Sides) -> Iterator[Finding]:
    """ "Blamed Mali for the attack": the attack is laid to the one blamed, upon the one who blames."""
    if f.frame != "accuse" or not f.actor or not f.recipient:
        return
    for noun in f.trigger.subtree:
        strikes = any(x.name == "assault" for x in lexicon().noun_frames.get(lexicon().noun(noun.text), ()))
        if (
            noun.pos_ != "NOUN"
            or noun.i in taken
            or not strikes
            or case(noun) not in ("for", "over")
            or noun.i < f.trigger.i
        ):
            continue
        against = tuple(c for c in sides.codes([noun]) if c not in f.recipient) or f.actor
        made = replace(
            f, trigger=noun, ask=noun, actor=f.recipient, recipient=against, channel="conflict", core=(noun,)
        )
        yield replace(
            made, event="ASSAULT", mode=(), factuality="PR+", modality=("attributed",), nominal=True, frame="assault"
        )
