"""Source and target spans: which words name who acts and who is acted upon.

Ours are the phrases of the main event's sides, one for each head. A span is right if it shares a character with a gold
span of its role that no other span of ours has taken. Reciprocal gold spans count in both roles, and so do both sides
of a mutual event. The baseline takes the first name in the sentence for the source and the next for the target; it uses
our own mentions, unresolved ones too.
"""

from collections import Counter
from collections.abc import Iterable

from estimative.coding.events import Event

from .common import Figure, Miss, Named, Outcome, code, f1, named, read

Range = tuple[int, int]
Roles = dict[str, set[Range]]


def overlapping(gold: Iterable[Range], ours: Iterable[Range]) -> int:
    """How many of our ranges overlap a gold range of their own.

    >>> overlapping([(0, 5), (8, 12)], [(3, 4), (4, 5), (11, 20)])
    2
    """
    free, right = sorted(gold), 0
    for start, end in sorted(ours):
        hit = next((g for g in free if g[0] < end and start < g[1]), None)
        if hit:
            free.remove(hit)
            right += 1
    return right


def sides(events: tuple[Event, ...]) -> Roles:
    """The ranges of the phrases of our main event's sides."""
    if not events:
        return {"source": set(), "target": set()}
    event = events[0]
    left, right = ({(s.start, s.end) for s in side} for side in (event.source, event.target))
    return {"source": left | right, "target": left | right} if event.mutual else {"source": left, "target": right}


def first_names(seen: list[Named]) -> Roles:
    """The baseline: first name acts, second is acted upon."""
    order = sorted((m.start, m.end) for m in seen)
    return {"source": set(order[:1]), "target": set(order[1:2])}


def run() -> Outcome:
    rows = [r for r in read("penta_train.jsonl") if r["has_spans"]]
    ours, base, letters = Counter[str](), Counter[str](), Counter[str]()
    misses = []
    for row in rows:
        seen, events = list(named(row["text"])), code(row["text"]).events
        said, first = sides(events), first_names(seen)
        for role in ("source", "target"):
            gold = {(s["start"], s["end"]) for s in [*row[role], *row["reciprocal"]]}
            _count(ours, role, gold, said[role])
            _count(base, role, gold, first[role])
            marked = [{i for a, b in x for i in range(a, b)} for x in (gold, said[role])]
            letters.update(right=len(marked[0] & marked[1]), gold=len(marked[0]), said=len(marked[1]))
            wrong = len(gold) + len(said[role]) - 2 * overlapping(gold, said[role])
            if wrong:
                reason = _reason(role, gold, said, events)
                misses.append(Miss(f"{row['id']} {role}", _show(gold), _show(said[role]), reason, wrong))
    both = {k: f1(c["right"], c["said"], c["gold"]) for k, c in (("ours", ours), ("base", base))}
    remarks = (
        f"Precision {ours['right'] / ours['said']:.3f}, recall {ours['right'] / ours['gold']:.3f} "
        f"(source {_role(ours, 'source'):.3f}, target {_role(ours, 'target'):.3f} F1); over characters "
        f"instead of spans F1 {f1(letters['right'], letters['said'], letters['gold']):.3f}.",
        f"Gold sides need not be actors of world politics (a bomb, a reform, workers). Baseline in this run: "
        f"{both['base']:.3f}.",
    )
    return Outcome(
        "Source and target spans: overlap F1",
        "penta_train with spans",
        len(rows),
        f"none published for coders; here: first and second name {both['base']:.3f}",
        (Figure("F1", both["ours"], 0.65),),
        remarks,
        tuple(misses),
    )


def _count(into: Counter[str], role: str, gold: set[Range], said: set[Range]) -> None:
    for name, value in (("right", overlapping(gold, said)), ("said", len(said)), ("gold", len(gold))):
        into[name] += value
        into[f"{role} {name}"] += value


def _role(c: Counter[str], role: str) -> float:
    return f1(c[f"{role} right"], c[f"{role} said"], c[f"{role} gold"])


def _show(found: set[Range]) -> str:
    return " ".join(f"{a}-{b}" for a, b in sorted(found)) or "-"


def _reason(role: str, gold: set[Range], said: Roles, events: tuple[Event, ...]) -> str:
    other = said["target" if role == "source" else "source"]
    if not events:
        return "no event in the sentence"
    if overlapping(gold, other) and not overlapping(gold, said[role]):
        return "roles exchanged"
    if not said[role]:
        return f"no {role} found"
    if not gold:
        return f"a {role} where gold has none"
    return "a side too many" if overlapping(gold, said[role]) == len(gold) else "another phrase"
