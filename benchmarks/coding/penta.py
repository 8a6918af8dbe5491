"""CAMEO penta class of a sentence, by a fixed map from its main event. Nothing is fitted on these sentences.

Classes: 0 statement, 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. They are
CAMEO's, so the map follows CAMEO's roots where PLOVER has merged or moved them: yielding (08) is material, a promise
to yield verbal; reduced relations (16) are verbal conflict; appeals (02), comments, denials of a charge and options
weighed (01) are statements, demands (10) are not. A negated event is a statement. No event: class 0, a statement.
"""

from collections import Counter

from estimative.coding.events import COOPERATIVE, Event

from .common import Figure, Miss, Outcome, code, f1, macro_f1, read

QUAD = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), 1),
    **dict.fromkeys(("CONCEDE", "COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION"), 3),
    **dict.fromkeys(("PROTEST", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
NAMES = ("statement", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
_SAYING = frozenset({"appeal", "consider"})


def penta_class(events: tuple[Event, ...]) -> int:
    """The class of a sentence, from the first of its events."""
    if not events:
        return 0
    event = events[0]
    if not event.type or event.entry in _SAYING or "negation" in event.aux:
        return 0
    if event.type in COOPERATIVE and "hypothetical" in event.aux:
        return 0
    if event.type in ("CONCEDE", "RETREAT") and "future" in event.aux:
        return 1
    return QUAD[event.type]


def run() -> Outcome:
    rows = read("penta_train.jsonl")
    found = [(r["id"], r["label"], code(r["text"]).events) for r in rows]
    pairs = [(gold, penta_class(events)) for _, gold, events in found]
    n, table = len(rows), Counter(pairs)
    right = sum(g == p for g, p in pairs)
    most = max(Counter(g for g, _ in pairs).values()) / n
    coded = [(g, p) for (g, p), (_, _, events) in zip(pairs, found, strict=True) if events]
    figures = (Figure("accuracy", right / n, 0.70), Figure("macro F1", macro_f1(pairs)))
    remarks = (
        f"{len(coded)} of {n} sentences get an event or a statement; among them "
        f"{sum(g == p for g, p in coded) / len(coded):.3f} are right.",
        f"Always the commonest class: {most:.3f}, in this run. The known figures are on the test part, ours on "
        "the train part, used as dev: nothing was fitted on it. The rival at .734 was trained on it.",
        "F1 by class: "
        + ", ".join(
            f"{name} {f1(table[k, k], sum(p == k for _, p in pairs), sum(g == k for g, _ in pairs)):.2f}"
            for k, name in enumerate(NAMES)
        )
        + ".",
    )
    misses = [
        Miss(i, NAMES[g], NAMES[penta_class(c)], _reason(g, c), _weight(g, c))
        for i, g, c in found
        if g != penta_class(c)
    ]
    return Outcome(
        "CAMEO penta class: accuracy / macro F1",
        "penta_train as dev",
        n,
        f"test part: UniversalPetrarch .517, TF-IDF + MiniLM + LR trained .734; here: commonest class {most:.3f}",
        figures,
        remarks,
        tuple(misses),
        _confusion(table),
    )


def _weight(gold: int, events: tuple[Event, ...]) -> float:
    """Cooperation taken for conflict first, then by confidence; sentences without an event last."""
    ours = penta_class(events)
    sides = {(a > 2) - (0 < a < 3) for a in (gold, ours)}
    return (sides == {1, -1}) + (events[0].confidence if events else -1.0)


def _reason(gold: int, events: tuple[Event, ...]) -> str:
    if not events:
        return "no event"
    ours = penta_class(events)
    if any(penta_class((e,)) == gold for e in events[1:]):
        return "a later event has the class"
    if gold == 0:
        return f"a statement read as {events[0].type}"
    if ours == 0:
        return f"an event read as a statement ({events[0].entry})"
    if (gold > 2) != (ours > 2):
        return f"cooperation and conflict mixed up ({events[0].type})"
    return f"verbal and material mixed up ({events[0].type})"


def _confusion(table: Counter[tuple[int, int]]) -> str:
    lines = ["| gold \\ ours | " + " | ".join(NAMES) + " |", "|---" * 6 + "|"]
    lines += [f"| {name} | " + " | ".join(str(table[g, p]) for p in range(5)) + " |" for g, name in enumerate(NAMES)]
    return "\n".join(lines)
