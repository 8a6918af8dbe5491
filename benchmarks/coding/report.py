"""The results as a table on the terminal and as a page of the docs."""

import datetime as dt
import subprocess
from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from estimative.coding import syntax

from .common import CODER, FAILED, PROJECT, Figure, Miss, Outcome

COLUMNS = ("task", "dev data", "n", "known figures", "ours", "target", "reached")
WORST = 20
_WORD = {True: "yes", False: "no", None: "-"}


def number(value: float) -> str:
    """Three digits behind the point, or none for rates.

    >>> number(0.5), number(250)
    ('.500', '250')
    """
    if value != value:
        return "-"
    return f"{value:.0f}" if abs(value) >= 10 else f"{value:.3f}".removeprefix("0") if value < 1 else f"{value:.3f}"


def cells(found: Outcome) -> tuple[str, ...]:
    def goal(f: Figure) -> str:
        return "report" if f.target is None else ("at most " if f.least else "") + number(f.target)

    ours = " / ".join(number(f.value) for f in found.figures)
    targets = " / ".join(goal(f) for f in found.figures)
    reached = " / ".join(_WORD[f.reached] for f in found.figures)
    return found.task, found.data, f"{found.n:,}", found.known or "-", ours, targets, reached


def show(results: Sequence[Outcome]) -> None:
    table = Table(title="The coder on the dev sets", show_lines=True)
    for name in COLUMNS:
        table.add_column(name, overflow="fold")
    for found in results:
        table.add_row(*cells(found))
    Console(width=180).print(table)


def pipeline_date() -> str:
    """The day the trained pipeline was last changed: of its last commit, or of its files if they are not committed."""
    path = str(syntax.PIPELINE)
    changed = _git("status", "--porcelain", "--", path)
    stamp = max(p.stat().st_mtime for p in syntax.PIPELINE.rglob("*") if p.is_file())
    day = dt.datetime.fromtimestamp(stamp, dt.UTC).date().isoformat()
    return f"{day}, not committed" if changed else _git("log", "-1", "--format=%cs", "--", path) or day


def _git(*words: str) -> str:
    done = subprocess.run(
        ["git", "--no-optional-locks", *words], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def page(results: Sequence[Outcome]) -> str:
    """The whole page as Markdown."""
    head = (
        "# The coder on public data\n\n"
        "Made by `make bench-coding`; do not edit by hand. "
        f"Run on {dt.datetime.now(dt.UTC).date().isoformat()}; trained pipeline of {pipeline_date()} "
        f"(digest `{syntax.digest()[:12]}`), coder digest `{CODER.digest[:12]}`"
        f" at commit {_git('describe', '--always', '--dirty') or 'unknown'} (dirty: with changes not committed).\n\n"
        "Nothing is fitted on these sets. They are dev sets: rules may have been written with an eye on them, so "
        "figures on parts held back will be lower. Known figures are quoted from the task list of this project; they "
        "were measured by others, partly on other parts of the same sets. Baselines marked *here* are measured in the "
        "same run on the same rows. What counts as right is defined at the head of each file in `benchmarks/coding/`. "
        "The data are no part of the project (`ESTIMATIVE_SHARED`, default `../shared`); errors are named by row, not "
        "quoted.\n\n"
    )
    lines = ["| " + " | ".join(COLUMNS) + " |", "|---" * len(COLUMNS) + "|"]
    lines += ["| " + " | ".join(cells(r)) + " |" for r in results]
    stopped = f"\n\nThe coder stopped with an error on {len(FAILED)} texts, which count as without a claim" + (
        f": {dict(Counter(FAILED).most_common(5))}." if FAILED else "."
    )
    parts = [section(r) for r in results]
    return head + "\n".join(lines) + stopped + "\n\n" + "\n\n".join(parts) + "\n"


def section(found: Outcome) -> str:
    parts = [f"## {found.task}", *(f"- {r}" for r in found.remarks)]
    text = "\n\n".join([parts[0], "\n".join(parts[1:])])
    if found.more:
        text += "\n\n" + found.more
    return text + errors(found.misses) if found.misses else text


def errors(misses: Sequence[Miss]) -> str:
    """All errors by reason, and the worst of them by row."""
    ranked = sorted(misses, key=lambda m: (-m.weight, m.id))[:WORST]
    reasons = Counter(m.reason for m in misses)
    told = "; ".join(f"{reason} {n}" for reason, n in reasons.most_common())
    rows = [f"| {m.id} | {m.gold} | {m.ours} | {m.reason} |" for m in ranked]
    head = (
        f"\n\n{len(misses)} errors by reason: {told}.\n\nThe {len(ranked)} worst:\n\n| row | gold | ours | reason |\n"
    )
    return head + "|---|---|---|---|\n" + "\n".join(rows)
