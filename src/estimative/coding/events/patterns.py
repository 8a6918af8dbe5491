"""Whether a verb pattern of the lexicon fits a verb of the text."""

from .grammar import below, objects, whole
from .lexicon import EventLexicon, Pattern
from .tree import Tree

_CLOSE = ("compound:prt", "advmod", "obj", "xcomp", "mark")
_ARGUMENT = ("obj", "nsubj:pass", "obl")


class Matcher:
    """Fits the patterns of one lexicon to the verbs of one sentence."""

    def __init__(self, tree: Tree, lexicon: EventLexicon) -> None:
        self.t = tree
        self._vehicle = lexicon.classes["vehicle"]
        self._near: dict[int, frozenset[str]] = {}

    def fits(self, p: Pattern, i: int) -> bool:
        """Whether the pattern's particles, object and phrases all stand around the verb."""
        if not p.weight:
            return True
        if p.parts and not set(p.parts) <= self._around(i):
            return False
        if p.object and not any(self.among(o, p.object) for o in objects(self.t, i)):
            return False
        return all(any(self.among(x, nouns) for x in self._under(i, mark)) for mark, nouns in p.below)

    def among(self, i: int, nouns: frozenset[str]) -> bool:
        """Whether the head of a phrase, or one coordinated with it, is one of these nouns ("*": any)."""
        return "*" in nouns or any(self._one(x, nouns) for x in self.t.conjuncts(i))

    def _one(self, i: int, nouns: frozenset[str]) -> bool:
        low = self.t.low
        if low[i] in nouns or low[whole(self.t, i)] in nouns:
            return True
        if i and (f"{low[i - 1]} {low[i]}" in nouns or (low[i] in self._vehicle and low[i - 1] in nouns)):
            return True
        return i > 1 and low[i - 1] == "-" and f"{low[i - 2]}-{low[i]}" in nouns

    def _under(self, i: int, mark: str) -> list[int]:
        found = below(self.t, i, mark)
        return found + [k for k in self.t.of(i, "xcomp", "advcl") if self.t.case(k) == mark] if mark == "to" else found

    def _around(self, i: int) -> frozenset[str]:
        """Words that may be particles or prepositions of a verb."""
        if i not in self._near:
            t = self.t
            found = {t.low[k] for k in t.of(i, *_CLOSE) if k > i} | set(t.low[i + 1 : i + 3])
            found |= {t.low[x] for k in t.of(i, "ccomp", "xcomp") for x in t.of(k, "mark")}
            for k in t.kids[i]:
                if not t.is_verb(k) and (k > i or t.dep[k] == "nsubj:pass"):
                    inner = t.kids[k] if t.dep[k] in _ARGUMENT else ()
                    found |= {w for x in (k, *inner) if not t.is_verb(x) for w in t.case(x).split()}
            if i > 1 and t.low[i - 1] == "-":
                found.add(t.low[i - 2] + "-")
            self._near[i] = frozenset(found)
        return self._near[i]
