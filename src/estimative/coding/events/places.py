"""The sides of a predicate: the first of its places where somebody stands."""

from .grammar import DAYS, below, objects, subjects
from .lexicon import EventLexicon
from .phrases import Phrases
from .tree import Tree

_WHERE = frozenset({"in", "at", "near", "over", "across", "along"})
_DEALT_WITH = ("with", "to", "for", "against", "between", "of", "on", "from", "by")
_OWNER = ("nmod:poss", "amod", "compound", "nmod")


class Places:
    """Finds who stands where around the predicates of one sentence."""

    def __init__(self, tree: Tree, phrases: Phrases, lexicon: EventLexicon) -> None:
        self.t = tree
        self.phrases = phrases
        self._dealings = lexicon.dealings

    def first(self, i: int, names: tuple[str, ...], skip: list[int]) -> list[int]:
        """Heads at the first of these places where an actor stands, else where anything stands; `!` wants an actor."""
        anything: list[int] = []
        for name in names:
            bare = name.rstrip("!")
            heads = [x for x in self._at(i, bare) if x not in skip]
            if bare in _WHERE:
                heads = [x for x in heads if self.phrases.is_actor(x)]
            heads = [self.inner(x) for x in heads]
            asks = self.phrases.is_someone if name.endswith("!") else self.phrases.is_actor
            if any(asks(h) for h in heads):
                return heads
            if heads and not anything and not name.endswith("!"):
                anything = heads
        return anything

    def of_noun(self, i: int, names: tuple[str, ...], skip: list[int]) -> list[int]:
        """The same around an event noun; `poss` is its owner or demonym. Only actors count."""
        for name in names:
            heads = [self.inner(x) for x in self._beside(i, name) if x not in skip]
            if any(self.phrases.is_actor(h) for h in heads):
                return heads
        return []

    def inner(self, i: int) -> int:
        """Who is meant by a phrase that names a dealing with him: "its support for Mali", "the treaty with Mali"."""
        if self.phrases.is_someone(i) or self.t.low[i] not in self._dealings:
            return i
        for mark in _DEALT_WITH:
            for k in self.t.marked(i, mark):
                k = self.inner(k)
                if self.phrases.is_someone(k):
                    return k
        return next((x for k in self.t.of(i, "acl") for x in self.t.of(k, "obl:agent")), i)

    def _at(self, i: int, name: str) -> list[int]:
        t = self.t
        if name == "subj":
            return subjects(t, i)
        if name == "obj":
            return [o for o in objects(t, i) if t.case(o) in ("", "to") and t.low[o] not in DAYS]
        if name == "iobj":
            two = t.of(i, "obj")
            return t.of(i, "iobj") or (two[:1] if len(two) > 1 else self._swallowed(i))
        return [] if name == "content" else below(t, i, name)

    def _swallowed(self, i: int) -> list[int]:
        """A receiver that the parser has put into the amount: "gave Togo ten million dollars"."""
        t = self.t
        between = range(i + 1, max(t.of(i, "obj"), default=i))
        names = (k for k in between if t.pos[k] == "PROPN" and t.dep[k] == "compound" and t.tag[t.head[k]] == "CD")
        return [k for k, _ in zip(names, range(1), strict=False)]

    def _beside(self, i: int, name: str) -> list[int]:
        t = self.t
        if name != "poss":
            return t.marked(i, name)
        return [k for k in t.kids[i] if k < i and t.dep[k] in _OWNER and self.phrases.is_actor(k)]
