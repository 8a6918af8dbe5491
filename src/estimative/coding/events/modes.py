"""Modes and contexts that other words of the clause tell: the weapon of an attack, what an aid consists of."""

from functools import lru_cache

from .lexicon import table
from .reading import Reading
from .tree import Tree

_OPEN = frozenset({"attack", "air strike", "bombard", "explode", "shoot"})


def modes(r: Reading, t: Tree, source: list[int]) -> tuple[str, ...]:
    """The modes of a reading; a weapon named in its clause wins over the trigger's own mode."""
    if r.type == "ASSAULT":
        weapon = _first(t, [*(x for h in source for x in t.below(h)), *t.below(r.at)], "weapon")
        if weapon and (not r.modes or weapon != "firearms"):
            return (weapon,)
    if r.type == "CONSULT":
        own = _first(t, list(t.below(r.at)), "meeting")
        return (own,) if own else r.modes
    if r.type == "MOBILIZE":
        own = _first(t, [*source, *t.kids[r.at]], "force")
        return (own,) if own else r.modes
    return r.modes


def contexts(r: Reading, t: Tree) -> tuple[str, ...]:
    """PLOVER contexts whose words stand below the trigger, in the order of `modes.toml`."""
    if not r.type:
        return ()
    below = {t.low[i] for i in t.below(r.at)} | {t.lemma[i] for i in t.below(r.at)}
    return tuple(name for name, words in _tables()["context"].items() if words & below)


def _first(t: Tree, where: list[int], kind: str) -> str:
    found = _tables()[kind]
    for mode, words in found.items():
        for i in where:
            if t.lemma[i] in words or t.low[i] in words or (i and f"{t.low[i - 1]} {t.low[i]}" in words):
                return mode
    return ""


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, frozenset[str]]]:
    found: dict[str, dict[str, frozenset[str]]] = {}
    for name, words in table("modes.toml").items():
        kind, _, mode = name.partition("_")
        found.setdefault(kind, {})[mode.replace("_", "-" if kind == "weapon" else "_")] = frozenset(words)
    return found
