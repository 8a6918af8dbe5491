"""Frames whose sign, channel or certainty depends on their words."""

from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Token

from estimative.domain import Polarity, Status

from .arguments import is_verb, lemma
from .channels import case, conjuncts, goods
from .context import Context
from .findings import Finding
from .frames import lexicon
from .match import Match
from .pruning import of_the_text

STANCES = {"annexation", "invasion", "occupation", "stance", "position", "sovereignty", "independence", "integrity"}
DUTIES = {"tariff", "duty", "quota", "levy"}
TRADE_MEASURES = DUTIES | {"ban", "restriction"}
UNARMED = {"doctor", "teacher", "nurse", "medic", "surgeon", "engineer", "technician"}


def asked(trigger: Token) -> Token:
    """The word whose certainty counts: a means ("by sending ...") is as sure as what it is the means of."""
    first = trigger.head if trigger.dep_ == "conj" else trigger
    if first.dep_ in ("advcl", "acl", "obl") and case(first) == "by":
        return next((a for a in first.ancestors if is_verb(a)), trigger)
    return trigger


def inherited(found: Finding, context: Context) -> Finding:
    """ "This support", where no channel is named: that of the last relation of the same sides."""
    last = context.last
    if found.frame == "vital" and last is not None and found.parties == last.parties and found.actor == last.actor:
        return replace(found, channel=last.channel)
    if found.frame == "give" and found.channel == "general" and found.good is not None and _the(found.good.token):
        recent = last is not None and context.since <= 3 and last.channel in ("arms", "military", "nuclear", "energy")
        return replace(found, channel=last.channel) if last is not None and recent else found
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


def _the(noun: Token) -> bool:
    known = {g.channel for g in goods(noun)}
    return not known and any(c.lower_ in ("the", "these", "those", "such") for c in noun.lefts)


def reading(found: Finding, match: Match) -> Finding:
    """Frames whose sign or channel depends on their words."""
    if found.frame == "see as":
        return _seen(found, match)
    if found.nominal and found.polarity is Polarity.SUPPORT and of_the_text(found.trigger):
        return replace(found, polarity=Polarity.NEUTRAL, type="causal", event=None)
    if found.frame in ("relation", "bloc", "cooperate", "commerce") and _is_limited(found.trigger):
        return replace(found, polarity=Polarity.CONSTRAIN, event=None, type="assessment")
    reread = BY_FRAME.get(found.frame)
    return found if reread is None else reread(found, match)


def _themes(match: Match) -> list[str]:
    return [lexicon().noun(h.text) for t in match.theme for h in conjuncts(t)]


def _nouns(match: Match, *places: str) -> set[str]:
    return {lexicon().noun(t.text) for place in places for t in match.places.get(place, [])}


def _seen(found: Finding, match: Match) -> Finding:
    """ "Sees X as a threat", "as a partner", or as something else."""
    heads, words = set(_themes(match)), lexicon().words
    if heads & words["hostile_as"]:
        return replace(found, polarity=Polarity.OPPOSE, channel="ideational")
    if heads & words["friendly_as"]:
        return replace(found, channel="strategic")
    return replace(found, polarity=Polarity.NEUTRAL, channel="ideational")


def _supported(found: Finding, match: Match) -> Finding:
    """Support of a stance or a move is a word; else its channel is that of what supports, if it names none."""
    if found.nominal:
        bargain = _bargained(found) if case(found.trigger) == "for" else None
        return bargain or (_named_by_subject(found) if found.channel == "general" else found)
    words = lexicon().words
    if {*_themes(match), *_nouns(match, "obj")} & (words["motion"] | words["warlike"] | words["blow"] | STANCES):
        return replace(found, channel="diplomatic", event="SUPPORT")
    if found.channel != "general":
        return found
    doers = [g.channel for t in match.places.get("subj", []) for g in goods(t)]
    return replace(found, channel="military") if {"arms", "military"} & set(doers[:1]) else found


def _at_forum(found: Finding, match: Match) -> Finding:
    """ "Sided with X at the Council"."""
    if found.channel != "general" or found.nominal or not _nouns(match, "at", "in") & lexicon().words["forum"]:
        return found
    return replace(found, channel="diplomatic", event="SUPPORT")


def _split(found: Finding, match: Match) -> Finding:
    return replace(found, polarity=Polarity.OPPOSE) if len(found.actor) > 1 else found


def _built(found: Finding, match: Match) -> Finding:
    if found.mutual:
        return replace(found, channel="military") if found.channel == "arms" else found
    if found.channel == "general":
        return replace(found, channel="economic")
    if found.channel == "territory" and not match.places.get("for"):
        return replace(found, actor=found.recipient, recipient=found.actor)  # "built a base in Mali": on Malian ground
    return found


def _captured(found: Finding, match: Match) -> Finding:
    """Soldiers seized are captives."""
    return replace(found, channel="diplomatic") if found.channel == "military" else found


def _wished(found: Finding, match: Match) -> Finding:
    return replace(found, factuality="Uu")


def _asked_for(found: Finding, match: Match) -> Finding:
    return replace(found, factuality="Uu", status=Status.MOOTED)


def _offered(found: Finding, match: Match) -> Finding:
    return replace(found, status=Status.MOOTED, modality=("promised",))


def _acted_together(found: Finding, match: Match) -> Finding:
    if found.mutual and found.channel == "arms":
        return replace(found, channel="military")
    drill = lemma(match.trigger) in ("train", "drill", "exercise", "patrol", "fight")
    return replace(found, channel="military") if drill and found.channel == "general" else _armed_together(found, match)


def _armed_together(found: Finding, match: Match) -> Finding:
    """What armed forces do together is military."""
    if found.channel != "general":
        return found
    named = (x for t in match.places.get("subj", []) for x in (t, *t.lefts))
    armed = {lexicon().noun(x.text) for x in named} & lexicon().words["armed"]
    return replace(found, channel="military") if armed else found


def _lifted(found: Finding, match: Match) -> Finding:
    heads = set(_themes(match))
    if "sanction" in heads:
        return replace(found, channel="sanctions", event="RETREAT")
    if heads & DUTIES:
        return replace(found, channel="trade", event="RETREAT")
    allowed = [g for t in match.places.get("on", []) for g in goods(t) if g.channel not in ("general", "conflict")]
    if found.channel == "trade" and allowed:
        return replace(found, channel=allowed[0].channel, good=allowed[0], event="RETREAT")
    return replace(found, event="RETREAT")


def _at_odds(found: Finding, match: Match) -> Finding:
    return replace(found, channel="diplomatic") if found.trigger.lower_.startswith(("dispute", "tension")) else found


def _signed(found: Finding, match: Match) -> Finding:
    return replace(found, status=Status.RATIFIED) if lemma(match.trigger) == "ratify" else found


def _guarded(found: Finding, match: Match) -> Finding:
    """Protection by soldiers, or of ground, is military help; at a council, or from censure, it is diplomatic."""
    words = lexicon().words["forum"]
    if any(lexicon().noun(t.text) in words for m in ("at", "in", "from", "against") for t in match.places.get(m, [])):
        return replace(found, channel="diplomatic")
    named = [*match.places.get("subj", []), *match.places.get("obj", [])]
    armed = {g.channel for t in named for g in goods(t)} & {"military", "territory", "arms"}
    navy = any(lexicon().noun(t.text) in ("navy", "army", "fighter", "warship", "force", "pilot") for t in named)
    return replace(found, channel="military", event="AID") if armed or navy else found


def _turned_out(found: Finding, match: Match) -> Finding:
    """Forces sent away: their ground is withdrawn where the text names it, else it is a hostile act."""
    ground = any(g.channel == "territory" for c in found.trigger.children for t in c.subtree for g in goods(t, False))
    if ground and lemma(found.trigger) != "expel":
        return found
    return replace(found, channel="military", polarity=Polarity.OPPOSE)


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


def _means(match: Match) -> list[Token]:
    return [] if match.nominal else match.places.get("with", [])


def _paid(found: Finding, match: Match) -> Finding:
    """ "Subsidises Mali with gas"."""
    named = [g for t in _means(match) for g in goods(t) if g.channel in ("energy", "trade", "arms", "technology")]
    return replace(found, channel=named[0].channel, good=named[0]) if named else found


def _fired(found: Finding, match: Match) -> Finding:
    """ "Retaliated with duties"."""
    taxed = {*(lexicon().noun(t.text) for t in _means(match)), *_themes(match)} & TRADE_MEASURES
    return replace(found, channel="trade", event="SANCTION") if taxed else found


def _assaulted(found: Finding, match: Match) -> Finding:
    """ "Hackers attacked banks"."""
    hacked = _nouns(match, "subj", "by") & {"hacker", "cyberattack"}
    return replace(found, channel="intelligence", event="COERCE") if hacked else found


def _cut(found: Finding, match: Match) -> Finding:
    """ "Halted imports of wheat": a buyer who stops buying harms the seller."""
    bought = not found.nominal and {"import", "purchase"} & _nouns(match, "obj")
    if not bought or found.polarity is not Polarity.WITHHOLD:
        return found
    buyer = found.actor or found.recipient
    seller = tuple(c for c in (*found.recipient, *found.actor) if c not in buyer)
    return replace(found, polarity=Polarity.OPPOSE, actor=buyer, recipient=seller) if seller else found


def _staffed(found: Finding, match: Match) -> Finding:
    unarmed = _nouns(match, "subj", "by") & UNARMED
    return replace(found, channel="general" if unarmed else "military")


BY_FRAME: dict[str, Callable[[Finding, Match], Finding]] = {
    "support": _supported,
    "side": _at_forum,
    "rally to": _at_forum,
    "diversify": _split,
    "build": _built,
    "coerce": _captured,
    "pay": _paid,
    "fire": _fired,
    "assault": _assaulted,
    "cut": _cut,
    "staff": _staffed,
    "demand": _wished,
    "ask for": _asked_for,
    "urge": _wished,
    "offer": _offered,
    "act together": _acted_together,
    "effort together": _armed_together,
    "cooperate": _armed_together,
    "lift": _lifted,
    "shield": _guarded,
    "turn out": _turned_out,
    "rivalry": _at_odds,
    "sign": _signed,
}
