"""Score the coder on the fresh texts: `python benchmarks/coding/fresh/score.py [--blind] [--show]`.

Needs score_claims.py of the shared gold folder ($ESTIMATIVE_SHARED or ../shared beside the repository).
"""

import argparse
import importlib.util
import json
import os
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from estimative.domain import PartialDate
from estimative.run import coded_rows

HERE = Path(__file__).parent
SHARES = {  # column: (part, whole), as in score_claims.py
    "recall": ("full", "gold"),
    "precision": ("full", "pred"),
    "tier 1": ("full_tier1", "gold_tier1"),
    "parties": ("met", "gold"),
    "direction": ("direction", "met"),
    "mutual": ("mutual", "met"),
    "polarity": ("polarity", "met"),
    "channel": ("channel", "met"),
    "certainty": ("certainty", "matched"),
    "hedges": ("hedge_met", "hedged"),
    "kept": ("hedge_kept", "hedge_met"),
    "time": ("time", "matched"),
    "status": ("status", "status_gold"),
    "magnitude": ("mag", "mag_gold"),
}
Row = dict[str, Any]


def scorer() -> Any:
    shared = Path(os.environ.get("ESTIMATIVE_SHARED", HERE.parents[3] / "shared"))
    path = shared / "gold" / "score_claims.py"
    if not path.exists():
        raise SystemExit(f"no {path}: set ESTIMATIVE_SHARED")
    spec = importlib.util.spec_from_file_location("score_claims", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]


def show(title: str, m: Counter[str], furniture: int, boilerplate: float | None, repeats: float | None) -> None:
    table = Table(title=f"{title}: {m['gold']} gold claims, {m['pred']} predicted")
    values = {name: m[part] / m[whole] if m[whole] else None for name, (part, whole) in SHARES.items()}
    values |= {"repeats": repeats, "boilerplate F1": boilerplate}
    for name in ("", *values, "from furniture"):
        table.add_column(name, justify="right")
    table.add_row("", *("-" if v is None else f"{v:.2f}" for v in values.values()), str(furniture))
    Console(width=200).print(table)


def boilerplate_f1(kinds: Counter[tuple[str, str]]) -> float | None:
    right = kinds["boilerplate", "boilerplate"]
    wrong = sum(n for (g, p), n in kinds.items() if (g == "boilerplate") != (p == "boilerplate"))
    return 2 * right / (2 * right + wrong) if right + wrong else None


def articles(paths: Iterable[tuple[Path, str]], details: bool) -> None:
    third = scorer()
    total: Counter[str] = Counter()
    all_kinds: Counter[tuple[str, str]] = Counter()
    all_groups: list[tuple[str, str]] = []
    leaks = 0
    for path, date in paths:
        gold, pred = read(path.with_suffix(".gold.jsonl")), list(coded_rows(path, None, PartialDate(date), False))
        m, groups, missed, furniture = third.score(gold, pred)
        kinds = third.line_kinds(gold, pred)
        show(path.stem, m, furniture, boilerplate_f1(kinds), third.b_cubed(groups))
        if details:
            print(*("  missed\t" + "\t".join(row) for row in missed), sep="\n")
        total += m
        all_kinds += kinds
        all_groups += [(f"{path.stem}:{g}", f"{path.stem}:{p}") for g, p in groups]
        leaks += furniture
    show("all", total, leaks, boilerplate_f1(all_kinds), third.b_cubed(all_groups))


def fits(p: Row, g: Row, third: Any) -> bool:
    """One trap claim is right: parties, mutual, polarity, channel, and the bin of certainty."""
    return bool(
        third.same_direction(named(p), named(g))
        and p["polarity"] in third.accepted(g, "polarity")
        and p["channel"] in third.accepted(g, "channel")
        and third.certainty(p["factuality"]) in {third.certainty(v) for v in third.accepted(g, "factuality")}
        and (p["factuality"] == "CT-") == (g["factuality"] == "CT-")
    )


def named(claim: Row) -> Row:
    """A claim with persons out of office as PER:*, however the name is written."""
    sides = {side: ["PER:*" if a.startswith("PER:") else a for a in claim[side]] for side in ("actor", "recipient")}
    return claim | sides


def exact(pred: list[Row], gold: list[Row], third: Any) -> bool:
    used: set[int] = set()
    for p in pred:
        hits = [i for i, g in enumerate(gold) if fits(p, g, third)]
        if not hits:
            return False
        used.add(next((i for i in hits if i not in used), hits[0]))
    return len(used) == len(gold)


def code_lines(texts: list[str], date: str) -> list[list[Row]]:
    """The claims of each text, coded as a document of its own."""
    out = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trap.txt"
        for text in texts:
            path.write_text(text + "\n", encoding="utf8")
            out.append([c for row in coded_rows(path, None, PartialDate(date), True) for c in row["claims"]])
    return out


def traps(path: Path, details: bool) -> None:
    third = scorer()
    done = Counter[str]()
    for date, same in groupby(read(path), key=lambda r: str(r["date"])):
        wanted = list(same)
        for row, found in zip(wanted, code_lines([r["text"] for r in wanted], date), strict=True):
            right = exact(found, row["claims"], third)
            kind = "claim" if row["claims"] else "none"
            done.update([kind, *[f"{kind} right"] * right])
            if details and not right:
                print(f"  {row['trap']}: {row['text']}")
                print("    gold:", *map(brief, row["claims"]), "\n    coder:", *map(brief, found))
    both = done["claim right"] + done["none right"]
    print(f"{path.name}: {both} of {done['claim'] + done['none']} sentences exactly right")
    print(f"  with claims  {done['claim right']} of {done['claim']}")
    print(f"  no claim     {done['none right']} of {done['none']}")


def brief(c: Row) -> str:
    link = "<>" if c["mutual"] else ">"
    sides = "+".join(c["actor"]) + link + "+".join(c["recipient"])
    return f"[{sides} {c['channel']} {c['polarity']} {c['factuality']}]"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--blind", action="store_true", help="only the texts in blind/")
    ask.add_argument("--show", action="store_true", help="list what was missed or wrong; not with --blind")
    ask.add_argument("--folder", type=Path, default=HERE, help="another folder with index.toml and traps.jsonl")
    a = ask.parse_args()
    if (a.blind or a.folder.name in ("unseen", "third")) and a.show:
        ask.error("the blind texts stay blind: no --show")
    index = tomllib.loads((a.folder / "index.toml").read_text(encoding="utf8"))["article"]
    wanted = [(a.folder / r["file"], r["date"]) for r in index if r["file"].startswith("blind/") == a.blind]
    articles(wanted, a.show)
    traps(a.folder / "blind" / "traps.jsonl" if a.blind else a.folder / "traps.jsonl", a.show)


if __name__ == "__main__":
    main()
