"""What becomes of goods and pacts spoken of before: "the first was handed over", "none of it has left port",
"the deal was suspended", "it stops short of an alliance"."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from estimative.domain import Polarity, Status

from .arguments import Sides, is_verb, lemma, objects, particle, passive, phrase_of, subject
from .channels import goods
from .context import Context
from .findings import Finding
from .frames import lexicon
from .operators import negated

_LATER = 6  # sentences after which a package is no longer that of the last relation
_FRESH = 3  # sentences a relation can be pointed back to


def sequels(sentence: list[Token], sides: Sides, context: Context, found: list[Finding]) -> list[Finding]:
    """Findings of clauses whose subject or object points back to a relation already stated."""
    taken = {f.trigger.i for f in found} | {t.i for f in found for t in f.themes}
    made = []
    for verb in sentence:
        if is_verb(verb) and verb.i not in taken:
            made += [*_of_goods(verb, sides, context, found)] or [*_of_pact(verb, sides, context, found)]
            made += _of_contents(verb, sides, context, found)
            made += _left_open(verb, sides, context, found)
    return made


def _left_open(verb: Token, sides: Sides, context: Context, found: list[Finding]) -> Iterator[Finding]:
    """ "Did not rule out such a step", "ruled it out": the relation last spoken of, possible or refused."""
    if lemma(verb) not in ("rule", "exclude") or (lemma(verb) == "rule" and particle(verb) != "out"):
        return
    model = _model(verb, context, found)
    said = [o for o in objects(verb) if lexicon().noun(o.text) in lexicon().words["reacted"] or o.lower_ == "such"]
    if model is None or not said or not set(sides.codes(subject(verb))) <= model.parties:
        return
    made = replace(model, trigger=verb, ask=verb, core=_core(verb, said), themes=(), argument=None, split=verb.i)
    open_still = negated(verb)
    yield replace(
        made, polarity=Polarity.SUPPORT if open_still else Polarity.WITHHOLD, event=None if open_still else "REJECT",
        factuality="PS+" if open_still else None, status=Status.MOOTED if open_still else None, sign="+", type="event",
        modality=("hedged",) if open_still else (), mode=(), nominal=False,
    )  # fmt: skip


def _of_goods(verb: Token, sides: Sides, context: Context, found: list[Finding]) -> Iterator[Finding]:
    words = lexicon().words
    name = lemma(verb) + (f" {particle(verb)}" if particle(verb) else "")
    came, broke = name in words["come_in"], name in words["break_off"]
    model = _model(verb, context, found)
    if model is None or not (came or broke):
        return
    direct = passive(verb) or _direct_object(verb)
    direct = direct and name not in ("leave", "reach", "enter", "cross")
    things = objects(verb) if direct else subject(verb)
    if not direct and (name not in words["happens"] or any(c.lower_ == "short" for c in verb.children)):
        return
    doer = () if things == subject(verb) else sides.codes(subject(verb))
    if not any(_points(t, model, sides) or _more(t, model, context, sides) for t in things) or (
        doer and not set(doer) <= model.parties
    ):
        return
    if any(f.trigger == x for f in found for t in things for x in t.subtree):
        return  # "the drones it was given have arrived": said already
    if any(t.lower_ in ("it", "this", "that") for t in things) and (came or not direct):
        return  # "it comes", "that entered": no good as a rule
    if _own_receiver(verb, sides) - model.parties:
        return
    polarity = Polarity.SUPPORT if came else Polarity.WITHHOLD
    gone = negated(verb) or any(x.lower_ in ("none", "neither", "no", "nothing") for t in things for x in t.subtree)
    if gone:
        polarity = Polarity.WITHHOLD if came else Polarity.SUPPORT
    event = "AID" if polarity is Polarity.SUPPORT else "REJECT" if came else "SANCTION"
    yield replace(
        model, trigger=verb, ask=verb, core=_core(verb, things), polarity=polarity, event=event, type="event",
        sign="flip" if gone else "+", factuality=None, modality=(), status=None, themes=(), argument=None,
        nominal=False, split=verb.i, reverse=False, mode=(),
    )  # fmt: skip


def _model(verb: Token, context: Context, found: list[Finding]) -> Finding | None:
    """The one-way relation last stated before the verb, here or a sentence or two ago."""
    here = [
        f
        for f in found
        if f.trigger.i < verb.i and f.actor and f.recipient and not f.mutual and not f.reverse
        if f.polarity in (Polarity.SUPPORT, Polarity.WITHHOLD)
    ]  # fmt: skip
    return here[-1] if here else context.last if context.since <= _FRESH else None


def _points(token: Token, model: Finding, sides: Sides) -> bool:
    """Whether a noun phrase means what the model gives: a pronoun, or "the package", "that loan", "the first"."""
    lex = lexicon()
    if (token.lower_ in lex.words["pointing_word"] or token.pos_ == "NUM") and sides.mention(token) is None:
        return not any(c.dep_ == "nmod" and sides.codes([c]) for c in token.children)
    definite = any(c.lower_ in ("the", "that", "this", "those", "these") and c.dep_ == "det" for c in token.lefts)
    if any(sides.mention(t) for t in phrase_of(token)) or not definite:
        return False
    same = {g.channel for g in goods(token)} == {model.channel} and model.channel != "general"
    return same or lex.noun(token.text) in lex.words["carrier"]


def _more(token: Token, model: Finding, context: Context, sides: Sides) -> bool:
    """ "A second battery followed": more of what was just given."""
    named = {g.channel for g in goods(token)}
    fresh = context.since <= 2 or (model.trigger.doc is token.doc and model.trigger.sent == token.sent)
    return fresh and named == {model.channel} and not any(sides.mention(t) for t in phrase_of(token))


def _own_receiver(verb: Token, sides: Sides) -> set[str]:
    near = [c for c in verb.rights if c.dep_ in ("obl", "iobj", "nmod") and sides.mention(c) is not None]
    return {code for c in near for code in sides.codes([c])}


def _direct_object(verb: Token) -> bool:
    return any(c.dep_ == "obj" for c in verb.children)


def _core(verb: Token, things: list[Token]) -> tuple[Token, ...]:
    near = [
        t for s in (*things, *subject(verb)) if s.sent == verb.sent and abs(s.i - verb.i) < 12 for t in phrase_of(s)
    ]
    return (verb, *near)


def _of_pact(verb: Token, sides: Sides, context: Context, found: list[Finding]) -> Iterator[Finding]:
    """A rung not reached, a limit: "neither parliament has ratified it", "it covers no more than ten goods"."""
    lex = lexicon()
    before = [f for f in found if f.frame in ("sign", "bloc") and f.mutual and f.trigger.i < verb.i]
    pact = before[-1] if before else context.pact
    if pact is None:
        return
    around = [*subject(verb), *objects(verb)]
    said = [t for t in around if (t.lower_ == "it" and sides.mention(t) is None) or _named(t) or t == pact.trigger]
    none = negated(verb) or any(x.lower_ in ("neither", "no", "nothing") for t in around for x in t.children)
    short = f"{lemma(verb)} short" if any(c.lower_ == "short" for c in verb.children) else lemma(verb)
    limits = short in lex.words["limiting"] or (none and lemma(verb) in lex.words["binding"])
    if not said or not limits:
        return
    made = replace(pact, frame="sign", trigger=verb, ask=verb, core=_core(verb, said), themes=(), nominal=False)
    yield replace(
        made, split=verb.i, event=None, type="state", factuality=None, modality=(), sign="flip" if none else "+",
        polarity=Polarity.CONSTRAIN, status=Status.SIGNED if lemma(verb) == "ratify" else None,
    )  # fmt: skip


def _named(noun: Token) -> bool:
    pact = lexicon().noun(noun.text) in lexicon().words["pact"]
    return pact and any(c.lower_ in ("the", "this", "that") for c in noun.lefts)


def _of_contents(verb: Token, sides: Sides, context: Context, found: list[Finding]) -> Iterator[Finding]:
    """ "The next tranche includes drones": what the package spoken of holds."""
    carriers = [t for t in subject(verb) if lexicon().noun(t.text) in lexicon().words["carrier"]]
    model = _model(verb, context, found) or (context.last if context.since <= _LATER else None)
    named = [g for t in objects(verb) for g in goods(t) if g.channel not in ("general", "conflict", "economic")]
    if lemma(verb) not in ("include", "comprise", "contain", "feature") or not carriers or not named or model is None:
        return
    if {c for t in carriers for x in t.subtree if (m := sides.mention(x)) for c in m.codes} - model.parties:
        return
    yield replace(
        model, trigger=verb, ask=verb, core=_core(verb, [*carriers, named[0].token]), channel=named[0].channel,
        good=named[0], sign="-" if negated(verb) else "+", factuality=None, modality=(), status=None, themes=(),
        argument=None, nominal=False, split=0, reverse=False, mode=(),
    )  # fmt: skip
