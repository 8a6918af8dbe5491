"""Which matches say nothing of their own: scene-setting, themes of other frames, talk about the text."""

from spacy.tokens import Token

from estimative.domain import Polarity

from .arguments import is_verb, lemma
from .channels import case, conjuncts
from .frames import lexicon
from .match import Match

_GIVING = frozenset({Polarity.SUPPORT})


def about_the_text(sentence: list[Token]) -> bool:
    """'This article explores ...': the text speaks of itself."""
    words = lexicon().words
    for t in sentence:
        if lexicon().noun(t.text) in words["meta_subject"] and t.dep_.startswith("nsubj") and t.i - sentence[0].i <= 4:
            head = t.head
            if lemma(head) in words["meta_verb"] or (head.lower_.rstrip("s") in words["meta_verb"]):
                return any(c.lower_ in ("this", "our", "the following") for c in t.children)
    return False


def prune(found: list[Match]) -> list[Match]:
    """A noun that is only the theme of a matched verb ("provide support") or scene-setting says nothing of its own."""
    verbs = {m.trigger.i: m for m in found if not m.nominal}
    kept = []
    for m in found:
        if _unanswered(m.trigger) or _warned_against(m.trigger):
            continue
        if m.nominal and (_scene(m) or (of_the_text(m.trigger) and not speaks_of_extent(m.trigger))):
            continue
        over = [
            v for v in verbs.values() if m.nominal and any(m.trigger.i == h.i for t in v.theme for h in conjuncts(t))
        ]
        if over and any({*v.actor, *v.recipient} >= {*m.actor, *m.recipient} for v in over):
            continue
        kept.append(m)
    inner = {m.trigger.i: m for m in kept}
    return [m for m in kept if not _shadowed(m, inner)]


def _unanswered(token: Token) -> bool:
    """ "Did not respond to questions about the sale", "declined to comment on it": nothing is said of the sale."""
    head = token.head
    asked = token.dep_ == "nmod" and lexicon().noun(head.text) in lexicon().words["said_of_text"]
    over = next((a for a in token.ancestors if is_verb(a)), None)
    if over is None or lemma(over) not in ("respond", "answer", "comment", "reply"):
        return False
    return asked or (lemma(over) == "comment" and token.dep_ == "obl" and case(token) in ("on", "about"))


def _warned_against(token: Token) -> bool:
    """ "Warned Mali against buying jets": nothing is said to have been bought."""
    return case(token) == "against" and lemma(token.head) in ("warn", "caution", "advise", "decide", "argue")


def of_the_text(token: Token) -> bool:
    """ "The discussion of", "the nature and extent of": spoken about, not stated."""
    head = token.head
    return token.dep_ == "nmod" and case(token) == "of" and lexicon().noun(head.text) in lexicon().words["meta_noun"]


def speaks_of_extent(token: Token) -> bool:
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
    let = others.get(m.trigger.head.i) if m.trigger.dep_ == "xcomp" else None
    if let is not None and let.frame.name in ("let through", "open ground"):
        return True
    if m.frame.name == "build" and _purpose_of(m, others):
        return True
    if m.frame.name == "urge" and any(o is not m and o.trigger in m.trigger.subtree for o in others.values()):
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


def _purpose_of(m: Match, others: dict[int, Match]) -> bool:
    """ "Lent Mali money to build a railway": what the money is for says nothing of its own."""
    over = others.get(m.trigger.head.i)
    infinitive = m.trigger.dep_ in ("advcl", "xcomp", "acl") and any(c.lower_ == "to" for c in m.trigger.lefts)
    same = over is not None and {*over.actor, *over.recipient} >= {*m.actor, *m.recipient}
    return infinitive and same and over is not None and over.frame.name in ("pay", "give", "invest")


def _scene(m: Match) -> bool:
    """Whether the noun stands in an adjunct that only sets the scene ("amid", "after", "during")."""
    token = m.trigger
    scene = lexicon().words["scene"]
    for _ in range(6):
        if token.head.lower_ in ("amid", "amidst", "during", "despite", "following") and token.head.pos_ == "ADP":
            return token.head.lower_ != "despite"
        if token.dep_ in ("obl", "nmod", "advcl") and case(token) in scene:
            return not (case(token) == "in" and token.dep_ == "nmod")
        if token.dep_ in ("ROOT",) or (is_verb(token.head) and token.dep_ not in ("obl", "conj")):
            return False
        token = token.head
    return False
