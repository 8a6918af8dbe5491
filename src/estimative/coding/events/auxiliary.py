"""The four auxiliary modes of PLOVER 2.0: historical, future, hypothetical, negation."""

from .event import AUXILIARY
from .reading import Reading
from .tree import Tree

_IF = frozenset({"if", "unless", "whether", "should"})
_ADJUNCT = ("obl", "advmod", "obl:unmarked", "nmod", "obl:tmod", "nmod:unmarked")
_ONCE = frozenset({"formerly", "historically"})
_FAR = frozenset({"decades", "century", "centuries", "years", "generations"})
_RECENT = 2  # years before the text that still count as news


def auxiliary(r: Reading, t: Tree, year: int | None) -> tuple[str, ...]:
    """The auxiliary modes of a reading; `year` is the document's, where known."""
    found = set(r.aux)
    if _conditional(t, r.at):
        found.add("hypothetical")
    if "future" not in found and _past(t, r.at, year):
        found.add("historical")
    return tuple(a for a in AUXILIARY if a in found)


def _conditional(t: Tree, i: int) -> bool:
    """Whether the word stands in the antecedent of a condition."""
    for _ in range(12):
        if t.dep[i] == "advcl" and any(t.low[k] in _IF and t.dep[k] in ("mark", "advmod") for k in t.kids[i]):
            return True
        if t.head[i] == i:
            return False
        i = t.head[i]
    return False


def _past(t: Tree, i: int, year: int | None) -> bool:
    """Whether the clause is set years before the text: a past year, "three decades ago", "in the last century"."""
    for k in t.of(i, *_ADJUNCT):
        below = [t.low[x] for x in t.below(k)]
        if "ago" in below and _FAR & set(below):
            return True
        if any(_long_past(low, below, year) for low in below):
            return True
    return False


def _long_past(low: str, below: list[str], year: int | None) -> bool:
    if low in _ONCE:
        return True
    if low.isdigit() and len(low) == 4 and 1500 <= int(low) <= 2100:
        return year is not None and int(low) <= year - _RECENT
    if low[:4].isdigit() and low[4:] == "s":  # the 1980s
        return year is None or int(low[:4]) + 10 < year
    return low == "century" and "last" in below
