"""Why it moves and what next: mechanisms, scenarios, runs ahead and what they hang on."""

from pathlib import Path
from typing import Annotated

import typer

from .apps import app, scenario_app
from .options import Act, CaseDir, Format, LedgerUrl, Months, Output, Under, pair
from .printing import show


@app.command()
def mechanisms(
    name: Annotated[str | None, typer.Argument(help="one of them: inputs, parameters, outputs, sources")] = None,
    case: Annotated[Path | None, typer.Option(help="and what it answers in this case")] = None,
    form: Format = "table",
) -> None:
    """List the mechanisms, or show one."""
    from estimative import run

    show(run.mechanism_list(name, case), form, name or "mechanisms")


@app.command()
def shares(
    case: CaseDir,
    act: Annotated[str, typer.Argument(help="an act of the case")],
    months: Annotated[int, typer.Option(help="it has happened after so many months")] = 12,
    scenario: Annotated[str | None, typer.Option(help="one scenario; default: each that the case declares")] = None,
    form: Format = "table",
) -> None:
    """What moves the chance of an act: drivers, shocks and mechanisms switched off, and Shapley shares."""
    from estimative import run

    rows, still = run.share_rows(case, act, months, scenario)
    if rows or form != "table":
        show(rows, form, f"{act} after {months} months")
    for name in still:
        typer.echo(f"nothing moves it under {name}", err=True)


@app.command()
def sensitivity(
    case: CaseDir,
    act: Act = None,
    output: Output = None,
    months: Months = 12,
    method: Annotated[str, typer.Option(help="sobol (shares of variance) or morris (elementary effects)")] = "sobol",
    scenario: Under = "as-is",
    size: Annotated[int | None, typer.Option(help="base points: more is surer and slower")] = None,
    form: Format = "table",
) -> None:
    """Which uncertain inputs an act's chance or an output hangs on."""
    from estimative import run

    rows = run.sensitivity_rows(case, months, act, output, method, scenario, size)
    told = [r for r in rows if form != "table" or float(r.get("with others", 1)) >= 0.01]
    show(told, form, f"{act or output} after {months} months, {scenario}: {method}")
    if len(told) < len(rows):
        typer.echo(f"{len(rows) - len(told)} more inputs reach it, each with less than 0.01 of the variance", err=True)


@app.command()
def discover(
    case: CaseDir,
    act: Act = None,
    output: Output = None,
    above: Annotated[float | None, typer.Option(help="with --output: the mark it passes")] = None,
    months: Months = 24,
    scenario: Annotated[str | None, typer.Option(help="one scenario; default: all the case declares")] = None,
    form: Format = "table",
) -> None:
    """Which conditions lead to an act, or to an output above a mark."""
    from estimative import run

    rows, whole = run.discover_rows(case, months, act, output, above, scenario)
    show(rows, form, f"{act or output} after {months} months")
    typer.echo(whole, err=True)


@app.command()
def voi(
    case: CaseDir,
    act: Act = None,
    output: Output = None,
    months: Months = 12,
    scenario: Under = "as-is",
    form: Format = "table",
    ledger: LedgerUrl = None,
) -> None:
    """What to find out first: how much less uncertain acts, an output and chains would be."""
    from estimative import run

    show(run.voi_rows(case, months, act, output, scenario, ledger), form, "find out first")


@scenario_app.command("list")
def scenario_list(case: CaseDir, form: Format = "table") -> None:
    """Declared scenarios, and the combinations of driver states that hold each other up."""
    from estimative import run

    rows = run.scenario_rows(case)
    if form == "table":
        from .tables import scenarios

        scenarios(rows, case.resolve().name)
    else:
        show(rows, form, "")
    for warning in run.scenario_cautions(case):
        typer.echo(warning, err=True)


@scenario_app.command("new")
def scenario_new(
    case: CaseDir,
    name: str,
    text: Annotated[str, typer.Option(help="what happens, in a sentence")],
    state: Annotated[list[str] | None, typer.Option(help="driver=state, once for each driver")] = None,
    shock: Annotated[list[str] | None, typer.Option(help="a shock of the case")] = None,
) -> None:
    """Add a scenario to the case."""
    from estimative import run

    states = dict(pair(s) for s in state or ())
    typer.echo(f"{run.scenario_new(case, name, text, states, shock or ())}: {name} added")
    for warning in run.scenario_cautions(case, name):
        typer.echo(warning, err=True)


@scenario_app.command("diff")
def scenario_diff(case: CaseDir, left: str, right: str, form: Format = "table") -> None:
    """What two scenarios do not share."""
    from estimative import run

    show(run.scenario_diff(case, left, right), form, f"{left} and {right}")
