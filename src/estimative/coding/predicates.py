"""From a sentence to the relations it states: frames matched over the parse, sides filled, needs checked."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from .arguments import Sides, is_verb, lemma, noun_places, particle, subject, verb_places
from .channels import Good, case, conjuncts, goods
from .context import Context
from .frames import Frame, lexicon
from .match import Match, Places
from .needs import is_strengthened, is_warm, may_be_lent, met
from .sides import Draft, hyphen_actor, implied, light_subject, misread_receiver
from .themes import theme_goods

_SPECIFIC = (
    "helped",
    "leavers",
    "advisers",
    "columns",
    "barbs",
    "passage",
    "together",
    "plea",
    "out",
    "captive",
    "told",
    "massed",
    "motion",
    "place",
    "share",
    "garrison",
    "want",
    "blows",
    "talks",
    "traded",
    "income",
    "market",
    "barrier",
    "reliance",
    "diplomats",
    "forces",
    "ground",
    "tie",
    "pact",
    "joint",
    "toward",
    "purpose",
    "as",
    "imposed",
    "weapon",
    "visitor",
    "good",
    "copula",
    "visiting",
    "hands",
    "money",
    "mutual",
    "bound",
    "posted",
    "based",
    "both",
    "urged",
    "member",
)


_ACTING = frozenset({"subj", "by", "poss", "from", "iobj", "with", "for", "whose", "told", "let"})
_FELT = frozenset({"arms", "military", "conflict", "nuclear", "energy"})
_LOCAL = frozenset({"in", "at", "on", "into", "over", "of"})


def matches(sentence: Iterable[Token], sides: Sides, context: Context) -> list[Match]:
    """The best frame of every word of the sentence whose needs are met; `context` lends the sides of "bilateral",
    "this partnership", "these deliveries"."""
    found = []
    for token in sentence:
        options = [m for frame, kind in _frames(token) if (m := _fill(frame, kind, token, sides, context)) is not None]
        options.sort(key=lambda m: (m.partial, _SPECIFIC.index(m.frame.needs), not (m.actor and m.recipient)))
        found += options[:1]
    return found


def _frames(token: Token) -> Iterator[tuple[Frame, str]]:
    lex = lexicon()
    if (is_verb(token) and not _nominal(token)) or (token.pos_ in ("NOUN", "ADJ", "PROPN") and _looks_verbal(token)):
        verb, prt = lemma(token), particle(token)
        rows = _idioms(token, verb) or (lex.verb_frames.get(f"{verb} {prt}", ()) if prt else ())
        for frame in rows or lex.verb_frames.get(verb, ()):
            yield frame, "verb"
    elif token.pos_ in ("NOUN", "PROPN") or _nominal(token):
        before = token.doc[token.i - 1].lower_ if token.i else ""
        noun = lex.noun(token.text)
        for frame in lex.noun_frames.get(f"{before} {noun}") or lex.noun_frames.get(noun, ()):
            if (frame.name != "importance" or token.lower_ in frame.nouns) and not _of_a_pact(frame, token):
                yield frame, "noun"
    if token.pos_ == "ADJ" or token.tag_ == "VBN":
        for frame in lex.adjective_frames.get(token.lower_, ()):
            if token.dep_ != "amod":
                yield frame, "adjective"


def _of_a_pact(frame: Frame, token: Token) -> bool:
    """ "A free-trade agreement": the pact is what is spoken of, no commerce."""
    lex = lexicon()
    return frame.name == "commerce" and token.dep_ == "compound" and lex.noun(token.head.text) in lex.words["pact"]


def _idioms(verb: Token, word: str) -> tuple[Frame, ...]:
    """ "Took delivery of", "came to the aid of": frames of a verb with its object or a noun after a preposition."""
    lex = lexicon()
    for child in verb.rights:
        if child.dep_ in ("obj", "obl", "obl:unmarked", "advmod", "xcomp") and child.i - verb.i < 14:
            mark = case(child)
            found = lex.verb_frames.get(
                f"{word} {mark} {lex.noun(child.text)}" if mark else f"{word} {lex.noun(child.text)}"
            )
            if found:
                return found
    return ()


def _nominal(token: Token) -> bool:
    """ "Halted arms exports", "without Malian support": a noun the tagger took for a verb, by what stands before it."""
    marks = {c.lower_ for c in token.lefts if c.dep_ == "mark"} & {"without", "despite", "amid", "with", "of", "under"}
    if marks and token.tag_ in ("VBP", "VB", "VBZ") and not any(c.dep_ in ("aux", "obj") for c in token.children):
        return True
    if token.dep_ not in ("obj", "nsubj", "nsubj:pass", "nmod") or token.tag_ not in ("VBZ", "VB", "VBP"):
        return False
    return any(c.dep_ in ("compound", "amod", "det", "case", "nmod:poss") for c in token.lefts)


def _looks_verbal(token: Token) -> bool:
    """A verb the tagger took for a noun: it has a subject or object of its own."""
    deps = {c.dep_ for c in token.children}
    if (
        token.tag_ in ("NN", "NNS")
        and token.dep_ in ("nsubj", "nsubj:pass", "obj", "nmod", "obl")
        and "obj" not in deps
    ):
        return False
    if (
        token.lower_ in lexicon().forms
        and token.dep_ == "ROOT"
        and token.i + 1 < len(token.doc)
        and token.doc[token.i + 1].pos_ in ("PROPN", "DET", "PRON")
    ):
        return any(c.dep_ == "compound" and c.pos_ == "PROPN" and c.i == token.i - 1 for c in token.children)
    return (
        token.lower_ in lexicon().forms
        and bool(deps & {"nsubj", "obj", "aux"})
        and "cop" not in deps
        and "det" not in deps
    )


def _places(frame: Frame, kind: str, token: Token) -> tuple[Places, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    if kind == "noun":
        return noun_places(token), frame.noun_actor, frame.noun_recipient, frame.noun_theme
    if kind == "adjective":
        places = noun_places(token)
        places["subj"] = (
            places["subj"] or [c for c in token.children if c.dep_.startswith("nsubj")] or _adjective_subject(token)
        )
        return places, frame.actor, frame.recipient, frame.theme
    return verb_places(token), frame.actor, frame.recipient, frame.theme


def _adjective_subject(token: Token) -> list[Token]:

    return subject(token.head) if token.dep_ in ("xcomp", "obj", "conj", "advcl") else []


def _at(
    places: Places, names: tuple[str, ...], sides: Sides, skip: tuple[str, ...] = ()
) -> tuple[tuple[str, ...], list[Token]]:
    for name in names:
        tokens = places.get(name.rstrip("!"), [])
        for token in tokens:
            strict = name.endswith("!") or (name == "iobj" and bool(goods(token, False)))
            codes = tuple(c for c in sides.codes([token], strict) if c not in skip)
            if codes:
                return codes, [token]
    return (), []


def _ground(
    places: Places, names: tuple[str, ...], sides: Sides, actor: tuple[str, ...]
) -> tuple[tuple[str, ...], list[Token]]:
    """The receiver by the city or province where something is done, if no state is named."""
    felt = tuple(n for n in names if n.rstrip("!") not in _ACTING)
    return _at(places, felt, sides.local, actor) if sides.local is not sides else ((), [])


def _fill(frame: Frame, kind: str, token: Token, sides: Sides, context: Context) -> Match | None:
    places, actor_at, recipient_at, theme_at = _places(frame, kind, token)
    actor, _ = _at(places, actor_at, sides)
    if not actor and kind == "noun" and "subj" not in actor_at:
        actor = light_subject(token, places, sides, frame.polarity)
    if not actor and kind == "verb":
        actor = hyphen_actor(token, sides)
    if "iobj" not in recipient_at and {"obj", "obj!"} & set(recipient_at):
        recipient_at = (*recipient_at, "iobj")  # "warned Mali against": the object read as a receiver
    recipient, heads = _at(places, recipient_at, sides, actor)
    if not recipient and kind == "verb" and "iobj" in recipient_at:
        recipient, heads = misread_receiver(token, places, sides, actor)
    by_ground = bool(actor) and not recipient and frame.channel in (None, *_FELT)
    if by_ground:
        recipient, heads = _ground(places, recipient_at, sides, actor)
    if actor and not recipient and kind == "verb" and frame.name in _MOVING and _stays(places, sides, actor):
        return None
    draft = implied(Draft(frame, kind, token, places, theme_at, sides, context, actor, recipient))
    theme = _theme(draft, heads)
    named = theme_goods(frame, token, theme, heads, kind == "noun", sides)
    if frame.name in ("relation", "bloc") and not named and (is_strengthened(token) or is_warm(token)):
        named = (Good("general", token.lower_, token),)
    match = Match(frame, token, kind == "noun", draft.actor, draft.recipient, draft.mutual, named, tuple(theme), places)
    missing = () if draft.actor and draft.recipient else recipient_at if draft.actor else actor_at
    unknown = [
        m
        for at in missing
        if at not in _LOCAL
        for t in places.get(at.rstrip("!"), [])
        if (m := sides.mention(t)) is not None
    ]
    left_out = any(_unnamed(t, sides) for at in missing for t in places.get(at.rstrip("!"), []))
    match = replace(match, closed=left_out or any(m.kind == "unresolved" for m in unknown))
    if by_ground and heads and not {g.channel for g in named} & _FELT:
        return None  # goods for a buyer in a city say nothing of its state
    if met(match):
        return match
    return replace(match, partial=True) if may_be_lent(match) else None


def _unnamed(token: Token, sides: Sides) -> bool:
    """A capitalised name that no table knows, or a band that bears one: somebody else than those spoken of."""
    inside = [token, *(c for c in token.rights if c.dep_ == "nmod" and case(c) == "of")]
    return any(t.pos_ == "PROPN" and t.text[:1].isupper() and sides.mention(t) is None for t in inside)


def _stays(places: Places, sides: Sides, actor: tuple[str, ...]) -> bool:
    """ "Sent tanks to its border": nothing leaves the country."""
    return any(sides.codes([t]) == actor for at in ("to", "into", "toward") for t in places.get(at, []))


_MOVING = frozenset({"give", "sell", "deploy"})


def _theme(draft: Draft, heads: list[Token]) -> list[Token]:
    """Heads of what is given: at the frame's places, and goods coordinated with the receiver by a misreading."""
    extra = [c for t in heads for c in conjuncts(t)[1:] if draft.sides.mention(c) is None and goods(c)]
    amount = any(t.pos_ in ("SYM", "NUM") for t in draft.places.get("obj", []))  # "two billion in military aid"
    names = (*draft.theme_at, *(("in",) if amount else ()))
    at = [(name, t) for name in names for t in draft.places.get(name, [])]
    return [*(t for name, t in at if t not in heads or name in ("obj", "iobj")), *extra]
