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


def denials(sentence: list[Token], sides: Sides, context: Context, found: list[Finding]) -> list[Finding]:
    """ "Mali denies this": the last relation, denied by one of its parties."""
    here = [f for f in found if f.polarity is Polarity.SUPPORT and f.actor and f.recipient and not f.mutual]
    last = here[-1] if here else context.last
    if last is None or last.polarity is not Polarity.SUPPORT:
        return []
    for verb in sentence:
        if not is_verb(verb) or lemma(verb) not in ("deny", "reject", "dismiss") or negated(verb):
            continue
        charged = [o for o in objects(verb) if lexicon().noun(o.text) in lexicon().words["charge"]]
        if charged and set(sides.codes(verb_places(verb)["subj"])) & last.parties:
            core = (
                *(t for s in verb_places(verb)["subj"] if s.sent == verb.sent for t in phrase_of(s)),
                verb,
                charged[0],
            )
            denial = replace(
                last, trigger=verb, ask=verb, core=core, sign="-", factuality="CT-", status=Status.DENIED, event=None
            )
            return [replace(denial, themes=(), argument=None, split=0, modality=("negated",))]
    return []


def completed(found: list[Finding], sentence: list[Token], sides: Sides, context: Context) -> list[Finding]:
    """A one-sided finding takes its other side from the last relation of the same side and channel, or from the pair
    spoken of if the sentence names its other member."""
    named = {c for t in sentence if (m := sides.mention(t)) for c in m.codes}
    return [_complete(_from_neighbour(f, found), named, context) for f in found]


def _from_neighbour(f: Finding, found: list[Finding]) -> Finding:
    """ "Armed Mali and sent advisers": the receiver of the coordinated verb; "sold jets and got oil in exchange": the
    other party of the deal."""
    if f.mutual or (f.actor and f.recipient) or f.polarity is not Polarity.SUPPORT:
        return f
    for g in found:
        joined = f.trigger.dep_ == "conj" and f.trigger.head == g.trigger and bool(g.actor and g.recipient)
        if joined and f.actor == g.actor and not f.recipient:
            return replace(f, recipient=g.recipient)
        exchange = any(t.lower_ in ("exchange", "return") for t in f.trigger.sent)
        if joined and exchange and f.recipient == g.actor and not f.actor:
            return replace(f, actor=g.recipient)
    return f


def _complete(f: Finding, named: set[str], context: Context) -> Finding:
    if (
        (f.actor and f.recipient)
        or f.mutual
        or f.frame == "need"
        or f.polarity not in (Polarity.SUPPORT, Polarity.WITHHOLD)
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
        done.append(f)
    return done


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
            and (g.actor, g.recipient) != (f.actor, f.recipient)
            and set(f.parties) <= set(g.parties)
            for g in found
        ):
            done.remove(f)
    return done


def _for_purpose(trigger: Token, f: Finding) -> bool:
    return trigger.dep_ in ("acl", "advcl", "xcomp") and (trigger.head == f.trigger or trigger.head in f.themes)


def distinct(found: list[Finding]) -> list[Finding]:
    """Drop self-pairs, empty findings, and the later of two that say the same."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for f in found:
        recipient = tuple(c for c in f.recipient if c not in f.actor)
        if (not f.actor and not recipient) or (f.recipient and not recipient):
            continue
        f = replace(f, recipient=recipient)
        sides = tuple(sorted(f.parties)) if f.mutual else (f.actor, f.recipient)
        key = (sides, f.mutual, f.channel, f.polarity, f.event == "AGREE", f.factuality, f.split, f.event is None)
        if key not in seen:
            seen.add(key)
            kept.append(f)
    return kept
