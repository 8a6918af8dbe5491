"""Relations two sides share: "between A and B", "A's ties with B", "A-B", "their", "bilateral", "each other"."""

from spacy.tokens import Token

from .arguments import Sides, is_verb, lemma
from .channels import case
from .context import Context
from .frames import Frame, lexicon

Both = tuple[tuple[str, ...], tuple[str, ...], bool]
_EPISODES = frozenset(
    {"instance", "period", "episode", "history", "example", "era", "decade", "year", "pattern", "theme", "century"}
)


def shared(
    token: Token,
    places: dict[str, list[Token]],
    sides: Sides,
    actor: tuple[str, ...],
    recipient: tuple[str, ...],
    frame: Frame,
    nominal: bool,
    context: Context,
) -> Both | None:
    """(first, rest, mutual) if the relation is shared by two sides, else None."""
    if not nominal and len(actor) >= 2 and any(reciprocal(t) for t in places.get("obj", []) + places.get("with", [])):
        return actor[:1], actor[1:], True
    between = sides.codes(places.get("between", []) + places.get("among", []))
    if len(between) >= 2 and frame.name != "mediate":
        return between[:1], between[1:], True
    about = context.about
    if not between and len(about) == 2 and any(the_two(t) for t in places.get("between", [])):
        return about[:1], about[1:], True
    if nominal and (found := _of_noun(token, places, sides, recipient, frame)):
        return found
    if frame.name != "build" and len(actor) >= 2 and (not recipient or set(recipient) <= set(actor)):
        return actor[:1], actor[1:], True
    if not nominal and len(actor) >= 2 and any(c.lower_ in ("jointly", "together") for c in token.children):
        return actor[:1], actor[1:], True
    if frame.name == "sign" and actor and recipient and not places.get("with") and len(actor) == 1 and not nominal:
        return None
    if frame.pair and actor and recipient and not _one_way(frame, token, places, sides):
        return actor, recipient, True
    pair = context.open_pair
    open_sides = nominal and frame.pair and not actor and not recipient and len(pair) == 2
    if open_sides and points_back(token, _of_pair(token, sides, context)):
        return pair[:1], pair[1:], True
    return None


def the_two(token: Token) -> bool:
    """ "The two", "both countries"."""
    two = token.lower_ in ("two", "them", "both") or any(c.lower_ in ("two", "both") for c in token.lefts)
    return two and token.lower_ in _PARTIES


_PARTIES = frozenset(
    [
        *("two", "them", "both", "sides", "countries", "governments", "neighbours", "neighbors", "capitals", "states"),
        *("nations", "allies", "partners", "armies", "militaries", "powers", "leaders", "presidents", "parties"),
        *("ministries", "navies", "republics", "kingdoms"),
    ]
)


def _one_way(frame: Frame, token: Token, places: dict[str, list[Token]], sides: Sides) -> bool:
    if frame.name in ("war",):
        return not sides.codes(places.get("with", []))
    if frame.name == "talk":
        return lexicon().noun(token.text) in ("visit", "trip") or lemma(token) in (
            "visit",
            "call",
            "phone",
            "travel",
            "arrive",
        )
    return frame.name == "partner"


def _of_noun(
    token: Token, places: dict[str, list[Token]], sides: Sides, recipient: tuple[str, ...], frame: Frame
) -> Both | None:
    poss = tuple(dict.fromkeys(c for t in places["poss"] for c in sides.codes([t])))
    if len(poss) >= 2:
        others = tuple(c for c in recipient if c not in poss)
        if others and frame.polarity != "support":
            return poss, others, False
        return poss[:1], poss[1:], True
    partner = tuple(c for c in sides.codes(places.get("with", [])) if c not in poss)
    if frame.pair and poss and partner and frame.name != "war":
        return poss[:1], partner, True
    return None


def _of_pair(token: Token, sides: Sides, context: Context) -> bool:
    """Whether the main clause has the pair as its subject: "Egypt and Chad are bound by ... cooperation"."""
    subjects = [c for c in token.sent.root.children if c.dep_ in ("nsubj", "nsubj:pass")]
    return context.age == 0 and set(sides.codes(subjects, strict=True)) == set(context.pair)


def joint(token: Token) -> bool:
    """Whether the noun is called joint, mutual, shared, bilateral, or a coordinated noun before it is."""
    words = lexicon().words["joint"]
    if any(c.lower_ in words for c in token.lefts):
        return True
    return token.dep_ == "conj" and token.pos_ == "NOUN" and joint(token.head)


def points_back(token: Token, of_pair: bool = False) -> bool:
    """Whether a relation without sides of its own means the two last spoken of: joint, demonstrative, strengthened, an
    episode of their history, or coordinated with one that does; `of_pair`: the sentence has both as its subject."""
    lex = lexicon()
    if joint(token) or any(c.lower_ in ("this", "these", "such") and c.dep_ in ("det", "amod") for c in token.lefts):
        return True
    if any(c.lower_ in ("their", "its") for c in token.lefts):
        return False
    head = token.head
    if of_pair and lex.noun_frames.get(lex.noun(token.text)) and any(c.dep_ == "amod" for c in token.lefts):
        return True
    if is_verb(head) and token.dep_ in ("obj", "nsubj:pass") and lemma(head) in lex.words["strengthen"]:
        return True
    if token.dep_ == "nmod" and case(token) in ("of", "both") and lex.noun(head.text) in _EPISODES:
        return True
    if token.dep_ == "conj" and head.pos_ == "NOUN" and lex.noun_frames.get(lex.noun(head.text)):
        return points_back(head)
    return False


def reciprocal(token: Token) -> bool:
    """Each other, one another."""
    return any(t.lower_ in ("other", "another") for t in token.subtree) and any(
        t.lower_ in ("each", "one") for t in token.subtree
    )
