"""A sentence as plain lists: what the event layer asks of the parse, read once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from .misparses import mend
from .words import words

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X", "DET"})
_WITH_CASE = frozenset(
    {
        "obl",
        "nmod",
        "obl:agent",
        "obl:unmarked",
        "nmod:unmarked",
        "obj",
        "advcl",
        "acl",
        "xcomp",
        "conj",
        "advmod",
        "dep",
    }
)


@dataclass(frozen=True, slots=True)
class Tree:
    """Words of one sentence by position from 0; `base` is the index of the first in its Doc. A root is its own head."""

    base: int
    word: list[str]  # as written
    low: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    kids: list[list[int]]
    cases: list[str]  # the preposition or mark right above each phrase, with its fixed parts; empty for none
    _below: dict[int, list[int]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.low)

    def of(self, i: int, *deps: str) -> list[int]:
        """Children of a word with one of these relations."""
        dep = self.dep
        return [k for k in self.kids[i] if dep[k] in deps]

    def case(self, i: int) -> str:
        """The preposition or mark right above a phrase."""
        return self.cases[i]

    def marked(self, i: int, marks: str) -> list[int]:
        """Phrases below a word under one preposition."""
        cases, dep, pos = self.cases, self.dep, self.pos
        return [k for k in self.kids[i] if cases[k] == marks and dep[k] in _WITH_CASE and pos[k] != "VERB"]

    def conjuncts(self, i: int) -> list[int]:
        """A word and what is coordinated with it."""
        found = [i]
        for k in self.kids[i]:
            if self.dep[k] == "conj":
                found += self.conjuncts(k)
        return found

    def below(self, i: int) -> list[int]:
        """A word and all below it, top down."""
        found = self._below.get(i)
        if found is None:
            found = [i]
            for x in found:
                found += self.kids[x]
            self._below[i] = found
        return found

    def is_verb(self, i: int) -> bool:
        return self.pos[i] in ("VERB", "AUX")

    def negated(self, i: int) -> bool:
        """Whether "not", "never" or "no" stands directly below a word."""
        return any(self.low[k] in NOT and self.dep[k] in ("advmod", "det", "dep", "cc:preconj") for k in self.kids[i])

    def aux(self, i: int) -> list[str]:
        """Auxiliaries and the infinitive mark of a predicate, in order."""
        return [self.low[k] for k in self.kids[i] if self.dep[k] in ("aux", "aux:pass", "cop")]

    def passive(self, i: int) -> bool:
        """Whether the grammatical subject is the one acted upon."""
        if self.low[i] in _STATIVE and not any(self.dep[k] == "obl:agent" for k in self.kids[i]):
            return False
        if any(self.dep[k] in ("aux:pass", "nsubj:pass", "obl:agent") for k in self.kids[i]):
            return True
        if self.tag[i] != "VBN" or any(self.dep[k] in ("aux", "obj") for k in self.kids[i]):
            return False
        return self.dep[i] in ("acl", "amod") or (
            self.dep[i] == "conj" and not self.of(i, "nsubj") and self.passive(self.head[i])
        )


_STATIVE = words("stative")
NOT = frozenset({"not", "n't", "n’t", "never", "no", "nor", "neither", "without", "none"})


def tree(tokens: Sequence[Token]) -> Tree:
    """The tree of a sentence's tokens, which stand side by side in their Doc."""
    base, n = tokens[0].i, len(tokens)
    head = [t.head.i - base for t in tokens]
    head = [h if 0 <= h < n else i for i, h in enumerate(head)]
    dep = [t.dep_ for t in tokens]
    tag = [t.tag_ for t in tokens]
    pos = [t.pos_ for t in tokens]
    mend(head, dep, tag, pos)
    kids: list[list[int]] = [[] for _ in range(n)]
    for i, h in enumerate(head):
        if h != i:
            kids[h].append(i)
    low = [t.lower_ for t in tokens]
    return Tree(
        base,
        [t.text for t in tokens],
        low,
        [t.lemma_.lower() for t in tokens],
        pos,
        tag,
        dep,
        head,
        kids,
        _cases(low, dep, head, kids),
    )


def _cases(low: list[str], dep: list[str], head: list[int], kids: list[list[int]]) -> list[str]:
    found = [""] * len(low)
    for k, d in enumerate(dep):
        i = head[k]
        if d not in ("case", "mark") or i <= k:
            continue
        more = [f for f in kids[k] if dep[f] == "fixed"]
        if not found[i]:
            found[i] = " ".join(low[x] for x in (k, *more))
        elif dep[k - 1] == "case" and head[k - 1] == i:  # "out of"
            found[i] += " " + low[k]
    return found
