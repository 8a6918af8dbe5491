"""Whether the words a frame needs are there."""

from collections.abc import Callable

from spacy.tokens import Token

from estimative.actors import nouns

from .arguments import is_verb, lemma, one_of, particle
from .channels import case, conjuncts, goods
from .frames import lexicon
from .match import Match
from .pairs import joint
from .sides import as_partners


def met(match: Match) -> bool:
    """Whether the words the match's frame needs are there."""
    return _TESTS[match.frame.needs](match)


def may_be_lent(match: Match) -> bool:
    """Whether a verb of giving lacks nothing but one side: "it rescheduled the debt", "Oslo has offered tanks"."""
    if match.frame.name == "station" and match.actor and not match.recipient:
        return any(t.pos_ == "NOUN" for m in ("in", "on", "at") for t in match.places.get(m, []))
    if match.nominal or match.mutual or match.closed or bool(match.actor) == bool(match.recipient):
        return False
    if match.frame.name not in lexicon().words["lendable"]:
        return False
    if match.frame.name == "turn out" and not _heads(match) & lexicon().words["staff"]:
        return False
    immaterial = _IMMATERIAL - {"economic"} if match.frame.name == "build" else _IMMATERIAL
    things = [t for t in match.theme or match.places.get("obj", []) if t.pos_ in ("NOUN", "PROPN", "NUM", "SYM")]
    if match.frame.name == "pay":
        things = things or [t for t in match.places.get("for", []) if goods(t)]
    if match.frame.channel:
        left_open = any(t.lower_ in ("it", "they", "he", "she") for t in match.places.get("subj", []))
        return bool(things) and (bool(match.actor) or left_open)
    pronoun = any(
        t.lower_ in ("it", "them", "him", "her") for m in ("iobj", "to", "for") for t in match.places.get(m, [])
    )
    if pronoun and match.goods:
        return True
    return bool({g.channel for t in things for g in goods(t)} - immaterial - {"conflict", "sanctions", "territory"})


def _both(match: Match) -> bool:
    return bool(match.actor and match.recipient)


def _helped(match: Match) -> bool:
    """Both sides; or an armed group without a name: "denied arming the militia in the east"."""
    return _both(match) or (bool(match.actor) and not match.nominal and any(_band(t) for t in match.places["obj"]))


def _band(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and lexicon().noun(noun.text) in nouns().band | _BANDS


def _channels(match: Match) -> set[str]:
    return {g.channel for g in match.goods}


def _heads(match: Match) -> set[str]:
    return {lexicon().noun(t.text) for t in match.theme}


def _said_of(match: Match, words: str) -> bool:
    """Both sides, and a theme from a word list."""
    return _both(match) and bool(_heads(match) & lexicon().words[words])


def _given(match: Match) -> bool:
    """A good and both sides; one side is enough for a verb with a material good, a noun with arms and a receiver."""
    if not _channels(match) - {"conflict"}:
        return False
    if _both(match):
        return True
    if match.nominal:
        return bool(match.recipient) and _channels(match) == {"arms"}
    one_sided = lemma(match.trigger) not in ("fly", "bring", "direct") or "arms" in _channels(match)
    return one_sided and bool(match.actor or match.recipient) and bool(_channels(match) - _IMMATERIAL)


def _theme_nouns(match: Match) -> set[str]:
    lex = lexicon()
    nouns = set()
    for t in match.theme:
        for head in conjuncts(t):
            nouns.add(lex.noun(head.text))
            nouns |= {lex.noun(c.text) for c in head.subtree if c.dep_ in ("nmod", "conj", "compound")}
    return nouns


def _tied(match: Match) -> bool:
    if match.frame.name == "test":
        return _both(match) and bool(_theme_nouns(match) & lexicon().words["tie"])
    return match.mutual and (bool(match.goods) or is_strengthened(match.trigger) or is_warm(match.trigger))


def _weapon(match: Match) -> bool:
    if match.frame.name == "use weapons on":
        return bool(match.recipient) and _arms(match) and _at_war(match)
    return bool(match.actor) and (_both(match) or match.frame.name == "fire") and _arms(match)


def _garrison(match: Match) -> bool:
    held = {g.channel for t in match.theme for g in goods(t)}
    return _both(match) and bool(held & {"territory", "military", "arms", "nuclear", "intelligence"})


def _at_war(match: Match) -> bool:
    """Weapons used "against Mali", "on Mali", or "in the Mali war", not merely in a country."""
    inside = match.places.get("in", [])
    return match.recipient != () and (
        bool(match.places.get("against") or match.places.get("on"))
        or any(lexicon().noun(t.text) in lexicon().words["warlike"] for t in inside)
    )


def is_strengthened(token: Token) -> bool:
    verb = token.head
    return is_verb(verb) and token.dep_ in ("obj", "nsubj:pass") and lemma(verb) in lexicon().words["strengthen"]


def is_warm(token: Token) -> bool:
    """ "Ties between Mali and Chad are close"."""
    head = token.head
    named = head.lower_ in lexicon().words["warm"] and token.dep_ == "nsubj"
    return named or any(c.lower_ in lexicon().words["warm"] for c in token.lefts if c.dep_ == "amod")


def _predicated(token: Token) -> bool:
    """Whether the noun is said of somebody ("is an ally", "as a partner"), not used to name them ("its ally")."""
    if any(c.dep_ == "cop" for c in token.children) or case(token) == "as" or as_partners(token):
        return True
    if one_of(token):
        return _predicated(token.head)
    return token.dep_ in ("xcomp",) or (token.dep_ == "obj" and lemma(token.head) in ("become", "remain"))


def _arms(match: Match) -> bool:
    lex = lexicon()
    tokens = [h for t in match.theme for h in conjuncts(t)]
    return (
        any(g.channel in ("arms", "conflict") for t in tokens for g in goods(t))
        or lemma(match.trigger) == "retaliate"
        or lex.noun(match.trigger.text) == "retaliation"
    )


def _told_to_leave(match: Match) -> bool:
    """ "Ordered Mali to pull out its troops": what the infinitive says of the soldiers of the one told."""
    if lemma(match.trigger) not in ("order", "tell", "ask", "force"):
        return False
    below = (c for c in match.trigger.children if c.dep_ in ("xcomp", "ccomp", "advcl"))
    away = (c for c in below if {lemma(c), f"{lemma(c)} {particle(c)}"} & _AWAY)
    return any(lexicon().noun(o.text) in lexicon().words["staff"] for c in away for o in c.children if o.dep_ == "obj")


_AWAY = frozenset({"withdraw", "pull", "pull out", "remove", "recall", "evacuate"})


def _turned_out(match: Match) -> bool:
    """Forces sent away: "expelled the advisers", "ordered the troops to leave", "forced them out"."""
    if _both(match) and _told_to_leave(match):
        return True
    if not _both(match) or not _heads(match) & lexicon().words["staff"]:
        return False
    if lemma(match.trigger) in ("expel", "evict") or match.nominal:
        return True
    gone = any(
        c.dep_ in ("xcomp", "ccomp", "advcl") and lemma(c) in lexicon().words["leave"] for c in match.trigger.children
    )
    return gone or bool(match.places.get("out")) or particle(match.trigger) == "out"


def _place(match: Match) -> bool:
    """Ground taken from somebody: a place noun, or "from" an army."""
    ground = bool(_theme_nouns(match) & lexicon().words["place"])
    return _both(match) and (ground or (bool(match.places.get("from")) and not _channels(match) - {"conflict"}))


def _portion(match: Match) -> bool:
    """ "Accounts for 80 percent of its imports": a share of a good."""
    share = any(lexicon().noun(t.text) in lexicon().words["share"] for h in match.theme for t in h.subtree)
    return share and _both(match) and bool(_channels(match) - {"ideational", "conflict", "sanctions"})


def _urged(match: Match) -> bool:
    """Somebody is told what to do: an infinitive follows."""
    if lemma(match.trigger) == "call" and not (match.places.get("on") or match.places.get("upon")):
        return False
    told = any(c.dep_ in ("xcomp", "ccomp", "advcl") and c.i > match.trigger.i for c in match.trigger.children)
    return _both(match) and told and not match.places.get("as")


def _ill(match: Match) -> bool:
    """A theme that is no good but a hostile stance: "share a hostility to", "return fire"."""
    frames = (f for t in match.theme for f in lexicon().noun_frames.get(lexicon().noun(t.text), ()))
    return any(f.polarity == "oppose" for f in frames)


def _armed(token: Token) -> bool:
    return lexicon().noun(token.text) in lexicon().words["armed"] or any(g.channel == "arms" for g in goods(token))


def _passage(match: Match) -> bool:
    """Somebody's craft or troops let through, or let stay: the verb below is one of movement or lodging."""
    below = [c for c in match.trigger.children if c.dep_ in ("xcomp", "ccomp", "advcl")]
    below += [o for o in match.places["obj"] if match.places.get("let") and o not in match.places["let"]]
    return _both(match) and any(lemma(c) in lexicon().words["passing"] for c in below)


def _together(match: Match) -> bool:
    adverbs = {c.lower_ for c in match.trigger.children if c.dep_ in ("advmod", "obl", "compound:prt")}
    return match.mutual and bool(adverbs & {"together", "jointly", "side"})


def _leavers(match: Match) -> bool:
    """Soldiers who leave somebody's ground: "American troops left Niger"."""
    told = match.trigger.tag_ == "VB" and any(c.lower_ == "to" for c in match.trigger.lefts)
    return _both(match) and not match.nominal and not told and bool(_doers(match) & lexicon().words["staff"])


def _hands(match: Match) -> bool:
    """People of one state who do the work of another: "Cuban doctors staff clinics in Mali"."""
    return _both(match) and bool(_doers(match) & lexicon().words["hands_on"])


def _doers(match: Match) -> set[str]:
    return {lexicon().noun(t.text) for h in match.places.get("subj", []) for t in conjuncts(h)}


_FIGHTERS = frozenset({"soldier", "troop", "marine", "commando", "paratrooper", "mercenary", "crew", "pilot", "sailor"})
_FRONTIERS = frozenset({"border", "frontier", "boundary"})


def _massed(match: Match) -> bool:
    """Troops or armour gathered against somebody; "to" him only where it is the border they are moved to."""
    to = [lexicon().noun(t.text) for t in match.places.get("to", [])]
    at = any(match.places.get(mark) for mark in ("against", "near", "along", "on", "at"))
    placed = at or bool({*to} & _FRONTIERS) or match.nominal
    return placed and (_said_of(match, "staff") or _said_of(match, "vehicles"))


def _member(match: Match) -> bool:
    """A state put out of a body that is no state: the African Union suspends Mali."""
    return _both(match) and len(match.recipient) == 1 and not any(t.pos_ == "NOUN" for t in match.places["obj"])


def _posted(match: Match) -> bool:
    """ "The Turkish advisers in Ganja" as an argument: a standing presence, not a thing of another verb."""
    return (
        _both(match)
        and match.nominal
        and not any(x.dep_ == "acl:relcl" and x.i < match.trigger.i for x in match.trigger.children)
    )


def _bound(match: Match) -> bool:
    return match.mutual and bool(match.goods) and any(g.channel not in ("general", "strategic") for g in match.goods)


_BANDS = frozenset({"militia", "paramilitary", "separatist", "insurgency", "rebellion", "gang", "mutineer", "guerilla"})
_IMMATERIAL = {"general", "ideational", "diplomatic", "economic"}
_TESTS: dict[str, Callable[[Match], bool]] = {
    "both": _both,
    "helped": _helped,
    "as": lambda m: _both(m) and bool(m.theme),
    "purpose": lambda m: _both(m) and bool(m.theme),
    "toward": _both,
    "imposed": _both,
    "good": lambda m: _given(m) and not _heads(m) & lexicon().words["barrier"] and not _ill(m),
    "plea": lambda m: _said_of(m, "plea") and bool(m.goods),
    "traded": lambda m: _both(m) and bool(_channels(m) - {"ideational", "conflict", "sanctions"}),
    "want": lambda m: bool(m.actor) and bool(_channels(m) & {"arms", "military", "energy", "finance", "technology"}),
    "ground": lambda m: _both(m) and "territory" in _channels(m),
    "forces": lambda m: _both(m) and bool(_channels(m) & {"military", "conflict"}),
    "garrison": _garrison,
    "weapon": _weapon,
    "blows": lambda m: m.mutual and bool(_heads(m) & lexicon().words["blows"]),
    "barrier": lambda m: bool(m.actor) and bool(_heads(m) & lexicon().words["barrier"]),
    "pact": lambda m: _both(m) and (m.nominal or _said_of(m, "pact")),
    "talks": lambda m: _said_of(m, "talks"),
    "income": lambda m: _said_of(m, "income"),
    "diplomats": lambda m: _said_of(m, "diplomats"),
    "reliance": lambda m: _said_of(m, "reliance"),
    "market": lambda m: bool(m.actor) and "WORLD_OIL_MARKET" in m.recipient,
    "mutual": lambda m: m.mutual,
    "tie": _tied,
    "joint": lambda m: m.mutual and (joint(m.trigger) or m.frame.name == "exercise together"),
    "out": _turned_out,
    "motion": lambda m: _said_of(m, "motion"),
    "place": _place,
    "share": _portion,
    "columns": lambda m: _both(m) and any(_armed(t) for t in m.places.get("subj", [])),
    "barbs": lambda m: m.mutual and bool(_heads(m) & lexicon().words["barbs"]),
    "passage": _passage,
    "together": _together,
    "member": _member,
    "posted": _posted,
    "based": _posted,
    "bound": _bound,
    "captive": lambda m: _said_of(m, "captive"),
    "told": lambda m: _said_of(m, "told"),
    "massed": _massed,
    "advisers": lambda m: _hands(m) and not _doers(m) & _FIGHTERS,
    "visitor": lambda m: _said_of(m, "visitor"),
    "visiting": lambda m: _said_of(m, "visiting"),
    "urged": _urged,
    "leavers": _leavers,
    "hands": _hands,
    "money": lambda m: _both(m) and _channels(m) == {"finance"},
    "copula": lambda m: _both(m) and _predicated(m.trigger),
}
