"""What the lexicon covers: its examples coded one by one, and the counts per channel, polarity and event type."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from estimative.actors import registry
from estimative.domain import Block, Claim, Document, PartialDate

from .coder import SyntaxCoder
from .frames import Frame, check_lexicon, examples, lexicon

ON = PartialDate("2024-09-15")


@dataclass(frozen=True, slots=True)
class Coverage:
    """`rows`: one per channel, polarity and event type, with frames, words, examples and examples coded right;
    `wrong`: text, wanted and found claims; `bare`: frames without an example; `problems`: see `check_lexicon`."""

    rows: tuple[dict[str, Any], ...]
    wrong: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    bare: tuple[str, ...]
    problems: tuple[str, ...]


def coverage() -> Coverage:
    """Code every example of the lexicon by itself, as of 2024-09-15, and count."""
    cases = [(e.text, tuple(sorted(e.claims)), _coded(e.text)) for e in examples()]
    shown = {name for e in examples() for name in e.frames}
    rows = [_row(kind, value, cases) for kind in ("channel", "polarity", "event") for value in _values(kind)]
    return Coverage(
        rows=tuple(rows),
        wrong=tuple(case for case in cases if case[1] != case[2]),
        bare=tuple(f.name for f in lexicon().frames if f.name not in shown),
        problems=tuple(check_lexicon()),
    )


def _coded(text: str) -> tuple[str, ...]:
    document = Document(text, "", (Block(0, len(text), "body", "body"),))
    return tuple(sorted(line(c) for c in SyntaxCoder().code(document, ON, registry(), True).claims))


def line(claim: Claim) -> str:
    """A claim as "RUS > IRN arms support CT+"; `<>` for a mutual one, sides in order; `-` for a side unknown."""
    sides = [",".join(sorted(side)) or "-" for side in (claim.actor, claim.recipient)]
    left, right = sorted(sides) if claim.mutual else sides
    return f"{left} {'<>' if claim.mutual else '>'} {right} {claim.channel} {claim.polarity} {claim.factuality}"


def _values(kind: str) -> list[str]:
    return sorted({_of(f, kind) for f in lexicon().frames})


def _of(frame: Frame, kind: str) -> str:
    if kind == "channel":
        return frame.channel or frame.default or "by the good"
    return str(frame.polarity) if kind == "polarity" else frame.event or "none"


def _row(kind: str, value: str, cases: list[tuple[str, tuple[str, ...], tuple[str, ...]]]) -> dict[str, Any]:
    frames = [f for f in lexicon().frames if _of(f, kind) == value]
    words = Counter(w for f in frames for w in (*f.verbs, *f.nouns, *f.adjectives))
    place = {"channel": 3, "polarity": 4}.get(kind)
    wanted = [(w, g) for _, want, got in cases for w in want if place and w.split()[place] == value for g in [got]]
    right = sum(w in g for w, g in wanted)
    counts = {"frames": len(frames), "words": len(words)}
    return {"by": kind, "value": value, **counts, "examples": len(wanted), "right": right} if place else {
        "by": kind, "value": value, **counts, "examples": None, "right": None,
    }  # fmt: skip
