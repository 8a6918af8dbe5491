"""The findings of one sentence against each other and the context: answers in kind, missing sides, denials, doubles."""

from dataclasses import replace

from spacy.tokens import Token

from estimative.domain import Polarity, Status

from .arguments import Sides, is_verb, lemma, objects, phrase_of, verb_places
from .channels import conjuncts
from .context import Context
from .findings import Finding
from .frames import lexicon
from .operators import negated

_CHARGED = (Polarity.SUPPORT, Polarity.OPPOSE)


def denials(sentence: list[Token], sides: Sides, context: Context, found: list[Finding]) -> list[Finding]:
    """ "Mali denies this", "rejected the account as absurd", "called the report a lie": the last charge, denied by one
    of its parties."""
    here = [f for f in found if f.actor and not f.mutual and f.event != "ACCUSE"]
    told = any(c.dep_ == "ccomp" for t in sentence for c in t.children)
    made = []
    for verb in sentence:
        before = [f for f in here if f.trigger.i < verb.i]
        last = before[-1] if before else None if told else context.charge or context.last
        if last is None or last.polarity not in _CHARGED or not is_verb(verb) or negated(verb) or not _denies(verb):
            continue
        which = _which(verb)
        charged = which or [o for o in objects(verb) if lexicon().noun(o.text) in lexicon().words["charge"]]
        who = verb_places(verb)["subj"]
        left_open = which and all(t.lower_ in ("it", "they") and not sides.codes([t]) for t in who)
        if charged and (which or not sides.codes(charged)) and (left_open or set(sides.codes(who)) & last.parties):
            made.append(_denied(last, verb, charged[0]))
    return made[:1]


def _which(verb: Token) -> list[Token]:
    """ "..., which Mali denies": all that was said before the comma."""
    whole = verb.dep_ in ("acl:relcl", "advcl:relcl", "advcl", "parataxis", "conj")
    found = [c for c in verb.lefts if c.dep_ == "obj" and c.lower_ == "which"] if whole else []
    return [c for c in found if c.i and c.nbor(-1).text == ","]


def _denies(verb: Token) -> bool:
    if lemma(verb) in ("deny", "reject", "dismiss", "refute", "rebut", "dispute", "repudiate", "disavow"):
        return True
    false = {lexicon().noun(c.text) for c in verb.subtree if c.i > verb.i}
    return lemma(verb) in ("call", "brand", "label", "describe") and bool(false & lexicon().words["false"])


def _denied(last: Finding, verb: Token, charge: Token) -> Finding:
    spoken = (t for s in verb_places(verb)["subj"] if s.sent == verb.sent for t in phrase_of(s))
    denial = replace(
        last, trigger=verb, ask=verb, core=(*spoken, verb, charge), sign="-", factuality="CT-", status=Status.DENIED
    )
    return replace(denial, event=None, themes=(), argument=None, split=0, modality=("negated",))


def completed(found: list[Finding], sentence: list[Token], sides: Sides, context: Context) -> list[Finding]:
    """A one-sided finding takes its other side from the last relation of the same side and channel, or from the pair
    spoken of if the sentence names its other member."""
    named = {c for t in sentence if (m := sides.mention(t)) for c in m.codes}
    whole = [_complete(f, named, context) if f.reverse else f for f in found]
    whole = [_granted(f, whole) for f in whole]
    return [_complete(_from_neighbour(f, whole), named, context) for f in whole]


def _from_neighbour(f: Finding, found: list[Finding]) -> Finding:
    """ "Armed Mali and sent advisers": the receiver of the coordinated verb; "sold jets and got oil in exchange": the
    other party of the deal."""
    if f.mutual or (f.actor and f.recipient) or f.polarity is not Polarity.SUPPORT:
        return f
    for g in found:
        if g.polarity is Polarity.OPPOSE:
            continue
        joined = f.trigger.dep_ == "conj" and f.trigger.head == g.trigger and bool(g.actor and g.recipient)
        if joined and f.actor == g.actor and not f.recipient:
            return replace(f, recipient=g.recipient)
        if f.trigger in g.trigger.subtree and g.actor and g.recipient and (f.actor or f.recipient):
            known, others = f.actor or f.recipient, g.parties - set(f.actor or f.recipient)
            if set(known) <= g.parties and len(others) == 1:
                return replace(f, actor=f.actor or tuple(others), recipient=f.recipient or tuple(others))
        exchange = any(t.lower_ in ("exchange", "return") for t in f.trigger.sent)
        if joined and exchange and f.recipient == g.actor and not f.actor:
            return replace(f, actor=g.recipient)
    return f


_MATERIAL = frozenset(
    {"sanctions", "arms", "military", "nuclear", "intelligence", "finance", "energy", "technology", "trade"}
)


def _complete(f: Finding, named: set[str], context: Context) -> Finding:
    if (
        (f.actor and f.recipient)
        or f.mutual
        or f.frame == "need"
        or not (f.polarity in (Polarity.SUPPORT, Polarity.WITHHOLD) or f.frame in ("turn out", "freeze assets"))
    ):
        return f
    last, pair = context.last, context.open_pair
    if (
        last is not None
        and last.channel == f.channel
        and f.actor in ((), last.actor)
        and f.recipient in ((), last.recipient)
    ):
        return replace(f, actor=last.actor, recipient=last.recipient)
    told = context.giver_to(f.recipient, f.channel) if f.recipient else context.receiver_from(f.actor, f.channel)
    known = f.actor or f.recipient
    told = told or (context.other(known[0]) if len(known) == 1 and f.channel in _MATERIAL else ())
    told = told or (context.receiver(known) if f.actor and f.channel in _MATERIAL else ())
    if told and not f.closed:
        return replace(f, actor=f.actor or told, recipient=f.recipient or told)
    rest = tuple(c for c in pair if c not in f.parties)
    if len(pair) == 2 and len(rest) == 1 and rest[0] in named:
        return replace(f, actor=f.actor or rest, recipient=f.recipient or rest)
    return f


def answered(found: list[Finding]) -> list[Finding]:
    """An answer in kind without addressee goes to whoever struck the one who answers."""
    done = []
    for f in found:
        if f.frame == "use weapons on" and not f.actor:
            users = {
                c
                for g in found
                if g.frame in ("give", "sell")
                and g.recipient
                and {t.i for t in f.themes} & {x.i for t in g.themes for x in conjuncts(t)}
                for c in g.recipient
            }
            if len(users) != 1:
                continue
            f = replace(f, actor=tuple(users))
        if f.frame == "fire" and f.actor and not f.recipient:
            attackers = {
                a for g in found if g.channel == "conflict" and set(f.actor) & set(g.recipient) for a in g.actor
            }
            if len(attackers) != 1:
                continue
            f = replace(f, recipient=tuple(attackers))
        done.append(_granted(f, found))
    return done


def _granted(f: Finding, found: list[Finding]) -> Finding:
    """ "Mali asked Paris for troops, and Paris sent 1,800": what the one asked gives goes to the one who asked."""
    if not f.actor or f.recipient or f.mutual or f.reverse or f.polarity not in (Polarity.SUPPORT, Polarity.WITHHOLD):
        return f
    asked = [g for g in found if g.reverse and g.trigger.i < f.trigger.i and g.recipient == f.actor]
    return replace(f, recipient=asked[-1].actor) if asked and asked[-1].channel == f.channel else f


def _for_need(f: Finding, found: list[Finding]) -> Finding:
    """ "Needing weapons, Mali turned to Chad for support": the need names the family of what is sought."""
    need = next((g for g in found if g.frame == "need" and g.actor == f.actor), None)
    if need is None or f.frame != "turn to" or f.channel != "general":
        return f
    return replace(f, channel="military" if need.channel == "arms" else need.channel)


def merged(found: list[Finding]) -> list[Finding]:
    """A one-sided finding gives way to a fuller one; "sent soldiers to help Mali" is one claim."""
    found = [_for_need(f, found) for f in found]
    done = list(found)
    for f in found:
        if (f.actor and f.recipient) or f.mutual or f.frame == "need":
            continue
        helped = next(
            (
                g
                for g in found
                if g.frame == "support"
                and not g.nominal
                and g.actor == f.actor
                and g.recipient
                and _for_purpose(g.trigger, f)
            ),
            None,
        )
        if helped is not None:
            done[done.index(f)] = replace(f, recipient=helped.recipient, core=(*f.core, *helped.core))
            done.remove(helped)
        elif any(
            g is not f
            and g.channel == f.channel
            and g.polarity is f.polarity
            and not (g.reverse and g.recipient == f.actor)
            and (g.actor, g.recipient) != (f.actor, f.recipient)
            and set(f.parties) <= set(g.parties)
            for g in found
        ):
            done.remove(f)
    return done


def _for_purpose(trigger: Token, f: Finding) -> bool:
    return trigger.dep_ in ("acl", "advcl", "xcomp") and (trigger.head == f.trigger or trigger.head in f.themes)


def _half(f: Finding) -> bool:
    """A good bought or sold by nobody named: a private or domestic deal as often as not."""
    return not f.actor and bool(f.recipient) and f.frame in _DEALS and f.channel in _CIVIL


_DEALS = frozenset({"buy", "sell", "buy for", "receive", "give", "arrive", "pay"})
_CIVIL = frozenset({"trade", "finance", "energy", "general", "economic", "technology", "territory"})


def distinct(found: list[Finding]) -> list[Finding]:
    """Drop self-pairs, empty findings, and the later of two that say the same."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for f in found:
        recipient = tuple(c for c in f.recipient if c not in f.actor)
        if (not f.actor and not recipient) or (f.recipient and not recipient) or _half(f):
            continue
        if f.partial and not (f.actor and recipient):
            continue
        f = replace(f, recipient=recipient)
        sides = tuple(sorted(f.parties)) if f.mutual else (f.actor, f.recipient)
        key = (sides, f.mutual, f.channel, f.polarity, f.event == "AGREE", f.factuality, f.split, f.event is None)
        if key not in seen:
            seen.add(key)
            kept.append(f)
    return kept
