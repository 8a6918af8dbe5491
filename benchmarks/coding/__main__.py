"""Measure the coder on the dev sets: `python -m benchmarks.coding [--only TASK ...]`. A full run writes the page."""

import argparse
import time

from . import article, attribution, countries, directed, factuality, penta, plover, report, spans, speed
from .common import FAILED, PROJECT, SHARED

TASKS = {
    "speed": speed, "plover": plover, "penta": penta, "spans": spans, "countries": countries, "factuality": factuality,
    "attribution": attribution, "directed": directed, "article": article,
}  # fmt: skip
ORDER = (*(name for name in TASKS if name != "speed"), "speed")  # as shown; speed runs first, in a quiet process


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--only", nargs="+", choices=list(TASKS), help="run these and write nothing")
    only = ask.parse_args().only
    if not SHARED.is_dir():
        raise SystemExit(f"no reference data at {SHARED}: set ESTIMATIVE_SHARED to its folder")
    done = {}
    for name, task in TASKS.items():
        if not only or name in only:
            start = time.perf_counter()
            done[name] = task.run()
            print(f"{name}: {time.perf_counter() - start:.0f} s", flush=True)
    results = [done[name] for name in ORDER if name in done]
    report.show(results)
    if only:
        print(*(report.section(r) for r in results), f"stopped on {len(FAILED)} texts", sep="\n\n")
    else:
        (PROJECT / "docs" / "coding-bench.md").write_text(report.page(results), encoding="utf8")


if __name__ == "__main__":
    main()
