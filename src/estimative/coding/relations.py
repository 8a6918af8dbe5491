"""From matched frames to findings: what operators, negation and goods make of each, and which matches are dropped."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from estimative.domain import Polarity, Status

from .arguments import Sides, is_verb, lemma, objects, verb_places
from .channels import Good, case, conjuncts, goods
from .context import Context
from .findings import Finding
from .frames import lexicon
from .operators import Governor, governors, negated
from .predicates import Match, matches

_GIVING = frozenset({Polarity.SUPPORT})
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
    if _about_the_text(sentence):
        return []
    kept = _prune(matches(sentence, sides, context))
    found = [f for match in kept for f in _of(match, sides, context)]
    denied = _denials(sentence, sides, context)
    return _distinct([*_completed(_merged(_answered(found)), sentence, sides, context), *denied])


def _denials(sentence: list[Token], sides: Sides, context: Context) -> list[Finding]:
    """"Mali denies this": the last relation, denied by one of its parties."""
    last = context.last
    if last is None or last.polarity is not Polarity.SUPPORT:
        return []
    for verb in sentence:
        if not is_verb(verb) or lemma(verb) not in ("deny", "reject", "dismiss") or negated(verb):
            continue
        charged = [o for o in objects(verb) if lexicon().noun(o.text) in lexicon().words["charge"]]
        if charged and set(sides.codes(verb_places(verb)["subj"])) & last.parties:
            core = (*(t for s in verb_places(verb)["subj"] if s.sent == verb.sent for t in _phrase(s)), verb, charged[0])
            denial = replace(last, trigger=verb, ask=verb, core=core, sign="-", factuality="CT-", status=Status.DENIED, event=None)
            return [replace(denial, themes=(), argument=None, split=0, modality=("negated",))]
    return []


def _completed(found: list[Finding], sentence: list[Token], sides: Sides, context: Context) -> list[Finding]:
    """A one-sided finding takes its other side from the last relation of the same side and channel, or from the pair
    spoken of if the sentence names its other member."""
    named = {c for t in sentence if (m := sides.mention(t)) for c in m.codes}
    return [_complete(f, named, context) for f in found]


def _complete(f: Finding, named: set[str], context: Context) -> Finding:
    if f.actor and f.recipient or f.mutual or f.frame == "need" or f.polarity not in (Polarity.SUPPORT, Polarity.WITHHOLD):
        return f
    last, pair = context.last, context.open_pair
    if last is not None and last.channel == f.channel and f.actor in ((), last.actor) and f.recipient in ((), last.recipient):
        return replace(f, actor=last.actor, recipient=last.recipient)
    rest = tuple(c for c in pair if c not in f.parties)
    if len(pair) == 2 and len(rest) == 1 and rest[0] in named:
        return replace(f, actor=f.actor or rest, recipient=f.recipient or rest)
    return f


def _about_the_text(sentence: list[Token]) -> bool:
    """'This article explores ...': the text speaks of itself."""
    words = lexicon().words
    for t in sentence:
        if lexicon().noun(t.text) in words["meta_subject"] and t.dep_.startswith("nsubj") and t.i - sentence[0].i <= 4:
            head = t.head
            if lemma(head) in words["meta_verb"] or (head.lower_.rstrip("s") in words["meta_verb"]):
                return any(c.lower_ in ("this", "our", "the following") for c in t.children)
    return False


def _prune(found: list[Match]) -> list[Match]:
    """A noun that is only the theme of a matched verb ("provide support") or scene-setting says nothing of its own."""
    verbs = {m.trigger.i: m for m in found if not m.nominal}
    kept = []
    for m in found:
        if m.nominal and (_scene(m) or (_of_the_text(m.trigger) and not _extent(m.trigger))):
            continue
        over = [
            v for v in verbs.values() if m.nominal and any(m.trigger.i == h.i for t in v.theme for h in conjuncts(t))
        ]
        if over and any({*v.actor, *v.recipient} >= {*m.actor, *m.recipient} for v in over):
            continue
        kept.append(m)
    inner = {m.trigger.i: m for m in kept}
    return [m for m in kept if not _shadowed(m, inner)]


def _of_the_text(token: Token) -> bool:
    """ "The discussion of", "the nature and extent of": spoken about, not stated."""
    head = token.head
    return token.dep_ == "nmod" and case(token) == "of" and lexicon().noun(head.text) in lexicon().words["meta_noun"]


def _extent(token: Token) -> bool:
    """ "The extent of their support is ...": a statement about the relation, without sign."""
    head = token.head
    first = head.head if head.dep_ == "conj" else head
    return lexicon().noun(head.text) in lexicon().words["extent"] and first.dep_.startswith("nsubj")


def _shadowed(m: Match, others: dict[int, Match]) -> bool:
    """A halt, ban or offer over a noun that has a frame of its own leaves the claim to that noun; a reliance that is
    lessened, an alignment that is tested, is said by the verb over it."""
    over = [
        o
        for o in others.values()
        if o.frame.name in ("diversify", "test")
        and o is not m
        and m.nominal
        and m.trigger.i in {x.i for t in o.theme for x in t.subtree}
    ]
    if over and m.frame.name in ("depend", "bloc", "lean", "relation"):
        return True
    if m.frame.name == "avoid" and any(
        o.nominal and o.trigger in [h for t in m.places["obj"] for h in conjuncts(t)] for o in others.values()
    ):
        return True
    if m.frame.name not in ("cut", "ban", "lift", "refuse a good", "receive", "see as"):
        return False
    return any(
        h.i in others and others[h.i] is not m and others[h.i].frame.polarity in _GIVING
        for t in m.theme
        for h in conjuncts(t)
    ) and m.frame.name in ("cut", "ban", "refuse a good")


def _permit(found: Finding, governor: Governor, sides: Sides) -> list[Finding]:
    if governor.negated:
        return [_negate(found)] if found.polarity is Polarity.SUPPORT else [replace(found, sign="-")]
    if found.channel == "territory":
        return [replace(found, ask=governor.token, status=Status.IN_FORCE)]
    return [replace(found, ask=governor.token, factuality="PR+", status=Status.PROMISED, event="AGREE")]


def _scene(m: Match) -> bool:
    """Whether the noun stands in an adjunct that only sets the scene ("amid", "after", "during")."""
    token = m.trigger
    scene = lexicon().words["scene"]
    for _ in range(6):
        if token.head.lower_ in ("amid", "amidst", "during", "despite", "following") and token.head.pos_ == "ADP":
            return token.head.lower_ != "despite"
        if token.dep_ in ("obl", "nmod", "advcl") and case(token) in scene:
            if case(token) == "in" and token.dep_ == "nmod":
                return False
            return True
        if token.dep_ in ("ROOT",) or (is_verb(token.head) and token.dep_ not in ("obl", "conj")):
            return False
        token = token.head
    return False


def _of(match: Match, sides: Sides, context: Context) -> Iterator[Finding]:
    """One finding per channel (and per disjunct), each under the operators above its trigger."""
    groups: dict[tuple[str, int], list[Good]] = {}
    for good in match.goods or (None,):  # type: ignore[assignment]
        if good is None:
            continue
        groups.setdefault((good.channel, _certainty_group(good, match)), []).append(good)
    if match.frame.name in ("oppose", "attitude", "opposed") and any(
        lexicon().noun(c.text) == "sanction" and c.dep_ == "conj" for c in _opposed_to(match)
    ):
        groups[("sanctions", 0)] = [
            Good("sanctions", "sanctions", next(c for c in _opposed_to(match) if lexicon().noun(c.text) == "sanction"))
        ]
    for number, ((channel, split), members) in enumerate(groups.items()):
        base = _inherited(_base(match, channel, members, number == 0, split), context)
        yield from _governed(base, match, sides)


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
    core = _core(match, members) if first else tuple(t for g in members for t in _phrase(g.token))
    ask = _asked(trigger)
    if polarity in (Polarity.SUPPORT, Polarity.WITHHOLD) and channel == "conflict":
        channel = "military"
    found = Finding(
        frame.name, trigger, ask, match.actor, match.recipient, channel, polarity, frame.type, core, members[0],
        mutual=match.mutual, reverse=frame.reverse, event=_event(match, channel), mode=frame.mode, themes=match.theme, nominal=match.nominal, split=split,
        factuality=_ARGUMENT_HEDGES.get(_hedge_of(members[0].token) or "") if split else None,
        argument=members[0].token if split and members[0].token is not trigger else None,
    )  # fmt: skip
    return _special(found, match)


def _event(match: Match, channel: str) -> str | None:
    if match.frame.name in ("give", "receive") and channel == "intelligence":
        return "COOPERATE"
    if match.frame.name == "support" and match.nominal and is_verb(match.trigger.head) is False:
        return None
    return match.frame.event


def _asked(trigger: Token) -> Token:
    """The word whose certainty counts: a means ("by sending ...") is as sure as what it is the means of."""
    first = trigger.head if trigger.dep_ == "conj" else trigger
    if first.dep_ in ("advcl", "acl", "obl") and case(first) == "by":
        return next((a for a in first.ancestors if is_verb(a)), trigger)
    return trigger


def _inherited(found: Finding, context: Context) -> Finding:
    """ "This support", where no channel is named: that of the last relation of the same sides."""
    last = context.last
    if found.frame == "vital" and last is not None and found.parties == last.parties and found.actor == last.actor:
        return replace(found, channel=last.channel)
    if found.channel != "general" or last is None or (last.actor, last.recipient) != (found.actor, found.recipient):
        return found
    top = found.trigger
    while top.dep_ in ("nmod",) and top.head.pos_ == "NOUN":
        top = top.head
    if any(
        c.lower_ in ("this", "these", "such", "those") and c.dep_ in ("det", "amod")
        for t in (found.trigger, top)
        for c in t.lefts
    ):
        return replace(found, channel=last.channel, good=last.good)
    return found


def _special(found: Finding, match: Match) -> Finding:
    """Frames whose sign or channel depends on their words."""
    lex = lexicon()
    heads = [lex.noun(h.text) for t in match.theme for h in conjuncts(t)]
    if found.frame == "see as":
        hostile = any(h in lex.words["hostile_as"] for h in heads)
        friendly = any(h in lex.words["friendly_as"] for h in heads)
        if hostile:
            return replace(found, polarity=Polarity.OPPOSE, channel="ideational")
        return (
            replace(found, channel="strategic")
            if friendly
            else replace(found, polarity=Polarity.NEUTRAL, channel="ideational")
        )
    if found.nominal and found.polarity is Polarity.SUPPORT and _of_the_text(found.trigger):
        return replace(found, polarity=Polarity.NEUTRAL, type="causal", event=None)
    if found.frame in ("relation", "bloc", "cooperate", "commerce") and _is_limited(found.trigger):
        return replace(found, polarity=Polarity.CONSTRAIN, event=None, type="assessment")
    if found.frame == "support" and found.nominal and case(found.trigger) == "for" and (bargain := _bargained(found)):
        return bargain
    if found.frame == "support" and found.channel == "general" and found.nominal:
        found = _named_by_subject(found)
    if found.frame == "diversify" and len(found.actor) > 1:
        return replace(found, polarity=Polarity.OPPOSE)
    if found.frame == "ask for":
        return replace(found, factuality="Uu", status=Status.MOOTED)
    if found.frame == "offer":
        return replace(found, status=Status.MOOTED, modality=("promised",))
    if found.frame == "build" and found.mutual and found.channel == "arms":
        return replace(found, channel="military")
    if found.frame == "lift":
        channel = (
            "sanctions"
            if "sanction" in heads
            else "trade"
            if {"tariff", "duty", "quota", "levy"} & set(heads)
            else found.channel
        )
        return replace(found, channel=channel, event="RETREAT")
    if found.frame == "rivalry" and found.trigger.lower_.startswith(("dispute", "tension")):
        return replace(found, channel="diplomatic")
    if found.frame == "sign" and lemma(match.trigger) in ("ratify",):
        return replace(found, status=Status.RATIFIED)
    return found


def _is_limited(token: Token) -> bool:
    """A relation said to have limits: "is not without its problems", "is limited", "faces strains"."""
    words = lexicon().words
    if not token.dep_.startswith("nsubj"):
        return False
    head = token.head
    if lexicon().noun(head.text) in words["limits"]:
        return any(c.lower_ == "without" for c in head.children) and any(c.lower_ == "not" for c in head.children)
    if head.lower_ in words["limited"]:
        return True
    return lemma(head) in ("face", "have", "suffer") and any(
        lexicon().noun(c.text) in words["limits"] for c in head.children if c.dep_ == "obj"
    )


def _bargained(found: Finding) -> Finding | None:
    """ "Offered territory for its support": what is asked in return flows the other way."""
    verb = found.trigger.head
    if not is_verb(verb) or lemma(verb) not in ("offer", "propose", "exchange", "trade", "give", "swap", "cede"):
        return None
    return replace(found, reverse=True, event="REQUEST", factuality="Uu", status=Status.MOOTED)


def _named_by_subject(found: Finding) -> Finding:
    """ "The delivery of jets is a form of support": the subject names the channel."""
    token = found.trigger
    for _ in range(5):
        head = token.head
        if lemma(head) in lexicon().words["linking"] or any(c.dep_ == "cop" for c in token.children):
            verb = token if any(c.dep_ == "cop" for c in token.children) else head
            subjects = [c for c in verb.children if c.dep_.startswith("nsubj")] or (
                [head.head] if head.dep_ == "obj" else []
            )
            named = [g for s in subjects for g in goods(s) if g.channel != "general"]
            return replace(found, channel=named[0].channel, good=named[0]) if named else found
        if head is token:
            break
        token = head
    return found


def _phrase(token: Token) -> list[Token]:
    """The token with what stands before it, without coordinated heads."""
    return [token, *(t for c in token.lefts if c.dep_ not in ("cc", "punct", "case") for t in c.subtree)]


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
    out = [t for token in tokens for t in ([token] if token is trigger else _phrase(token))]
    if match.nominal:
        out += _phrase(trigger)
        out += [t for c in trigger.children if c.dep_ == "nmod" for t in c.subtree]
    return tuple(t for t in out if t.sent == trigger.sent)


def _governed(base: Finding, match: Match, sides: Sides) -> Iterator[Finding]:
    """Apply negation at the trigger and then every operator above it, nearest first."""
    found = [_negate(base)] if negated(base.trigger) else [base]
    if base.frame == "promise":
        content = replace(found[0], event=None, factuality="PR+", modality=("promised",), status=Status.PROMISED)
        found = [replace(found[0], status=Status.PROMISED, modality=("promised",)), content]
    for governor in governors(base.trigger):
        found = [g for f in found for g in _apply(f, governor, sides)]
    yield from found


def _negate(found: Finding) -> Finding:
    if found.polarity is Polarity.SUPPORT:
        if found.frame in ("sign", "join"):
            return replace(
                found,
                polarity=Polarity.CONSTRAIN,
                sign="flip",
                event=None,
                status=None,
                mutual=found.mutual and len(found.actor) > 1,
            )
        return replace(found, polarity=Polarity.WITHHOLD, sign="flip", event="REJECT" if found.event else None)
    return replace(found, sign="-")


def _apply(found: Finding, governor: Governor, sides: Sides) -> list[Finding]:
    effect, token = governor.operator.effect, governor.token
    handler = _EFFECTS.get(effect)
    if handler is None or found.trigger is token:
        return [found]
    return handler(found, governor, sides)


def _who(governor: Governor, sides: Sides) -> tuple[str, ...]:
    token = governor.token
    if is_verb(token):
        return sides.codes(verb_places(token)["subj"])
    from .arguments import noun_places

    places = noun_places(token)
    return sides.codes(places["poss"]) or sides.codes(places["subj"])


def _withhold(found: Finding, governor: Governor, sides: Sides) -> list[Finding]:
    operator = governor.operator
    if governor.negated and operator.name in ("stop", "refuse"):
        return [replace(found, sign="+")]
    if found.polarity is Polarity.WITHHOLD and found.sign == "flip" and operator.name == "refuse":
        return [replace(found, polarity=Polarity.SUPPORT, sign="+", status=None, event=None)]
    if found.frame == "talk":
        return [replace(found, polarity=Polarity.WITHHOLD, sign="flip", event="REJECT", mutual=False)]
    if found.polarity is Polarity.SUPPORT and found.frame == "join":
        who = tuple(c for c in _who(governor, sides) if c not in found.parties)
        if who:
            return [
                replace(
                    found,
                    actor=who,
                    recipient=found.actor,
                    channel="diplomatic",
                    polarity=Polarity.OPPOSE,
                    event="REJECT",
                    sign="flip",
                )
            ]
    if found.polarity is Polarity.SUPPORT:
        actor = found.actor or tuple(c for c in _who(governor, sides) if c not in found.recipient)
        if found.frame in ("sign", "join") or (found.mutual and operator.name == "refuse"):
            return [replace(found, polarity=Polarity.CONSTRAIN, sign="flip", event="REJECT", status=None)]
        status = {"stop": _stop_status(governor)}.get(operator.name)
        return [replace(found, actor=actor, polarity=Polarity.WITHHOLD, sign="flip", event=operator.event, status=status,
                        mode=("discontinue",) if operator.name == "stop" else (), core=(*found.core, governor.token))]  # fmt: skip
    if found.polarity is Polarity.OPPOSE and operator.name == "stop":
        if found.channel == "sanctions":
            return [replace(found, polarity=Polarity.SUPPORT, event="RETREAT", sign="flip")]
        return [replace(found, polarity=Polarity.CONSTRAIN, event="RETREAT", sign="flip")]
    return [replace(found, sign="-")]


def _stop_status(governor: Governor) -> Status:
    word = lemma(governor.token) if is_verb(governor.token) else lexicon().noun(governor.token.text)
    if word in ("delay", "slow", "postpone", "stall", "slowdown", "late", "overdue", "delayed"):
        return Status.DELAYED
    return (
        Status.CANCELLED
        if word in ("cancel", "end", "terminate", "scrap", "shelve", "revoke", "cancellation", "abandon")
        else Status.SUSPENDED
    )


def _promise(found: Finding, governor: Governor, sides: Sides) -> list[Finding]:
    if found.mutual and not is_verb(governor.token):
        return [
            replace(
                found, factuality="CT+", type="commitment", modality=("planned",), status=Status.PROMISED, event=None
            )
        ]
    content = replace(
        found,
        ask=governor.token,
        factuality="PR+",
        event=None,
        modality=("promised",),
        status=Status.PROMISED,
        type="commitment",
    )
    if found.polarity is Polarity.WITHHOLD:
        content = replace(content, status=None)
    who = _who(governor, sides)
    if not who or governor.negated:
        return [content]
    act = replace(found, event="AGREE", modality=("promised",), status=Status.PROMISED, type="commitment", ask=governor.token,
                  factuality="CT+", core=_act_core(found, governor), mode=())  # fmt: skip
    return [act, content]


def _act_core(found: Finding, governor: Governor) -> tuple[Token, ...]:
    subject = [c for c in governor.token.children if c.dep_.startswith("nsubj")]
    return (*[t for s in subject for t in _phrase(s)], governor.token, found.trigger)


def _offer(found: Finding, governor: Governor, sides: Sides) -> list[Finding]:
    return [
        replace(
            found,
            event="AGREE",
            status=Status.MOOTED,
            type="commitment",
            factuality="CT+",
            ask=governor.token,
            modality=("promised",),
        )
    ]


def _plan(found: Finding, governor: Governor, sides: Sides) -> list[Finding]:
    if governor.negated:
        return [_negate(found)] if found.polarity is Polarity.SUPPORT else [replace(found, sign="-")]
    status = None if found.polarity is not Polarity.SUPPORT else Status.PROMISED
    return [
        replace(
            found,
            event="AGREE",
            status=status,
            type="commitment",
            factuality="PR+",
            modality=("planned",),
            ask=governor.token,
        )
    ]


def _moot(found: Finding, governor: Governor, sides: Sides) -> list[Finding]:
    return [replace(found, event=None, status=Status.MOOTED, type="forecast", factuality="PS+", modality=("hedged",))]


def _request(found: Finding, governor: Governor, sides: Sides) -> list[Finding]:
    """What is asked for: the asker is the actor, the one asked the recipient."""
    token = governor.token
    asker = _who(governor, sides)
    asked = sides.codes(objects(token), strict=True) if is_verb(token) else ()
    asked = asked or tuple(c for c in (*found.actor, *found.recipient) if c not in asker)
    asked = tuple(c for c in asked if c not in asker)
    if not asker or not asked:
        return []
    own = found.polarity in (Polarity.SUPPORT, Polarity.NEUTRAL, Polarity.WITHHOLD)
    channel = found.channel if own else "diplomatic"
    polarity = found.polarity if own else Polarity.CONSTRAIN
    return [replace(found, actor=asker, recipient=asked, mutual=False, reverse=True, event="REQUEST", status=Status.MOOTED if found.polarity is Polarity.SUPPORT else None, factuality="Uu",
                    channel=channel, polarity=polarity, type="event", ask=token, core=(*found.core, token))]  # fmt: skip


def _deny(found: Finding, governor: Governor, sides: Sides) -> list[Finding]:
    if governor.negated:
        return []
    if found.nominal and lexicon().noun(found.trigger.text) in (
        "aid",
        "support",
        "help",
        "assistance",
        "loan",
        "access",
        "relief",
        "visa",
    ):
        return _withhold(found, governor, sides)
    if not found.actor:
        found = replace(found, actor=tuple(c for c in _who(governor, sides) if c not in found.recipient))
    return [replace(found, sign="-", factuality="CT-", status=Status.DENIED, event=None)]


def _accuse(found: Finding, governor: Governor, sides: Sides) -> list[Finding]:
    return [replace(found, factuality="PR+", modality=("attributed",))]


def _threaten(found: Finding, governor: Governor, sides: Sides) -> list[Finding]:
    if lemma(governor.token) == "warn":
        return [found]
    return [
        replace(
            found,
            event="THREATEN",
            status=None,
            factuality="PR+" if found.polarity is Polarity.WITHHOLD else "CT+",
            type="event",
            ask=governor.token,
        )
    ]


def _lift(found: Finding, governor: Governor, sides: Sides) -> list[Finding]:
    if found.polarity is Polarity.OPPOSE and found.channel in ("sanctions", "trade"):
        return [replace(found, polarity=Polarity.SUPPORT, event="RETREAT", mode=())]
    return [found]


def _goal(found: Finding, governor: Governor, sides: Sides) -> list[Finding]:
    return [replace(found, type="goal", event=None, modality=("purpose",), status=None)]


def _prevent(found: Finding, governor: Governor, sides: Sides) -> list[Finding]:
    if found.polarity is Polarity.SUPPORT and not governor.negated:
        return [replace(found, polarity=Polarity.WITHHOLD, sign="flip", event=None)]
    return [found]


def _intercept(found: Finding, governor: Governor, sides: Sides) -> list[Finding]:
    if found.polarity is Polarity.SUPPORT:
        return [replace(found, polarity=Polarity.WITHHOLD, status=Status.CANCELLED, event="COERCE")]
    return [found]


_EFFECTS = {
    "permit": _permit,
    "withhold": _withhold,
    "promise": _promise,
    "offer": _offer,
    "plan": _plan,
    "moot": _moot,
    "request": _request,
    "deny": _deny,
    "accuse": _accuse,
    "threaten": _threaten,
    "lift": _lift,
    "goal": _goal,
    "prevent": _prevent,
    "intercept": _intercept,
}


def _answered(found: list[Finding]) -> list[Finding]:
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


def _merged(found: list[Finding]) -> list[Finding]:
    """A one-sided finding gives way to a fuller one; "sent soldiers to help Mali" is one claim."""
    done = list(found)
    for f in found:
        if (f.actor and f.recipient) or f.mutual:
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


def _distinct(found: list[Finding]) -> list[Finding]:
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
