"""The actors named at a token: by mention, by owner, by what is coordinated with it."""

from collections.abc import Iterable

from spacy.tokens import Token

from ..attribution import reports
from ..channels import case, conjuncts, is_model
from ..frames import lexicon
from ..text import Mention

_WAR = ("with", "against", "on", "in", "of", "")
_OF: dict[str, tuple[str, ...]] = dict.fromkeys(
    ("war", "conflict", "clash", "fight", "battle", "standoff", "confrontation", "skirmish"), _WAR
)
_OF |= dict.fromkeys(("border", "frontier", "boundary"), ("with", "of", ""))
_OF |= dict.fromkeys(
    ("resolution", "motion", "bill", "vote", "draft", "statement", "bid", "referendum", "text"),
    ("against", "on", "about", "for", "of", "by", "condemning", ""),
)
_QUANTITIES = frozenset(
    {"one", "some", "most", "part", "half", "many", "dozen", "dozens", "majority", "none", "several"}
)
_NOT_OWNER = frozenset(
    [
        *("era", "made", "built", "designed", "style", "type", "origin", "born", "trained", "speaking", "produced"),
        *("backed", "supported", "led", "funded", "aligned", "sponsored", "allied", "controlled", "brokered", "armed"),
        *(
            "manufactured",
            "developed",
            "equipped",
            "supplied",
            "run",
            "owned",
            "financed",
            "held",
            "occupied",
            "mediated",
        ),
    ]
)
_BORDERS = frozenset({"border", "frontier", "boundary"})  # "its border with Mali" is reached at Mali
_BY = ("by", "from", "")
_SPEAKER = frozenset({"we", "us", "our", "ours"})


class Sides:
    """The actors of a block by token; `local` reads cities and provinces too, as places where something is done."""

    def __init__(self, mentions: list[Mention], located: list[Mention] | None = None) -> None:
        self.local = Sides(located) if located is not None else self
        self._head: dict[int, Mention] = {}
        self._cover: dict[int, Mention] = {}
        first = {(m.start, m.end): m for m in reversed(mentions) if not is_model(m.text)}  # "Su-30" is no person
        for m in sorted(first.values(), key=lambda m: m.end - m.start):
            self._head[m.head] = m
            for i in range(m.start, m.end):
                self._cover[i] = m

    def mention(self, token: Token) -> Mention | None:
        return self._head.get(token.i) or self._cover.get(token.i)

    def codes(self, tokens: Iterable[Token], strict: bool = False) -> tuple[str, ...]:
        """Actors named by these heads and what is coordinated with them, in order, without repeats. `strict` wants the
        actor itself or its organ there; otherwise the owner of the thing counts ("Mali's oil", "a base in Mali")."""
        found: dict[str, None] = {}
        for token in tokens:
            for head in conjuncts(token):
                found |= dict.fromkeys(self._one(head, strict))
        return tuple(found)

    def _one(self, head: Token, strict: bool) -> tuple[str, ...]:
        mention = self.mention(head)
        if mention is not None and (mention.codes or mention.kind != "unresolved"):
            return mention.codes
        if head.lower_ in _SPEAKER:
            return self._speaker(head)
        noun = lexicon().noun(head.text)
        if head.pos_ == "NUM" or noun in _QUANTITIES:
            parts = [c for c in head.rights if c.dep_ == "nmod" and case(c) == "of"]
            return self.codes(parts, strict) if parts else ()
        if strict and noun not in lexicon().words["organs"]:
            return ()
        if noun in _BORDERS and (beyond := [c for c in head.rights if c.dep_ == "nmod" and case(c) == "with"]):
            return self.codes(beyond)
        owner = [
            c for c in head.lefts if c.dep_ in ("nmod:poss", "amod", "compound", "nmod", "nmod:unmarked", "flat", "det")
        ]
        codes = tuple(dict.fromkeys(c for child in owner for t in conjuncts(child) for c in self._owner(t)))
        if codes:
            return codes
        for child in head.rights:
            near = _BY if noun in lexicon().words["blow"] else _OF.get(noun, ("of", "in", "from", ""))
            if child.dep_ in ("nmod", "appos", "flat") and case(child) in near:
                codes = self.codes([child], strict=False)
                if codes:
                    return codes
        return ()

    def _speaker(self, pronoun: Token) -> tuple[str, ...]:
        """Whom "we" stands for: the source of the words it is said in."""
        sources = (r.source for r in reports(pronoun.head) if r.source is not None and r.source.lower_ not in _SPEAKER)
        return next((codes for s in sources if (codes := self.codes([s]))), ())

    def _owner(self, child: Token) -> tuple[str, ...]:
        if _qualifies(child):
            return ()
        mention = self.mention(child)
        if mention is not None:
            return mention.codes
        if child.lower_ in _SPEAKER:
            return self._speaker(child)
        return (
            tuple(code for c in child.lefts if (m := self.mention(c)) for code in m.codes)
            if child.dep_ != "nmod:poss"
            else self._one(child, False)
        )


def _qualifies(token: Token) -> bool:
    """ "Soviet-era", "Iran-backed": the name says what the thing is like, not whose it is."""
    after = token.doc[token.i + 1 : token.i + 3]
    return len(after) == 2 and after[0].text in ("-", "–", "‑") and after[1].lower_ in _NOT_OWNER
