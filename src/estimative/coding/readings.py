"""Frames whose sign, channel or certainty depends on their words."""

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
    lex = lexicon()
    heads = [lex.noun(h.text) for t in match.theme for h in conjuncts(t)]
    if found.frame == "support":
        heads += [lex.noun(t.text) for t in match.places.get("obj", [])]
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
    if found.nominal and found.polarity is Polarity.SUPPORT and of_the_text(found.trigger):
        return replace(found, polarity=Polarity.NEUTRAL, type="causal", event=None)
    if found.frame in ("relation", "bloc", "cooperate", "commerce") and _is_limited(found.trigger):
        return replace(found, polarity=Polarity.CONSTRAIN, event=None, type="assessment")
    if found.frame == "support" and found.nominal and case(found.trigger) == "for" and (bargain := _bargained(found)):
        return bargain
    stances = lex.words["motion"] | (
        lex.words["warlike"]
        | lex.words["blow"]
        | {"annexation", "invasion", "occupation", "stance", "position", "sovereignty", "independence", "integrity"}
    )
    if found.frame == "support" and not found.nominal and set(heads) & stances:
        return replace(found, channel="diplomatic", event="SUPPORT")
    if found.frame == "support" and found.channel == "general" and found.nominal:
        found = _named_by_subject(found)
    if found.frame == "support" and found.channel == "general" and not found.nominal:
        doers = [g.channel for t in match.places.get("subj", []) for g in goods(t)]
        return replace(found, channel="military") if {"arms", "military"} & set(doers[:1]) else found
    if found.frame == "diversify" and len(found.actor) > 1:
        return replace(found, polarity=Polarity.OPPOSE)
    forum = (lex.noun(t.text) in lex.words["forum"] for m in ("at", "in") for t in match.places.get(m, []))
    if (
        found.frame in ("support", "side", "rally to")
        and found.channel == "general"
        and not found.nominal
        and any(forum)
    ):
        return replace(found, channel="diplomatic", event="SUPPORT")
    if found.frame == "build" and found.channel == "general" and not found.mutual:
        return replace(found, channel="economic")
    if found.frame == "build" and found.channel == "territory" and not found.mutual and not match.places.get("for"):
        return replace(found, actor=found.recipient, recipient=found.actor)  # "built a base in Mali": on Malian ground
    if found.frame == "coerce" and found.channel == "military":
        return replace(found, channel="diplomatic")  # soldiers seized are captives
    if found.frame in ("pay", "fire", "assault", "cut", "staff"):
        return _by_means(found, match, heads)
    if found.frame == "demand":
        return replace(found, factuality="Uu")
    if found.frame == "ask for":
        return replace(found, factuality="Uu", status=Status.MOOTED)
    if found.frame == "urge":
        return replace(found, factuality="Uu")
    if found.frame == "offer":
        return replace(found, status=Status.MOOTED, modality=("promised",))
    if found.frame in ("build", "act together") and found.mutual and found.channel == "arms":
        return replace(found, channel="military")
    drill = found.frame == "act together" and lemma(match.trigger) in ("train", "drill", "exercise", "patrol", "fight")
    if drill and found.channel == "general":
        return replace(found, channel="military")
    if found.frame in ("effort together", "act together", "cooperate") and found.channel == "general":
        armed = {lex.noun(x.text) for t in match.places.get("subj", []) for x in (t, *t.lefts)} & lex.words["armed"]
        return replace(found, channel="military") if armed else found
    if found.frame == "lift":
        channel = (
            "sanctions"
            if "sanction" in heads
            else "trade"
            if {"tariff", "duty", "quota", "levy"} & set(heads)
            else found.channel
        )
        allowed = [g for t in match.places.get("on", []) for g in goods(t) if g.channel not in ("general", "conflict")]
        if channel == "trade" and allowed and not {"tariff", "duty", "quota", "levy"} & set(heads):
            return replace(found, channel=allowed[0].channel, good=allowed[0], event="RETREAT")
        return replace(found, channel=channel, event="RETREAT")
    if found.frame == "shield":
        return _guarded(found, match)
    if found.frame == "turn out":
        return _turned_out(found)
    if found.frame == "rivalry" and found.trigger.lower_.startswith(("dispute", "tension")):
        return replace(found, channel="diplomatic")
    if found.frame == "sign" and lemma(match.trigger) in ("ratify",):
        return replace(found, status=Status.RATIFIED)
    return found


def _guarded(found: Finding, match: Match) -> Finding:
    """Protection by soldiers, or of ground, is military help; at a council, or from censure, it is diplomatic."""
    words = lexicon().words["forum"]
    if any(lexicon().noun(t.text) in words for m in ("at", "in", "from", "against") for t in match.places.get(m, [])):
        return replace(found, channel="diplomatic")
    named = [*match.places.get("subj", []), *match.places.get("obj", [])]
    armed = {g.channel for t in named for g in goods(t)} & {"military", "territory", "arms"}
    navy = any(lexicon().noun(t.text) in ("navy", "army", "fighter", "warship", "force", "pilot") for t in named)
    return replace(found, channel="military", event="AID") if armed or navy else found


def _turned_out(found: Finding) -> Finding:
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


def _by_means(found: Finding, match: Match, heads: list[str]) -> Finding:
    """ "Subsidises Mali with gas", "retaliated with duties", "hackers attacked banks", "halted imports of wheat"."""
    lex = lexicon()
    means = [t for t in match.places.get("with", []) if not match.nominal]
    if found.frame == "pay":
        named = [g for t in means for g in goods(t) if g.channel in ("energy", "trade", "arms", "technology")]
        return replace(found, channel=named[0].channel, good=named[0]) if named else found
    if found.frame == "fire":
        taxed = {lex.noun(t.text) for t in means} | set(heads)
        trade = taxed & {"tariff", "duty", "levy", "quota", "ban", "restriction"}
        return replace(found, channel="trade", event="SANCTION") if trade else found
    if found.frame == "assault":
        doers = {lex.noun(t.text) for t in match.places.get("subj", []) + match.places.get("by", [])}
        return replace(found, channel="intelligence", event="COERCE") if doers & {"hacker", "cyberattack"} else found
    if found.frame == "cut":
        bought = not found.nominal and {"import", "purchase"} & {lex.noun(t.text) for t in match.places.get("obj", [])}
        if bought and found.polarity is Polarity.WITHHOLD:  # a buyer who stops buying harms the seller
            buyer = found.actor or found.recipient
            seller = tuple(c for c in (*found.recipient, *found.actor) if c not in buyer)
            return replace(found, polarity=Polarity.OPPOSE, actor=buyer, recipient=seller) if seller else found
        return found
    if found.frame == "staff":
        doers = {lex.noun(t.text) for t in match.places.get("subj", []) + match.places.get("by", [])}
        unarmed = doers & {"doctor", "teacher", "nurse", "medic", "surgeon", "engineer", "technician"}
        return replace(found, channel="general" if unarmed else "military")
    return found
