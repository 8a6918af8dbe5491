"""Every published number beside ours: `python -m benchmarks.models [NAME ...]`. A full run writes docs/models.md."""

import argparse
import importlib
import sys
from pathlib import Path

from .common import PROJECT, SHARED, Row

NAMES = sorted(p.stem for p in Path(__file__).parent.glob("*.py") if p.stem not in ("__main__", "common"))
HEAD = ("model", "quantity", "source", "page", "published", "ours", "difference", "pass")


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("names", nargs="*", choices=[[], *NAMES], help="only these, and write nothing")
    names = ask.parse_args().names or NAMES
    if not SHARED.is_dir():
        raise SystemExit(f"no reference data at {SHARED}: set ESTIMATIVE_SHARED to its folder")
    rows = [row for name in names for row in importlib.import_module(f"{__package__}.{name}").rows()]
    table = "\n".join(_table(rows))
    failed = [r for r in rows if not r.passed]
    print(table, f"{len(rows)} published or printed figures, {len(failed)} not reproduced", sep="\n\n")
    if names == NAMES:
        (PROJECT / "docs" / "models.md").write_text(_page(table, rows, failed), encoding="utf8")
    return bool(failed)


def _table(rows: list[Row]) -> list[str]:
    head = ["| " + " | ".join(HEAD) + " |", "|" + "---|" * len(HEAD)]
    return head + ["| " + " | ".join(map(str, _cells(r))) + " |" for r in rows]


def _cells(r: Row) -> tuple[str, ...]:
    values = (f"{r.published:.6g}", f"{r.ours:.6g}", f"{r.difference:+.2g}", "yes" if r.passed else "**no**")
    return (r.model, r.quantity, r.source, r.page, *values)


def _page(table: str, rows: list[Row], failed: list[Row]) -> str:
    return (
        "# Published numbers, and ours\n\nMade by `make verify-models`; do not edit by hand. "
        f"{len(rows)} figures, {len(failed)} not reproduced. A figure passes within half a unit of its last printed "
        "digit, or the tolerance its source states. Rows sourced as *worked figure* check arithmetic against a worked "
        "example, not a publication; rows sourced as *computed* compare with exact results computed elsewhere.\n\n"
        f"{table}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
