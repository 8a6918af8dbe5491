"""Every published number beside ours, and what the models did when they could have failed.

`python -m benchmarks.models [NAME ...]`. A full run writes docs/models.md. It ends in an error if a figure is not
reproduced and no row says why, or if a test of a trial no longer finds what it says.
"""

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

from . import trials
from .common import PROJECT, SHARED, Kind, Printed, Row
from .trials import Trial

OTHERS = ("__main__", "__init__", "common", "trials")
NAMES = sorted(p.stem for p in Path(__file__).parent.glob("*.py") if p.stem not in OTHERS)
HEAD = (
    "model",
    "published quantity",
    "source",
    "page",
    "kind",
    "published",
    "ours",
    "difference",
    "pass",
    "if not: why",
)
TRIALS = ("model", "rule, fixed before looking", "asked", "found", "held")
MEANING = {
    Kind.PUBLISHED: "printed in a paper, a report, a program's documentation or a program's own tests",
    Kind.WORKED: "worked out by hand before the model was written (M01 to M20); checks arithmetic, not a publication",
    Kind.COMPUTED: "computed elsewhere by other means and not published",
    Kind.CARRIED: "printed, and carried by a parameter or used to set it; shows a right copy, no more",
}


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("names", nargs="*", choices=[[], *NAMES], help="only these, without the trials; writes nothing")
    names = ask.parse_args().names or NAMES
    if not SHARED.is_dir():
        raise SystemExit(f"no reference data at {SHARED}: set ESTIMATIVE_SHARED to its folder")
    rows = [row for name in names for row in importlib.import_module(f"{__package__}.{name}").rows()]
    print(*_table(rows), "", *_counts(rows), sep="\n")
    stale = [] if names != NAMES else _full(rows)
    return bool(stale or [r for r in rows if not r.passed and not r.why])


def _full(rows: Sequence[Row]) -> list[str]:
    """Prints the trials, writes the page, and gives the tests that fail."""
    made = trials.run()
    print(
        "", *_outcomes(made.trials), "", _verdict(made.trials), *(f"test fails: {t}" for t in made.failures), sep="\n"
    )
    if not made.failures:
        (PROJECT / "docs" / "models.md").write_text(_page(rows, made.trials), encoding="utf8")
    return made.failures


def _table(rows: Sequence[Row]) -> list[str]:
    return [*_header(HEAD), *(_line(_cells(r)) for r in rows)]


def _header(names: Sequence[str]) -> tuple[str, str]:
    return _line(names), "|" + "---|" * len(names)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cells(r: Row) -> tuple[str, ...]:
    values = (_printed(r.published), f"{r.ours:.6g}", f"{r.difference:+.2g}", r.verdict, "" if r.passed else r.why)
    return (r.model, r.quantity, r.source, r.page, r.kind.value, *values)


def _printed(value: Printed) -> str:
    if not isinstance(value, tuple):
        return f"{value:.6g}"
    low, high = value
    return f"{low:.6g} to {high:.6g}" if high < float("inf") else f"{low:.6g} or more"


def _counts(rows: Sequence[Row]) -> list[str]:
    """One line a kind: how many figures, how many not reproduced."""
    found = []
    for kind in Kind:
        own = [r for r in rows if r.kind is kind]
        missed = sum(not r.passed for r in own)
        found.append(f"- {kind.value}: {len(own)} figures, {missed} not reproduced ({MEANING[kind]})")
    unexplained = sum(not r.passed and not r.why for r in rows)
    missed = sum(not r.passed for r in rows)
    return [*found, f"- in all: {len(rows)}, {missed} not reproduced, {unexplained} of them without a reason"]


def _outcomes(made: Sequence[Trial]) -> list[str]:
    lines = ((f"[{t.model}]({t.docs})", t.rule, t.asked, t.found, "yes" if t.held else "**no**") for t in made)
    return [*_header(TRIALS), *map(_line, lines)]


def _verdict(made: Sequence[Trial]) -> str:
    models = {t.model for t in made}
    whole = sorted(m for m in models if all(t.held for t in made if t.model == m))
    held = sum(t.held for t in made)
    counted = f"{len(made)} rules for {len(models)} models: {held} held, {len(made) - held} failed."
    return f"{counted} No rule failed for: {', '.join(whole)}."


def _page(rows: Sequence[Row], made: Sequence[Trial]) -> str:
    missed = [r for r in rows if not r.passed]
    return "\n".join(
        [
            "# Published numbers, and ours",
            "",
            "Made by `make verify-models`; do not edit by hand. A figure passes within half a unit of its last printed "
            "digit, or the tolerance its source states; a range passes inside it.",
            "",
            *_counts(rows),
            "",
            "Two tables: figures that anybody who computes rightly must find, and [rules that a model could have "
            "failed](#what-the-models-did-when-they-could-have-failed). The first says nothing about the world.",
            "",
            "## Not reproduced, and why",
            *_header(("model", "quantity", "published", "ours", "why")),
            *(_line((r.model, r.quantity, _printed(r.published), f"{r.ours:.6g}", r.why)) for r in missed),
            "",
            "## Every figure",
            *_table(rows),
            "",
            "## What the models did when they could have failed",
            "Each rule was written down before its outcomes were computed, unless its page says otherwise; the tests "
            "that compute them state them here, so nothing below is typed in. A rival has rows of its own.",
            "",
            _verdict(made),
            "",
            *_outcomes(made),
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
