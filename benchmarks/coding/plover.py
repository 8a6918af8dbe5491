"""PLOVER gold sentences: the right dyad of countries, and the right event type with it.

A gold record asks for every pair of a source and a target country (sectors are passed over); two sources without a
target are a pair in either order, a source without a target is a pair with nobody. A sentence is right if all its pairs
are among those of our events: source to target, both ways if mutual, nobody for an empty side. The type is right if an
event on one of the pairs has it. Our sides become countries by the registry's parents, or by the country that their
phrase tells; international bodies become IGO; the gold has only present-day codes, so dead states become their
successors. An armed group without a parent stays itself. The gold's dates are all the same dummy, so the coder is told
no date. What the main event of a sentence alone gets right is told beside it.
"""

from collections import Counter
from typing import Any

from estimative.actors import registry
from estimative.coding.events import Event, Side

from .common import Figure, Miss, Outcome, code, country, named, read

Pair = tuple[str, str]
NONE = "(none on pair)"
SUCCESSOR = {"SUN": "RUS", "SCG": "SRB", "YUG": "SRB", "CSK": "CZE", "DDR": "DEU", "YMD": "YEM"}


def wanted(row: dict[str, Any]) -> tuple[set[Pair], bool]:
    """The gold pairs, and whether either order will do.

    >>> wanted({"source": [{"code": "A"}], "target": [{"code": "B"}, {"code": "C"}], "reciprocal": False})[1]
    False
    """
    left, right = [s["code"] for s in row["source"]], [t["code"] for t in row["target"]]
    if right:
        return {(s, t) for s in left for t in right}, bool(row["reciprocal"])
    return ({(left[0], t) for t in left[1:]}, True) if len(left) > 1 else ({(left[0], "")}, False)


def pairs(event: Event) -> set[Pair]:
    """The pairs of countries of an event; `""` stands for nobody."""
    left, right = ([c for s in side for c in states(s)] or [""] for side in (event.source, event.target))
    found = {(a, b) for a in left for b in right}
    if event.mutual and not event.target:
        found |= {(a, b) for a in left for b in left if a != b}
    return found | {(b, a) for a, b in found} if event.mutual else found


def states(side: Side) -> list[str]:
    """The countries of a side; a body that the registry does not know keeps its sector (IGO, NGO)."""
    codes = side.codes or ((side.country,) if side.country else ())
    return [state(c) for c in codes] or [side.sector] * (side.sector in ("IGO", "NGO"))


def state(code: str) -> str:
    """The present-day country, IGO, or the code itself."""
    found = country(code, registry())
    return SUCCESSOR.get(found, found)


def run() -> Outcome:
    rows = read("plover_gsr_dev.jsonl")
    total: Counter[str] = Counter()
    table: Counter[Pair] = Counter()
    misses = []
    for row in rows:
        events = tuple(e for e in code(row["text"]).events if e.type)
        gold, either = wanted(row)
        both = gold | {(b, a) for a, b in gold} if either else gold
        ours = [(p, e) for e in events for p in pairs(e)]
        found = {p for p, _ in ours}
        right = _all_found(gold, either, found)
        types = [e.type for p, e in ours if p in both]
        kind = row["event"] if row["event"] in types else types[0] if types else NONE
        main = events[0] if events else None
        alone = main is not None and _all_found(gold, either, pairs(main))
        total.update(dyad=right, type=right and kind == row["event"], some=bool(found & both), events=bool(events))
        total.update(main=alone, main_type=alone and main is not None and main.type == row["event"])
        total.update(
            turned=any(p not in found and p[::-1] in found for p in both),
            said=len(found), said_right=len(found & both),
            home=all(a == b for a, b in gold), home_right=right and all(a == b for a, b in gold),
        )  # fmt: skip
        table[row["event"], main.type if main else "(none)"] += 1
        if not right or kind != row["event"]:
            misses.append(_miss(row, gold, found, kind, right, events))
    n = len(rows)
    figures = (Figure("dyad", total["dyad"] / n, 0.65), Figure("dyad and type", total["type"] / n, 0.45))
    abroad = (total["dyad"] - total["home_right"]) / (n - total["home"])
    remarks = (
        f"{total['home']} of {n} gold records stay within one country (a government and its own opposition, say); "
        f"{total['home_right']} of these are right, of the other records {abroad:.3f}.",
        f"Some gold pair found {total['some'] / n:.3f}; a gold pair the wrong way round {total['turned'] / n:.3f}; "
        f"an event of any kind {total['events'] / n:.3f}. "
        f"Of {total['said']} pairs we name in all, {total['said_right']} are gold "
        "(the gold names one event a sentence).",
        f"By the main event of each sentence alone: dyad {total['main'] / n:.3f}, dyad and type "
        f"{total['main_type'] / n:.3f}.",
        "The known figures are on all 322 sentences, ours on the 161 open ones; their definition of right is not known "
        "to us in detail. Events follow the text's own direction, not the giver rule of claims.",
    )
    return Outcome(
        "PLOVER gold sentences: right dyad / right dyad and type",
        "plover_gsr_dev",
        n,
        "UniversalPetrarch .385 / .214 (whole set)",
        figures,
        remarks,
        tuple(misses),
        confusion(table),
    )


def _miss(
    row: dict[str, Any], gold: set[Pair], found: set[Pair], kind: str, right: bool, events: tuple[Event, ...]
) -> Miss:
    sure = max((e.confidence for e in events), default=0.0)
    reason = "pair right, another type" if right else _reason(row, gold, found)
    text = " ".join(f"{a}>{b}" for a, b in sorted(found)) or "-"
    return Miss(
        row["id"],
        " ".join(f"{a}>{b}" for a, b in sorted(gold)) + " " + row["event"],
        f"{text} {kind}",
        reason,
        sure + (not right),
    )


def _all_found(gold: set[Pair], either: bool, found: set[Pair]) -> bool:
    return all(p in found or (either and p[::-1] in found) for p in gold)


def _reason(row: dict[str, Any], gold: set[Pair], found: set[Pair]) -> str:
    if all(a == b for a, b in gold):
        return "both sides in one country"
    seen = {state(c) for m in named(row["text"]) for c in m.codes}
    unseen = {c for p in gold for c in p if c} - seen
    if unseen:
        return "a side without a resolved name"
    if not found:
        return "both recognised, no event found"
    if {p[::-1] for p in gold} & found:
        return "direction turned"
    if any((a, "") in found or ("", b) in found for a, b in gold):
        return "one side left empty"
    return "another pair"


def confusion(table: Counter[Pair]) -> str:
    """Rows are gold types, columns ours, as Markdown."""
    types = sorted({g for g, _ in table})
    columns = [*types, *sorted({p for _, p in table} - set(types))]
    head = "| gold \\ ours | " + " | ".join(c[:6] if c.isupper() else c for c in columns) + " |"
    lines = [head, "|---" * (len(columns) + 1) + "|"]
    lines += [f"| {g} | " + " | ".join(str(table[g, c] or "") for c in columns) + " |" for g in types]
    return "Types: our main event of the sentence, column heads cut to six letters.\n\n" + "\n".join(lines)
