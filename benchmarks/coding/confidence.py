"""Fit and check the coder's confidence: `python -m benchmarks.coding.confidence [--more FOLDER ...] [--write]`.

Own annotated texts say for each claim whether its reading was right: the same sides, direction, polarity and channel
(or its parent) as a gold claim of the sentence that no other claim has taken. PLOVER's sentences name one event, so a
claim on another pair counts as wrong there too often: they share the weights and have an intercept of their own, as has
the article, whose sentences the rules were written on. `--write` writes the weights and docs/confidence.md; without it
nothing is written. `--check FOLDER` fits nothing: it prints how the shipped weights do on the texts there.
"""

import argparse
import datetime as dt
import json
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from estimative.actors import registry
from estimative.coding.confidence import weights
from estimative.coding.rows import claim_row
from estimative.domain import Claim, Document, PartialDate
from estimative.sources import read as read_source

from . import plover, reliability
from .common import CODER, PROJECT, SHARED, document, read, scorer

FRESH = Path(__file__).parent / "fresh"
TABLE = PROJECT / "src" / "estimative" / "coding" / "data" / "confidence.toml"
OWN_OFFSET = ("plover", "article")  # sets with an intercept of their own
STRENGTHS = (1.0, 2.0, 4.0, 8.0, 16.0)  # of the penalty on weights, in claims
FOLDS = 10
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A claim: the set and the document (or single sentence) it is from, its signs, and whether it was read rightly."""

    set: str
    group: str
    seen: frozenset[str]
    right: bool


def judged(name: str, group: str, text: Document, on: str, gold: Sequence[Row], lines: bool = False) -> Iterator[Case]:
    """The claims of a text that stand in annotated sentences."""
    third, taken = scorer(), set[tuple[int, int]]()
    _, found = CODER.read(text, PartialDate(on), registry(), lines)
    for claim, seen in found:
        middle = (claim.span.start + claim.span.end) / 2
        at = next((i for i, g in enumerate(gold) if g["start"] <= middle <= g["end"]), None)
        if at is None or gold[at]["claims"] is None or gold[at]["kind"] != "body":
            continue
        ours = claim_row(claim)
        hits = (j for j, g in enumerate(gold[at]["claims"]) if (at, j) not in taken and same(ours, g, third))
        hit = next(hits, None)
        if hit is not None:
            taken.add((at, hit))
        yield Case(name, group, seen, hit is not None)


def same(ours: Row, gold: Row, third: ModuleType) -> bool:
    polarity = ours["polarity"] in third.accepted(gold, "polarity")
    return bool(third.same_direction(ours, gold) and polarity and third.channel_credit(ours, gold) > 0)


def article() -> Iterator[Case]:
    gold = scorer().rows(SHARED / "gold" / "article_claims_dev.jsonl")
    source = read_source(SHARED / "seed" / "russia-iran-article.txt", PartialDate("2025-06-16"))
    yield from judged("article", "article", source.document, "2025-06-16", gold)


def folder(path: Path) -> Iterator[Case]:
    """Articles and traps of a folder like `fresh/`; what its index counts as blind is left out."""
    for row in tomllib.loads((path / "index.toml").read_text(encoding="utf8"))["article"]:
        if row["file"].startswith("blind/"):
            continue
        file = path / row["file"]
        gold = scorer().rows(file.with_suffix(".gold.jsonl"))
        source = read_source(file, PartialDate(row["date"]))
        yield from judged("articles", file.stem, source.document, row["date"], gold)
    for n, row in enumerate(scorer().rows(path / "traps.jsonl")):
        gold = [{"start": 0, "end": len(row["text"]), "kind": "body", "claims": row["claims"]}]
        yield from judged("single sentences", f"{path.name}:{n}", document(row["text"]), row["date"], gold, True)


def pairs() -> Iterator[Case]:
    """PLOVER: a claim is right if its pair is gold's."""
    for row in read("plover_gsr_dev.jsonl"):
        gold, either = plover.wanted(row)
        both = gold | {(b, a) for a, b in gold} if either else gold
        _, found = CODER.read(document(row["text"]), PartialDate(row["date"]), registry())
        for claim, seen in found:
            yield Case("plover", row["id"], seen, bool(_pairs(claim) & both))


def _pairs(claim: Claim) -> set[plover.Pair]:
    left, right = ([plover.state(c) for c in side] or [""] for side in (claim.actor, claim.recipient))
    found = {(a, b) for a in left for b in right}
    return found | {(b, a) for a, b in found} if claim.mutual else found


def design(cases: Sequence[Case], names: Sequence[str]) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """(case, 1 + sign + own offset): ones and noughts."""
    rows = [[1.0, *(n in c.seen for n in names), *(c.set == s for s in OWN_OFFSET)] for c in cases]
    return np.array(rows, float)


def fit(cases: Sequence[Case], names: Sequence[str], strength: float) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """Logistic regression by Newton's method, all but the first weight drawn to zero as by `strength` claims."""
    x, y = design(cases, names), np.array([c.right for c in cases], float)
    w = np.zeros(x.shape[1])
    pull = np.full(x.shape[1], strength)
    pull[0], pull[1 + len(names) :] = 1e-6, 0.25
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(pull), x.T @ (y - p) - pull * w)
        w += step
        if np.abs(step).max() < 1e-10:
            return w
    raise SystemExit("the fit does not converge")


def crossed(cases: Sequence[Case], names: Sequence[str], strength: float) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """Probability of each case by weights that have not seen its document."""
    groups = sorted({(c.set, c.group) for c in cases})
    order = np.random.default_rng(0).permutation(len(groups))
    fold = {g: int(n) % FOLDS for g, n in zip(groups, order, strict=True)}
    out = np.zeros(len(cases))
    for k in range(FOLDS):
        train = [c for c in cases if fold[c.set, c.group] != k]
        test = [i for i, c in enumerate(cases) if fold[c.set, c.group] == k]
        if test:
            out[test] = 1 / (1 + np.exp(-design([cases[i] for i in test], names) @ fit(train, names, strength)))
    return out


def toml(w: Sequence[float], names: Sequence[str], doubts: dict[str, str], note: str) -> str:
    lines = [*(f"# {line}" for line in note.splitlines()), "", f"intercept = {w[0]:.2f}"]
    for name, weight in sorted(zip(names, w[1 : 1 + len(names)], strict=True), key=lambda r: r[1]):
        lines += ["", "[[sign]]", f'name = "{name}"', f"weight = {weight:.2f}", f'doubt = "{doubts[name]}"']
    return "\n".join(lines) + "\n"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--more", type=Path, nargs="*", default=[], help="further folders like fresh/")
    ask.add_argument("--check", type=Path, help="fit nothing; how the shipped weights do on this folder")
    ask.add_argument("--write", action="store_true", help="write the weights and the page")
    given = ask.parse_args()
    if given.check:
        cases = list(folder(given.check))
        p = np.array([weights().confidence(c.seen) for c in cases])
        print(reliability.table(p, np.array([c.right for c in cases], float)))
        return
    cases = [c for path in (FRESH, *given.more) for c in folder(path)] + [*article(), *pairs()]
    names, doubts = list(weights().signs), dict(weights().doubts)
    unknown = sorted({s for c in cases for s in c.seen} - set(names))
    if unknown:
        raise SystemExit(f"signs without words in {TABLE.name}: {', '.join(unknown)}")
    own = np.array([c.set != "plover" for c in cases])
    right = np.array([c.right for c in cases], float)
    tried = {s: crossed(cases, names, s) for s in STRENGTHS}
    best = min(STRENGTHS, key=lambda s: reliability.log_loss(tried[s][own], right[own]))
    base = {s: right[[c.set == s for c in cases]] for s in dict.fromkeys(c.set for c in cases)}
    print(*(f"{s}: {len(v)} claims, {v.mean():.3f} right" for s, v in base.items()), f"strength {best}", sep="\n")
    constant = np.array([base[c.set].mean() for c in cases])
    print("share of its set   ", *reliability.scores(constant[own], right[own]))
    for s in STRENGTHS:
        print(f"cross-validated {s:4}", *reliability.scores(tried[s][own], right[own]))
    print(reliability.table(tried[best][own], right[own]))
    w = fit(cases, names, best)
    for n, v in sorted(zip(names, w[1:], strict=False), key=lambda r: r[1]):
        print(f"{v:6.2f} {n} ({sum(n in c.seen for c in cases)})")
    print(json.dumps(dict(zip(("intercept", *OWN_OFFSET), [w[0], *w[1 + len(names) :]], strict=True))), file=sys.stderr)
    if given.write:
        note = reliability.note(base, best, CODER.digest, dt.datetime.now(dt.UTC).date().isoformat())
        TABLE.write_text(toml(list(w), names, doubts, note), encoding="utf8")
        page = reliability.page(tried[best][own], right[own], constant[own], base, note)
        (PROJECT / "docs" / "confidence.md").write_text(page, encoding="utf8")
        figure = reliability.figure(tried[best][own], right[own])
        (PROJECT / "docs" / "img" / "confidence.svg").write_text(figure, encoding="utf8")


if __name__ == "__main__":
    main()
