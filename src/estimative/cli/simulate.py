"""A scenario run ahead, and what one change moves in it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from estimative.domain import BadInput

from .apps import app
from .options import AsOf, CaseDir, Format, as_date, pair
from .printing import show

if TYPE_CHECKING:
    from estimative.run import Compared, Shift, Simulated, Stand, Step

SET = "ID=VALUE, beside the run without it: a parameter, act/ACT/rate or TARGET/SINCE; VALUE is 0.3 or 0.2..0.5"
ALL = "every output, not only the headlines and what moved, and what mechanisms that take no part lack"


@app.command()
def simulate(
    case: CaseDir,
    scenario: Annotated[str, typer.Option(help="a name that `scenario list` prints")] = "as-is",
    changes: Annotated[list[str] | None, typer.Option("--set", help=SET)] = None,
    draws: Annotated[int, typer.Option(help="runs of chance")] = 2048,
    seed: Annotated[int | None, typer.Option(help="default: the case's")] = None,
    months: Annotated[int | None, typer.Option(help="default: the case's")] = None,
    as_of: AsOf = None,
    rival: Annotated[list[str] | None, typer.Option(help="mechanism=rival, instead of its first parameter set")] = None,
    everything: Annotated[bool, typer.Option("--all", help=ALL)] = False,
    compare: Annotated[
        bool, typer.Option(help="say what moved since the last run of this scenario, and remember this one")
    ] = True,
    form: Format = "table",
) -> None:
    """Run the case ahead under a scenario, beside what happens if nothing changes; or see what one change moves."""
    from estimative import run

    if form not in ("table", "json", "jsonl"):
        raise BadInput(f"no format {form!r}", mend="use table, json or jsonl")
    asked = (scenario, draws, seed, months, as_date(as_of), dict(pair(r) for r in rival or ()))
    if changes:
        compared = run.what_if(case, changes, *asked)
        if form == "table":
            _say(moved_lines(compared, f"{case.resolve().name}, {scenario}: what moves", everything))
        else:
            show(change_rows(compared) + compared_rows(compared), form, "")
        warnings = compared.warnings
    else:
        found = run.simulate(case, *asked, compare)
        if form == "table":
            _report(found, case.resolve().name, everything)
        else:
            show(simulated_rows(found), form, "")
        warnings = (*_left_out(found, case, everything), *found.warnings)
    for warning in warnings:
        typer.echo(warning, err=True)


def _left_out(found: "Simulated", case: Path, everything: bool) -> list[str]:
    if everything:
        return [f"{name} does not take part: {why}" for name, why in found.left_out]
    if not (many := len(found.left_out)):
        return []
    counted = "1 mechanism takes" if many == 1 else f"{many} mechanisms take"
    return [f"{counted} no part: `estimative mechanisms --case {case}` says what each lacks"]


def _report(found: "Simulated", case: str, everything: bool) -> None:
    from .tables import figures

    if found.since and found.since.note:
        typer.echo(f"({found.since.note})\n")
    elif found.since:
        _say([*moved_lines(found.since, f"{case}, {found.scenario}: since the last run", False), ""])
    figures(found, case, everything)


def _say(lines: list[str]) -> None:
    for line in lines:
        typer.echo(line)


def moved_lines(c: "Compared", title: str, everything: bool) -> list[str]:
    """What changed, what moved and through what, and a line on all the rest."""
    from .tables import change_lines, nothing_lines, rest_line, told_lines

    lines = [title, f"{c.draws:,} paired draws, plan {c.digests[0][:12]} -> {c.digests[1][:12]}", ""]
    lines += change_lines(c.changes)
    found = [t for t in c.figures if t.shift.moved]
    for kinds, head in ((("act",), "Acts"), (("chance", "output"), "Outputs")):
        ones = [t for t in found if t.shift.kind in kinds]
        if ones:
            lines += ["", f"{head}, furthest first:"]
            for one in sorted(ones, key=lambda t: -t.shift.told.size):
                lines += told_lines(one)
    shown = {t.shift.what for t in found}
    if everything:
        lines += ["", "The rest:", *(f"  {t.shift.what}" for t in c.figures if t.shift.what not in shown)]
    if not found:
        lines += ["", *nothing_lines(c)]
    return [*lines, "", rest_line([t.shift for t in c.figures if t.shift.what not in shown])]


def simulated_rows(found: "Simulated") -> list[dict[str, Any]]:
    """Every act and output, with numbers; beside `as-is` and, where something has changed, beside the last run."""
    against = None if found.scenario == "as-is" else "as-is"
    rows = [_row(s, against) for s in found.figures]
    if found.since and found.since.figures:
        last = {r["what"]: r for r in compared_rows(found.since)}
        rows = [r | {"since the last run": last.get(r["what"])} for r in rows]
        return change_rows(found.since) + rows
    return rows


def change_rows(c: "Compared") -> list[dict[str, Any]]:
    return [
        {"changed": one.what, "text": one.words, "unit": one.unit, "old": one.old, "new": one.new, "note": one.note}
        for one in c.changes
    ]


def compared_rows(c: "Compared") -> list[dict[str, Any]]:
    return [_row(t.shift, "before") | {"through": list(t.route)} for t in c.figures]


def _row(s: "Shift", against: str | None) -> dict[str, Any]:
    """Bands are [5, 50, 95 %]; a share of draws stands alone."""
    row: dict[str, Any] = {"what": s.what, "text": s.text, "unit": s.unit, "moved": s.moved}
    row["at"] = [_at(s, step, against) for step in s.steps]
    if against and s.peak is not None:
        row["furthest apart"] = _at(s, s.peak, against)
    return row


def _at(s: "Shift", step: "Step", against: str | None) -> dict[str, Any]:
    at: dict[str, Any] = {"months": step.months, "value": _band(s, step.after)}
    if against:
        at[against] = _band(s, step.before)
        at |= {"by": _number(step.by), "se": _number(step.se), "of band": _number(step.size), "moved": step.moved}
    return at


def _band(s: "Shift", stand: "Stand") -> Any:
    three = [_number(v) for v in (stand.low, stand.middle, stand.high)]
    return three if s.kind == "output" else three[1]


def _number(value: float) -> float | None:
    """Four figures; null where it is not known."""
    return float(f"{value:.4g}") if abs(value) < float("inf") else None
