"""What negation and the operators above a relation make of it: promised, refused, halted, denied, asked for."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from estimative.domain import Polarity, Status

from .arguments import Sides, is_verb, lemma, noun_places, objects, phrase_of, verb_places
from .channels import case
from .findings import Finding
from .frames import lexicon
from .match import Match
from .operators import Governor, governors, negated

_REJECTS = frozenset({"reject", "dismiss", "deny", "refute", "rebut", "dispute", "repudiate"})


def governed(base: Finding, match: Match, sides: Sides) -> Iterator[Finding]:
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
                mutual=found.mutual and not any(case(c) == "with" for c in found.trigger.subtree),
            )
        return replace(found, polarity=Polarity.WITHHOLD, sign="flip", event="REJECT" if found.event else None)
    if found.frame in ("decline a gift", "cut"):  # "did not turn down the loan"
        return replace(found, polarity=Polarity.SUPPORT, sign="flip", event=None, mode=())
    return replace(found, sign="-")


def _apply(found: Finding, governor: Governor, sides: Sides) -> list[Finding]:
    effect, token = governor.operator.effect, governor.token
    handler = _deny if _rejects_charge(governor) else _EFFECTS.get(effect)
    if handler is None or found.trigger is token:
        return [found]
    return handler(found, governor, sides)


def _rejects_charge(governor: Governor) -> bool:
    """ "Rejected claims that it had funded them": what is turned down is a charge, no good."""
    token = governor.token
    if governor.operator.effect != "withhold" or not is_verb(token) or lemma(token) not in _REJECTS:
        return False
    return any(lexicon().noun(o.text) in lexicon().words["charge"] for o in objects(token))


def _who(governor: Governor, sides: Sides) -> tuple[str, ...]:
    token = governor.token
    if is_verb(token):
        return sides.codes(verb_places(token)["subj"])

    places = noun_places(token)
    return sides.codes(places["poss"]) or sides.codes(places["subj"])


def _withhold(found: Finding, governor: Governor, sides: Sides) -> list[Finding]:
    operator, token = governor.operator, governor.token
    open_still = any(is_verb(t) and lemma(t) in ("rule", "exclude") for t in (token, *found.core))
    if governor.negated and operator.name in ("stop", "refuse"):
        held = replace(found, sign="+")
        return [_left_open(held) if open_still else held]
    if found.polarity is Polarity.WITHHOLD and found.sign == "flip" and operator.name == "refuse":
        done = replace(found, polarity=Polarity.SUPPORT, sign="+", status=None, event=None)
        return [_left_open(done) if open_still else done]
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
        mode = ("discontinue",) if operator.name == "stop" else ()
        halted = replace(found, actor=actor, polarity=Polarity.WITHHOLD, sign="flip", status=status)
        return [replace(halted, event=operator.event, mode=mode, core=(*found.core, governor.token))]
    if found.polarity is Polarity.OPPOSE and operator.name == "stop":
        if found.channel == "sanctions":
            return [replace(found, polarity=Polarity.SUPPORT, event="RETREAT", sign="flip")]
        return [replace(found, polarity=Polarity.CONSTRAIN, event="RETREAT", sign="flip")]
    return [replace(found, sign="-")]


def _left_open(found: Finding) -> Finding:
    """ "Did not rule out sending": possible, no more."""
    return replace(found, factuality="PS+", status=Status.MOOTED, event=None, modality=("hedged",))


def _stop_status(governor: Governor) -> Status:
    word = lemma(governor.token) if is_verb(governor.token) else lexicon().noun(governor.token.text)
    if word in ("delay", "slow", "postpone", "stall", "slowdown", "late", "overdue", "delayed", "slow"):
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
    if governor.negated or not (who or _by_name(governor.token)):
        return [content]
    act = replace(found, event="AGREE", modality=("promised",), status=Status.PROMISED, type="commitment", mode=())
    act = replace(act, ask=governor.token, factuality="CT+", core=_act_core(found, governor))
    return [act, content]


def _by_name(verb: Token) -> bool:
    """Whether somebody is named who promises, though it is not known for whom he speaks."""
    return is_verb(verb) and any(c.dep_ == "nsubj" and c.pos_ == "PROPN" for c in verb.children)


def _act_core(found: Finding, governor: Governor) -> tuple[Token, ...]:
    subject = [c for c in governor.token.children if c.dep_.startswith("nsubj")]
    return (*[t for s in subject for t in phrase_of(s)], governor.token, found.trigger)


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
    status = Status.MOOTED if found.polarity is Polarity.SUPPORT else None
    asking = replace(
        found, actor=asker, recipient=asked, mutual=False, reverse=True, channel=channel, polarity=polarity
    )
    asking = replace(asking, event="REQUEST", status=status, factuality="Uu", type="event", ask=token)
    return [replace(asking, core=(*found.core, token))]


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


def _permit(found: Finding, governor: Governor, sides: Sides) -> list[Finding]:
    if governor.negated:
        return [_negate(found)] if found.polarity is Polarity.SUPPORT else [replace(found, sign="-")]
    if found.channel == "territory":
        return [replace(found, ask=governor.token, status=Status.IN_FORCE)]
    return [replace(found, ask=governor.token, factuality="PR+", status=Status.PROMISED, event="AGREE")]


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
    kept = lemma(governor.token) == "keep" and case(found.trigger) != "from"  # "kept supplying"
    if found.polarity is Polarity.SUPPORT and not governor.negated and not kept:
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
