"""What a matched frame is about: the goods in its theme, its modifiers, its receiver, or a range before it."""

from spacy.tokens import Token

from .arguments import Sides
from .channels import Good, case, goods, modifier_goods
from .frames import Frame, lexicon


def theme_goods(
    frame: Frame, token: Token, theme: list[Token], recipient: list[Token], nominal: bool, sides: Sides
) -> tuple[Good, ...]:
    if frame.channel:
        return (Good(frame.channel, label_of(theme, token), (theme or [token])[0]),)
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
            for g in goods(t, frame.polarity != "oppose"):
                if g.token.i not in seen:
                    seen.add(g.token.i)
                    found.append(g)
        found = [g for g in found if g.channel != "general"] or found
        found = _worth(found, theme)
    if frame.name == "give" and lexicon().verb(token.text) not in lexicon().words["cede"]:
        found = [g for g in found if g.channel != "territory"]
    if not found:
        found = [g for t in recipient if sides.mention(t) is None for g in goods(t)]
    if not found and frame.pair and nominal:
        found = _range(token)
    if not found and frame.name == "support" and not nominal:
        found = _helped_to(token)
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
    if not found and frame.name == "give" and not nominal and (plain := _plain(token, theme, recipient, sides)):
        found = [plain]
    if not found and frame.default:
        found = [Good(frame.default, label_of(theme, token), (theme or [token])[0])]
    return tuple(found)


def _worth(found: list[Good], theme: list[Token]) -> list[Good]:
    """ "$345 million in weapons": the amount is what the weapons are worth."""
    inside = {t.i for t in theme if case(t) == "in"}
    told = [g for g in found if g.token.i in inside or any(a.i in inside for a in g.token.ancestors)]
    return [g for g in found if g in told or g.label != "money"] if told else found


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


def _helped_to(verb: Token) -> list[Good]:
    """ "Helped Mali build the bomb", "to evade sanctions": help with what the verb below is about."""
    lex = lexicon()
    below = [c for c in verb.rights if c.dep_ in ("xcomp", "ccomp", "advcl") and c.pos_ == "VERB" and c.i - verb.i < 10]
    for child in below:
        named = [
            g for c in child.rights if c.dep_ == "obj" for g in goods(c) if g.channel not in ("general", "conflict")
        ]
        frames = lex.verb_frames.get(lex.verb(child.text, child.lemma_), ())
        fixed = [
            f.channel or "sanctions" for f in frames if f.channel in ("intelligence", "conflict") or f.name == "evade"
        ]
        if named and not fixed:
            return named[:1]
        if fixed:
            return [Good("military" if fixed[0] == "conflict" else fixed[0], "", verb)]
    return []


def _plain(verb: Token, theme: list[Token], recipient: list[Token], sides: Sides) -> Good | None:
    """A thing no list knows, handed over by a verb that takes things only: on no channel the text names."""
    lex = lexicon()
    if lex.verb(verb.text, verb.lemma_) not in lex.words["hands"] or any(sides.mention(t) is None for t in recipient):
        return None
    things = [t for t in theme if t.pos_ == "NOUN" and sides.mention(t) is None]
    things = [
        t for t in things if lex.noun(t.text) not in lex.words["no_thing"] and lex.noun(t.text) not in lex.noun_frames
    ]
    return Good("general", lex.noun(things[0].text), things[0]) if things else None


def label_of(theme: list[Token], token: Token) -> str:
    return lexicon().noun(theme[0].text) if theme else token.lower_
