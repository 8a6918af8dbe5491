"""From a sentence to the relations it states: frames matched over the parse, sides filled, needs checked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from .arguments import Sides, is_verb, lemma, noun_places, particle, verb_places
from .channels import Good, case, conjuncts, goods, modifier_goods
from .context import Context
from .frames import Frame, lexicon
from .pairs import joint, shared

Places = dict[str, list[Token]]
_TAKES = frozenset({"buy", "receive", "customer"})
_SPECIFIC = (
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
    "mutual",
    "both",
)


@dataclass(frozen=True, slots=True)
class Match:
    """A frame with its sides filled; `goods` names what is given, `theme` the heads of the theme."""

    frame: Frame
    trigger: Token
    nominal: bool
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    mutual: bool
    goods: tuple[Good, ...]
    theme: tuple[Token, ...]
    places: Places


def matches(sentence: Iterable[Token], sides: Sides, context: Context) -> list[Match]:
    """The best frame of every word of the sentence whose needs are met; `context` lends the sides of "bilateral",
    "this partnership", "these deliveries"."""
    found = []
    for token in sentence:
        options = [m for frame, kind in _frames(token) if (m := _fill(frame, kind, token, sides, context)) is not None]
        options.sort(key=lambda m: _SPECIFIC.index(m.frame.needs))
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
    from .arguments import subject

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
    nominal = kind == "noun"
    actor, actor_tokens = _at(places, actor_at, sides)
    if not actor and nominal and "subj" not in actor_at:
        actor, actor_tokens = _light_subject(token, places, sides, frame.polarity)
    if not actor and kind == "verb" and (joined := _hyphen_actor(token, sides)):
        actor = joined
    recipient, recipient_tokens = _at(places, recipient_at, sides, actor)
    if not recipient and kind == "verb" and ("iobj" in recipient_at):
        recipient, recipient_tokens = _misread_receiver(token, places, sides, actor)
    if (not actor and frame.name in _TAKES) or (
        nominal and not actor and frame.name == "give" and not places.get("by")
    ):
        actor = _maker(theme_at, places, sides, recipient)
    extra = [c for t in recipient_tokens for c in conjuncts(t)[1:] if sides.mention(c) is None and goods(c)]
    theme = [t for name in theme_at for t in places.get(name, []) if t not in recipient_tokens or name == "obj"]
    theme += extra
    if frame.name in ("lessen", "diversify") and not actor:
        actor = sides.codes(c for t in places["obj"] for c in t.lefts if c.dep_ == "nmod:poss")
        recipient = tuple(c for c in recipient if c not in actor)
    if (
        nominal
        and not actor
        and frame.name in ("give", "support")
        and recipient
        and (other := _other_of(token, recipient, context))
    ):
        actor = other
    if kind == "verb" and actor and not recipient and frame.name in ("support", "arm", "give", "train"):
        last = context.last
        pointing = any(lexicon().noun(t.text) in lexicon().words["pointing"] for t in places["obj"])
        if last is not None and pointing and last.actor == actor:
            recipient = last.recipient
    if frame.name == "move the market" and not actor:
        actor = _first_subject(token, sides)
    if frame.name == "partner" and nominal and not actor and not recipient and context.age == 0 and _as_partners(token):
        actor = context.pair
    if frame.name == "sign" and len(actor) == 1 and not recipient and _bilateral(token):
        recipient = tuple(c for c in context.open_pair if c not in actor) if actor[0] in context.open_pair else ()
    if frame.name == "sanction" and nominal and token.dep_ == "conj" and not actor:
        actor = tuple(
            c for o in token.head.lefts if (m := sides.mention(o)) and m.kind in ("name", "demonym") for c in m.codes
        )
    if frame.name == "need" and nominal and not actor:
        actor = _sufferer(token, sides, ())
    if nominal and frame.polarity == "oppose":
        actor = actor or _collective(token)
        recipient = recipient or _sufferer(token, sides, actor)
    if (
        frame.name == "lift"
        and len(actor) == 1
        and not recipient
        and _bilateral(token)
        and actor[0] in context.open_pair
    ):
        recipient = tuple(c for c in context.open_pair if c not in actor)
        mutual_lift = True
    else:
        mutual_lift = False
    actor, recipient = _anaphoric_sides(frame, token, kind, actor, recipient, context)
    mutual = mutual_lift
    if frame.pair or frame.name in ("assault", "attitude", "build", "support", "shield", "arm"):
        both = shared(token, places, sides, actor, recipient, frame, nominal, context)
        if both:
            actor, recipient, mutual = both
    if frame.name in ("attitude", "oppose") and recipient and joint(token) and len(context.open_pair) == 2:
        if not actor or set(actor) < set(context.open_pair):
            actor = tuple(c for c in context.open_pair if c not in recipient)
    goods_found = _goods(frame, token, theme, recipient_tokens, nominal, sides)
    if frame.name in ("relation", "bloc") and not goods_found and _strengthened(token):
        goods_found = (Good("general", token.lower_, token),)
    match = Match(frame, token, nominal, actor, recipient, mutual, goods_found, tuple(theme), places)
    return match if met(match, sides) else None


def _anaphoric_sides(
    frame: Frame, token: Token, kind: str, actor: tuple[str, ...], recipient: tuple[str, ...], context: Context
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """ "These deliveries", "the provision of these weapons": the sides of the last relation."""
    last = context.last
    if last is None or frame.name not in ("give", "support", "sell", "vital") or (actor and recipient):
        return actor, recipient
    subject = [c for c in token.head.children if c.dep_.startswith("nsubj")] if kind == "adjective" else [token]
    pointed = any(
        t.lower_ in ("this", "these", "such", "those") and t.dep_ in ("det", "amod")
        for s in subject
        for t in s.subtree
        if abs(t.i - s.i) < 5
    )
    if kind == "verb" or not pointed:
        return actor, recipient
    if (not actor or actor == last.actor) and (not recipient or recipient == last.recipient):
        return last.actor, last.recipient
    return actor, recipient


def _misread_receiver(
    token: Token, places: Places, sides: Sides, actor: tuple[str, ...]
) -> tuple[tuple[str, ...], list[Token]]:
    """ "Gave Mali tanks": the receiver read as a modifier of the good."""
    for obj in places["obj"]:
        for child in obj.subtree:
            mention = sides.mention(child)
            if mention and mention.kind == "name" and mention.end <= obj.i and token.i < mention.start <= token.i + 2:
                codes = tuple(c for c in mention.codes if c not in actor)
                if codes and not any(c.dep_ == "case" for c in child.children):
                    return codes, [child]
    return (), []


def _maker(theme_at: tuple[str, ...], places: Places, sides: Sides, recipient: tuple[str, ...]) -> tuple[str, ...]:
    """ "Buys Russian oil": whose good it is, where no seller is named; "Russian-made" names none."""
    for name in theme_at:
        for token in places.get(name, []):
            owners = [c for c in token.lefts if c.dep_ in ("amod", "nmod:poss", "compound")]
            codes = tuple(
                dict.fromkeys(c for o in owners if (m := sides.mention(o)) for c in m.codes if c not in recipient)
            )
            if codes:
                return codes
    return ()


def _other_of(token: Token, recipient: tuple[str, ...], context: Context) -> tuple[str, ...]:
    """ "Its contributions to Mali", where "its" is left open: the other of the two spoken of."""
    if not any(c.lower_ in ("its", "their", "his", "her") and c.dep_ == "nmod:poss" for c in token.lefts):
        return ()
    pair = context.open_pair
    return tuple(c for c in pair if c not in recipient) if len(pair) == 2 and set(recipient) & set(pair) else ()


def _collective(token: Token) -> tuple[str, ...]:
    table = lexicon().collective
    return tuple(dict.fromkeys(table[c.lower_] for c in token.lefts if c.dep_ == "amod" and c.lower_ in table))[:1]


def _sufferer(token: Token, sides: Sides, actor: tuple[str, ...]) -> tuple[str, ...]:
    """Who faces, avoids, provokes the sanctions or the condemnation; "under sanctions"."""
    first = token.head if token.dep_ == "conj" and token.head.pos_ == "NOUN" else token
    verb = first.head
    if is_verb(verb) and (
        (lemma(verb) in lexicon().words["suffer"] and first.dep_ in ("obj", "obl"))
        or case(first) in ("under", "despite")
    ):
        codes = sides.codes(verb_places(verb)["subj"]) or _first_subject(token, sides)
        return tuple(c for c in codes if c not in actor)
    return ()


def _first_subject(token: Token, sides: Sides) -> tuple[str, ...]:
    """The actor that is the first subject before the word, for a purpose clause the parser hung too high."""
    before = (t for t in token.sent if t.i < token.i and t.dep_.startswith("nsubj"))
    return next((codes for t in before if (codes := sides.codes([t]))), ())


def _bilateral(token: Token) -> bool:
    return any(t.lower_ in ("bilateral", "mutual") for t in token.sent)


def _as_partners(token: Token) -> bool:
    """ "Their status as partners": plural, after "as", in a sentence that speaks of two."""
    return token.lower_.endswith("s") and any(t.lower_ == "as" for t in token.subtree if t.i < token.i)


def _light_subject(token: Token, places: Places, sides: Sides, polarity: str) -> tuple[tuple[str, ...], list[Token]]:
    """Who launches the strike, imposes the sanctions, offers the support, when the noun itself names nobody."""
    head = token.head
    from .operators import operators_of

    if not is_verb(head):
        return (), []
    if (
        lemma(head) in lexicon().words["light"]
        or lemma(head) in lexicon().words["strengthen"]
        or (polarity != "oppose" and operators_of(head))
    ):
        codes = sides.codes(places.get("subj", []))
        return codes, places.get("subj", [])[:1] if codes else []
    return (), []


def _hyphen_actor(token: Token, sides: Sides) -> tuple[str, ...]:
    """'Rwandan-backed', 'Turkish-supplied': who stands before the hyphen."""
    if token.i < 2 or token.doc[token.i - 1].text not in ("-", "–", "‑"):
        return ()
    return sides.codes([token.doc[token.i - 2]], strict=True)


def _goods(
    frame: Frame, token: Token, theme: list[Token], recipient: list[Token], nominal: bool, sides: Sides
) -> tuple[Good, ...]:
    if frame.channel:
        return (Good(frame.channel, _label(theme, token), (theme or [token])[0]),)
    found: list[Good] = []
    if frame.name == "importance":
        found = [g for t in theme if sides.mention(t) is None for g in goods(t)]
    if nominal and not found:
        found = modifier_goods(token)
    if not found or frame.needs in ("good", "forces", "ground"):
        seen: set[int] = set()
        for t in theme:
            if nominal and t.i < token.i:
                continue
            for g in goods(t):
                if g.token.i not in seen:
                    seen.add(g.token.i)
                    found.append(g)
        found = [g for g in found if g.channel != "general"] or found
    if not found:
        found = [g for t in recipient if sides.mention(t) is None for g in goods(t)]
    if not found and frame.pair and nominal:
        found = _range(token)
    if (
        not found
        and frame.name == "support"
        and any(lexicon().noun(t.text) in lexicon().words["warlike"] for t in _marked_in(token))
    ):
        found = [Good("military", "support", token)]
    if not found and frame.name == "sign":
        found = [
            g
            for t in theme
            for r in t.rights
            if r.dep_ == "acl:relcl"
            for o in r.children
            if o.dep_ == "obj"
            for g in goods(o)
        ]
    if not found and frame.default:
        found = [Good(frame.default, _label(theme, token), (theme or [token])[0])]
    return tuple(found)


def _marked_in(token: Token) -> list[Token]:
    return [c for c in token.rights if c.dep_ == "nmod" and case(c) == "in"]


def _range(token: Token) -> list[Good]:
    """ "From energy to arms, their cooperation ...": the channels a range before the relation names."""
    for start in token.sent:
        if start.i < token.i and start.dep_ in ("obl", "nmod") and case(start) == "from":
            ends = [c for c in (*start.rights, *start.head.children) if case(c) == "to" and start.i < c.i < token.i]
            if ends:
                return [*goods(start), *goods(ends[0])]
    return []


def _label(theme: list[Token], token: Token) -> str:
    return lexicon().noun(theme[0].text) if theme else token.lower_


def _theme_nouns(match: Match) -> set[str]:
    lex = lexicon()
    nouns = set()
    for t in match.theme:
        for head in conjuncts(t):
            nouns.add(lex.noun(head.text))
            nouns |= {lex.noun(c.text) for c in head.subtree if c.dep_ in ("nmod", "conj", "compound")}
    return nouns


def met(match: Match, sides: Sides) -> bool:
    """Whether the words a frame needs are there."""
    words, need = lexicon().words, match.frame.needs
    both = bool(match.actor and match.recipient)
    named = bool(match.goods)
    channels = {g.channel for g in match.goods}
    heads = {lexicon().noun(t.text) for t in match.theme}
    one_sided = (
        bool(match.actor or match.recipient) if not match.nominal else bool(match.recipient) and channels == {"arms"}
    )
    if need == "both":
        return both
    if need == "good":
        return named and (
            both or (one_sided and channels - {"general", "ideational", "diplomatic", "economic"} != set())
        )
    if need == "mutual":
        return match.mutual
    if need == "pact":
        return both and (bool(heads & words["pact"]) or match.nominal)
    if need == "tie":
        if match.frame.name == "test":
            return bool(_theme_nouns(match) & words["tie"]) and both
        if not match.mutual:
            return False
        return named or _strengthened(match.trigger)
    if need == "traded":
        return both and bool(channels - {"ideational", "conflict", "sanctions"})
    if need == "blows":
        return match.mutual and bool(heads & words["blows"])
    if need == "talks":
        return both and bool(heads & words["talks"])
    if need == "garrison":
        held = {g.channel for t in match.theme for g in goods(t)}
        return both and bool(held & {"territory", "military", "arms", "nuclear", "intelligence"})
    if need == "want":
        return bool(match.actor) and bool(channels & {"arms", "military", "energy", "finance", "technology"})
    if need == "income":
        return both and any(w in words["income"] for w in heads)
    if need == "market":
        return bool(match.actor) and "WORLD_OIL_MARKET" in match.recipient
    if need == "ground":
        return both and "territory" in channels
    if need == "purpose":
        return both and bool(match.theme)
    if need == "barrier":
        return bool(heads & words["barrier"]) and bool(match.actor)
    if need == "forces":
        return both and bool(channels & {"military", "conflict"})
    if need == "weapon" and match.frame.name == "use weapons on":
        return bool(match.recipient) and bool(_arms(match)) and _at_war(match)
    if need == "weapon":
        return bool(match.actor) and bool(channels) and (both or match.frame.name == "fire") and bool(_arms(match))
    if need == "imposed":
        return both
    if need == "diplomats":
        return both and bool(heads & words["diplomats"])
    if need == "reliance":
        return both and bool(heads & words["reliance"])
    if need == "joint":
        return match.mutual and (joint(match.trigger) or match.frame.name == "exercise together")
    if need == "copula":
        return both and _predicated(match.trigger)
    if need == "toward":
        return both
    if need == "as":
        return both and bool(match.theme)
    return False


def _at_war(match: Match) -> bool:
    """Weapons used "against Mali", "on Mali", or "in the Mali war", not merely in a country."""
    inside = match.places.get("in", [])
    return match.recipient != () and (
        bool(match.places.get("against") or match.places.get("on"))
        or any(lexicon().noun(t.text) in lexicon().words["warlike"] for t in inside)
    )


def _strengthened(token: Token) -> bool:
    verb = token.head
    return is_verb(verb) and token.dep_ in ("obj", "nsubj:pass") and lemma(verb) in lexicon().words["strengthen"]


def _predicated(token: Token) -> bool:
    """Whether the noun is said of somebody ("is an ally", "as a partner"), not used to name them ("its ally")."""
    if any(c.dep_ == "cop" for c in token.children) or case(token) == "as" or _as_partners(token):
        return True
    return token.dep_ in ("xcomp",) or (token.dep_ == "obj" and lemma(token.head) in ("become", "remain"))


def _arms(match: Match) -> bool:
    lex = lexicon()
    tokens = [h for t in match.theme for h in conjuncts(t)]
    return (
        any(g.channel in ("arms", "conflict") for t in tokens for g in goods(t))
        or lemma(match.trigger) == "retaliate"
        or lex.noun(match.trigger.text) == "retaliation"
    )
