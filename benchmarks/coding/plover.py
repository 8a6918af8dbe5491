"""PLOVER gold sentences: the right dyad of countries, and the right event type with it.

A gold record asks for every pair of a source and a target country (sectors are passed over); two sources without a
target are a pair in either order, a source without a target is a pair with nobody. A sentence is right if all its pairs
are among those of our claims: actor to recipient, both ways if mutual, nobody for an empty recipient. The type is right
if a claim on one of the pairs has it. Our actors become countries by the registry's parents, international bodies
become IGO; the gold has only present-day codes, so dead states become their successors. An armed group without a
parent stays itself.
"""

from collections import Counter
from typing import Any

from estimative.actors import registry
from estimative.domain import Claim

from .common import Figure, Miss, Outcome, code, country, named, read

Pair = tuple[str, str]
NONE = "(no type)"
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


def pairs(claim: Claim) -> set[Pair]:
    """The pairs of countries of a claim; `""` stands for nobody."""
    left, right = ([state(c) for c in side] or [""] for side in (claim.actor, claim.recipient))
    found = {(a, b) for a in left for b in right}
    return found | {(b, a) for a, b in found} if claim.mutual else found


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
        claims = code(row["text"], row["date"]).claims
        gold, either = wanted(row)
        both = gold | {(b, a) for a, b in gold} if either else gold
        ours = [(p, c) for c in claims for p in pairs(c)]
        found = {p for p, _ in ours}
        right = all(p in found or (either and p[::-1] in found) for p in gold)
        types = [c.plover.event if c.plover else NONE for p, c in ours if p in both]
        kind = row["event"] if row["event"] in types else types[0] if types else "(no claim on pair)"
        total.update(dyad=right, type=right and kind == row["event"], some=bool(found & both), claims=bool(claims))
        total.update(
            turned=bool({p[::-1] for p in found} & both), said=len(found), said_right=len(found & both),
            home=all(a == b for a, b in gold), home_right=right and all(a == b for a, b in gold),
        )  # fmt: skip
        table[row["event"], kind] += 1
        if not right or kind != row["event"]:
            misses.append(_miss(row, gold, found, kind, right, claims))
    n = len(rows)
    figures = (Figure("dyad", total["dyad"] / n, 0.65), Figure("dyad and type", total["type"] / n, 0.45))
    abroad = (total["dyad"] - total["home_right"]) / (n - total["home"])
    remarks = (
        f"{total['home']} of {n} gold records stay within one country (a government and its own opposition, say); "
        f"{total['home_right']} of these are right, of the other records {abroad:.3f}.",
        f"Some gold pair found {total['some'] / n:.3f}; a gold pair the wrong way round {total['turned'] / n:.3f}; "
        f"a claim of any kind {total['claims'] / n:.3f}. "
        f"Of {total['said']} pairs we name in all, {total['said_right']} are gold "
        "(the gold names one event a sentence).",
        "The known figures are on all 322 sentences, ours on the 161 open ones; their definition of right is not known "
        "to us in detail. The coding rules of this project differ from CAMEO's: in support and withhold claims the "
        "giver stands first, and internal affairs of a state are no relation between states.",
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
    row: dict[str, Any], gold: set[Pair], found: set[Pair], kind: str, right: bool, claims: tuple[Claim, ...]
) -> Miss:
    sure = max((c.confidence or 0 for c in claims), default=0.0)
    reason = _type_reason(kind) if right else _reason(row, gold, found)
    text = " ".join(f"{a}>{b}" for a, b in sorted(found)) or "-"
    return Miss(
        row["id"],
        " ".join(f"{a}>{b}" for a, b in sorted(gold)) + " " + row["event"],
        f"{text} {kind}",
        reason,
        sure + (not right),
    )


def _type_reason(kind: str) -> str:
    return "pair right, claim without type" if kind == NONE else "pair right, another type"


def _reason(row: dict[str, Any], gold: set[Pair], found: set[Pair]) -> str:
    if all(a == b for a, b in gold):
        return "both sides in one country"
    seen = {state(c) for m in named(row["text"], row["date"]) for c in m.codes}
    unseen = {c for p in gold for c in p if c} - seen
    if unseen:
        return "a side not recognised, or a group without a country"
    if not found:
        return "both recognised, no relation found"
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
    return "Types: the best claim on the gold pair, column heads cut to six letters.\n\n" + "\n".join(lines)
