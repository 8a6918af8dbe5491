"""From a sentence to the relations it states: frames matched over the parse, sides filled, needs checked."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from .arguments import Sides, is_verb, lemma, noun_places, particle, subject, verb_places
from .channels import Good, conjuncts, goods
from .context import Context
from .frames import Frame, lexicon
from .match import Match, Places
from .needs import is_strengthened, met
from .sides import Draft, hyphen_actor, implied, light_subject, misread_receiver
from .themes import theme_goods

_SPECIFIC = (
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
    "good",
    "copula",
    "visitor",
    "visiting",
    "mutual",
    "both",
    "urged",
)


def matches(sentence: Iterable[Token], sides: Sides, context: Context) -> list[Match]:
    """The best frame of every word of the sentence whose needs are met; `context` lends the sides of "bilateral",
    "this partnership", "these deliveries"."""
    found = []
    for token in sentence:
        options = [m for frame, kind in _frames(token) if (m := _fill(frame, kind, token, sides, context)) is not None]
        options.sort(key=lambda m: (_SPECIFIC.index(m.frame.needs), not (m.actor and m.recipient)))
        found += options[:1]
    return found


def _frames(token: Token) -> Iterator[tuple[Frame, str]]:
    lex = lexicon()
    if is_verb(token) or (token.pos_ in ("NOUN", "ADJ", "PROPN") and _looks_verbal(token)):
        verb, prt = lemma(token), particle(token)
        rows = lex.verb_frames.get(f"{verb} {prt}", ()) if prt else ()
        for frame in rows or lex.verb_frames.get(verb, ()):
            yield frame, "verb"
    elif token.pos_ in ("NOUN", "PROPN"):
        for frame in lex.noun_frames.get(lex.noun(token.text), ()):
            if frame.name != "importance" or token.lower_ in frame.nouns:
                yield frame, "noun"
    if token.pos_ == "ADJ" or token.tag_ == "VBN":
        for frame in lex.adjective_frames.get(token.lower_, ()):
            if token.dep_ != "amod":
                yield frame, "adjective"


def _looks_verbal(token: Token) -> bool:
    """A verb the tagger took for a noun: it has a subject or object of its own."""
    deps = {c.dep_ for c in token.children}
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
        strict = name.endswith("!") or name in ("iobj",)
        for token in tokens:
            codes = tuple(c for c in sides.codes([token], strict) if c not in skip)
            if codes:
                return codes, [token]
    return (), []


def _fill(frame: Frame, kind: str, token: Token, sides: Sides, context: Context) -> Match | None:
    places, actor_at, recipient_at, theme_at = _places(frame, kind, token)
    actor, _ = _at(places, actor_at, sides)
    if not actor and kind == "noun" and "subj" not in actor_at:
        actor = light_subject(token, places, sides, frame.polarity)
    if not actor and kind == "verb":
        actor = hyphen_actor(token, sides)
    recipient, heads = _at(places, recipient_at, sides, actor)
    if not recipient and kind == "verb" and "iobj" in recipient_at:
        recipient, heads = misread_receiver(token, places, sides, actor)
    draft = implied(Draft(frame, kind, token, places, theme_at, sides, context, actor, recipient))
    theme = _theme(draft, heads)
    named = theme_goods(frame, token, theme, heads, kind == "noun", sides)
    if frame.name in ("relation", "bloc") and not named and is_strengthened(token):
        named = (Good("general", token.lower_, token),)
    match = Match(frame, token, kind == "noun", draft.actor, draft.recipient, draft.mutual, named, tuple(theme), places)
    return match if met(match) else None


def _theme(draft: Draft, heads: list[Token]) -> list[Token]:
    """Heads of what is given: at the frame's places, and goods coordinated with the receiver by a misreading."""
    extra = [c for t in heads for c in conjuncts(t)[1:] if draft.sides.mention(c) is None and goods(c)]
    amount = any(t.pos_ in ("SYM", "NUM") for t in draft.places.get("obj", []))  # "two billion in military aid"
    names = (*draft.theme_at, *(("in",) if amount else ()))
    at = [(name, t) for name in names for t in draft.places.get(name, [])]
    return [*(t for name, t in at if t not in heads or name in ("obj", "iobj")), *extra]
