"""Phrases as sides: which actor, which country, which sector a noun phrase tells, and how far it reaches."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..text import Mention
from .event import Side
from .grammar import whole
from .names import Names
from .tree import Tree
from .words import words

_LEFT = frozenset(
    {"det", "amod", "compound", "nmod:poss", "nummod", "nmod:desc", "nmod", "flat", "advmod", "nmod:unmarked"}
)
_NAME = frozenset({"flat", "compound", "nmod:desc", "appos"})
_HOME = (
    "of",
    "in",
    "from",
    "at",
    "on",
    "to",
    "for",
    "near",
    "with",
    "by",
    "inside",
    "outside",
    "against",
    "loyal to",
    "into",
    "between",
    "around",
)
_PERSONAL = words("person_pronoun")


class Phrases:
    """The noun phrases of one sentence, by head."""

    def __init__(
        self,
        tree: Tree,
        cover: dict[int, Mention],
        names: Names,
        country: Callable[[str], str],
        text: Callable[[int, int], tuple[int, int, str]],
    ) -> None:
        self.t = tree
        self.cover = cover
        self.names = names
        self._country = country
        self._text = text
        self._sides: dict[int, Side] = {}

    def is_someone(self, i: int) -> bool:
        """Whether the head of a phrase is someone: an actor, a group, a person; not merely a thing of theirs."""
        t = self.t
        if t.pos[i] == "PROPN" or t.low[i] in _PERSONAL:
            return t.low[i] not in self.names.calendar
        m = self._mention(i)
        if m is not None and m.head == i + t.base:
            return True
        return bool(self.side(i).sector)

    def is_actor(self, i: int) -> bool:
        """Whether a phrase names someone, or something of a country ("an Israeli proposal", "a base in Mali")."""
        return self.is_someone(i) or bool(self.side(i).country)

    def sides(self, i: int) -> list[Side]:
        """The sides of a phrase: more than one where two demonyms share a head ("French and Egyptian warships")."""
        side = self.side(i)
        t = self.t
        joined = [k for k in t.kids[i] if k < i and t.dep[k] in ("amod", "compound") and t.of(k, "conj")]
        homes = [h for k in joined for x in t.conjuncts(k) if (h := self._home(x, 2))]
        if len(set(homes)) < 2 or len(side.codes) > 1:
            return [side]
        return [replace(side, codes=(), country=h) for h in dict.fromkeys(homes)]

    def side(self, i: int) -> Side:
        """The side that the phrase headed by a word stands for."""
        if i not in self._sides:
            start, end = self._extent(i)
            codes = self._codes(i)
            country = self._country(codes[0]) if codes else self._home(i, 0)
            self._sides[i] = Side(*self._text(start, end), codes, country, self._sector(i))
        return self._sides[i]

    def _mention(self, i: int) -> Mention | None:
        return self.cover.get(i + self.t.base)

    def _codes(self, i: int) -> tuple[str, ...]:
        """Actors that the phrase itself stands for: its head's mention, or that of the name it gives a title to."""
        m = self._mention(i)
        if m is not None and m.codes and (m.head == i + self.t.base or m.kind != "demonym"):
            return m.codes
        for k in self.t.kids[i]:
            if (
                self.t.dep[k] in ("appos", "flat")
                and (m := self._mention(k)) is not None
                and m.codes
                and m.kind == "name"
            ):
                return m.codes
        return ()

    def _home(self, i: int, depth: int) -> str:
        """The country a phrase belongs to: its demonym or owner, the place it is in or from, an apposition."""
        t = self.t
        found = self._named(i)
        if found and t.tag[i] in ("NNPS", "NNS"):  # "the Albanians of Serbia"
            of = (self._named(k) for k in t.kids[i] if k > i and t.case(k) == "of")
            found = next((home for home in of if home), found)
        if found or depth > 3:
            return found
        if t.pos[i] == "PROPN" and (found := self._person(i)):
            return found
        for k in t.kids[i]:
            if k < i and t.dep[k] in _LEFT and not self._joined(k):
                found = self._home(k, depth + 1)
                if found:
                    return found
        right = [k for k in t.kids[i] if k > i]
        for k in right:
            if t.dep[k] in _NAME and (found := self._home(k, depth + 1)):
                return found
        for mark in _HOME:
            for k in right:
                if (
                    t.dep[k] in ("nmod", "obl", "nmod:unmarked")
                    and t.case(k) == mark
                    and (found := self._home(k, depth + 1))
                ):
                    return found
        for k in right:
            if t.dep[k] in ("acl", "acl:relcl"):
                for p in t.kids[k]:
                    if (
                        t.dep[p] == "obl"
                        and t.case(p) in ("in", "from", "of", "to", "by")
                        and (found := self._home(p, depth + 2))
                    ):
                        return found
        return ""

    def _joined(self, i: int) -> bool:
        """Whether a name is only part of an adjective: "Iran-backed", "US-led"."""
        t = self.t
        return i + 2 < len(t) and t.low[i + 1] == "-" and t.tag[i + 2] in ("VBN", "VBD", "JJ")

    def _person(self, i: int) -> str:
        """The country of a person known by full name, whatever the date."""
        t = self.t
        parts = [k for k in t.of(i, "flat", "compound", "nmod:desc") if t.word[k][:1].isupper()]
        if not parts:
            return ""
        first, last = min(i, *parts), max(i, *parts)
        return self.names.person(" ".join(t.word[first : last + 1]))

    def _named(self, i: int) -> str:
        """The country that the word itself names, as a mention, a place or a demonym."""
        m = self._mention(i)
        if m is not None and m.codes:
            return self._country(m.codes[0])
        if not self.t.word[i][:1].isupper():
            return ""
        return self.names.country(self.t.word, i)

    def _sector(self, i: int) -> str:
        t, known = self.t, self.names.sectors
        for x in dict.fromkeys((i, whole(t, i))):
            for n in (3, 2):
                if x + 1 >= n and (found := known.get(" ".join((*t.low[x + 1 - n : x], t.lemma[x])))):
                    return found
            if t.pos[x] != "PROPN" or not self._codes(i):
                found = known.get(t.lemma[x]) or known.get(t.low[x])
                if found:
                    return found
        for k in t.kids[i]:
            if t.dep[k] in ("nmod:desc", "appos", "flat") and (found := known.get(t.lemma[k])):
                return found
        return ""

    def _extent(self, i: int) -> tuple[int, int]:
        t = self.t
        start = end = i
        for k in t.kids[i]:
            if k < i and t.dep[k] in _LEFT and t.dep[k] != "advmod":
                start = min(start, *_span(t, k))
            elif k > i and t.dep[k] in ("flat", "compound", "nmod:desc", "nmod:poss"):
                end = max(end, *_span(t, k))
            elif k > i and t.dep[k] == "nmod" and t.case(k) in ("of", "in", "from"):
                end = max(end, self._extent(k)[1])
        m = self._mention(i)
        if m is not None and m.head == i + t.base:
            start, end = min(start, m.start - t.base), max(end, m.end - 1 - t.base)
        return max(start, 0), min(end, len(t) - 1)


def _span(t: Tree, i: int) -> tuple[int, ...]:
    return tuple(t.below(i))


def covers(mentions: Sequence[Mention]) -> dict[int, Mention]:
    """Mentions by the tokens they cover, the shortest first choice; heads win."""
    found: dict[int, Mention] = {}
    for m in sorted(mentions, key=lambda m: (bool(m.codes), m.start - m.end)):
        for i in range(m.start, m.end):
            found[i] = m
    for m in mentions:
        if m.codes or m.head not in found:
            found[m.head] = m
    return found
