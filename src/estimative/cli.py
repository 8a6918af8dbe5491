"""The command line: parses and calls. Bad input exits with code 2 and writes nothing."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import estimative
from estimative.domain import BadInput, EstimativeError, Judgement, PartialDate, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estimative.coding.corpus import Coded, Setting

app = typer.Typer(
    help="Decode who supports whom, and estimate what comes next.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help starts twice as fast
)
actors_app = typer.Typer(help="Who: the dated registry.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(actors_app, name="actors")
scenario_app = typer.Typer(help="What next: scenarios of a case.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(scenario_app, name="scenario")

CaseDir = Annotated[Path, typer.Argument(help="a case folder", metavar="CASE")]
Format = Annotated[str, typer.Option("--format", help="table, json or jsonl")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="ISO date; what was not known by then is refused")]
MinConfidence = Annotated[
    float, typer.Option("--min-confidence", help="claims the coder is less sure of wait for review; 0 to 1")
]
LedgerUrl = Annotated[
    str | None, typer.Option("--ledger", envvar="ESTIMATIVE_LEDGER", help="database URL; default: the case's own file")
]


def _date(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate(text)


def _print(rows: list[dict[str, Any]], form: str, title: str) -> None:
    if form == "json":
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form == "jsonl":
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
    elif form == "table":
        _table(rows, title)
    else:
        raise BadInput(f"no format {form!r}", mend="use table, json or jsonl")


def _table(rows: list[dict[str, Any]], title: str) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(title=f"{title} ({len(rows)})", title_justify="left")
    names = list(dict.fromkeys(name for row in rows for name in row))
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(escape("" if row.get(n) is None else str(row[n])) for n in names))
    Console(width=None if sys.stdout.isatty() else 160).print(table)


@app.command()
def brief(
    case: CaseDir,
    as_of: AsOf = None,
    add: Annotated[list[Path] | None, typer.Option(help="overlay: read for this brief, written nowhere")] = None,
    since: Annotated[str | None, typer.Option(help="compare with the brief as of this date")] = None,
    out: Annotated[Path | None, typer.Option(help="folder for brief.html, .json and .md")] = None,
    as_recorded: Annotated[str | None, typer.Option(help="what this ledger held at that time")] = None,
    signed: Annotated[
        str | None, typer.Option(help="name and date of who reviewed it: replaces the draft mark")
    ] = None,
    least: MinConfidence = 0.0,
    ledger: LedgerUrl = None,
) -> None:
    """Write the brief of a case: HTML that opens offline, with the same content as JSON and Markdown."""
    from estimative import brief as writer
    from estimative import run

    made = run.make(
        case, as_of=_date(as_of), add=add or (), since=_date(since), as_recorded=as_recorded, ledger_url=ledger,
        min_confidence=least,
    )  # fmt: skip
    run.keep(case, made)
    for path in writer.write(made, out or Path("out") / made.header.id, signed):
        typer.echo(path)
    for count in made.routes:
        typer.echo(f"{count.claims:5d}  {count.route:<10} {count.reason}")
    typer.echo(f"{made.off_chain_share.text} of claims reach no chain; every claim has a route")


@app.command()
def new(
    case: CaseDir,
    actors: Annotated[list[str] | None, typer.Option("--actor", help="code of a focus actor, twice")] = None,
) -> None:
    """Make a case that validates and runs, with two placeholder notes to replace."""
    from estimative import cases

    if actors and len(actors) != 2:
        raise BadInput(f"{len(actors)} actors given", mend="give --actor twice: the two sides of the question")
    path = cases.create(case, (actors[0], actors[1])) if actors else cases.create(case)
    typer.echo(f"{path}: edit case.toml and notes/, then: estimative check {path} && estimative brief {path}")


@app.command()
def check(case: CaseDir) -> None:
    """Print every problem of a case at once, with file and line."""
    from estimative import run

    problems = run.check(case)
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise typer.Exit(2)
    typer.echo(f"{case}: no problems")


@app.command()
def code(
    files: Annotated[list[Path], typer.Argument(help="articles, notes, folders of them")],
    case: Annotated[Path | None, typer.Option(help="use this case's actors")] = None,
    date: Annotated[str | None, typer.Option(help="document date where the file gives none")] = None,
    lines: Annotated[bool, typer.Option("--lines", help="each input line is a sentence")] = False,
    least: MinConfidence = 0.0,
    form: Annotated[str | None, typer.Option("--format", help="table, json or jsonl; with --out always jsonl")] = None,
    out: Annotated[Path | None, typer.Option(help="folder or .jsonl file; run again, it goes on")] = None,
    restart: Annotated[bool, typer.Option("--restart", help="throw away what --out holds")] = False,
    jobs: Annotated[int | None, typer.Option(help="processes; default: one per core for many files")] = None,
    executor: Annotated[str | None, typer.Option(help="address of a Dask scheduler, tcp://HOST:8786")] = None,
    progress: Annotated[bool | None, typer.Option(help="default: on a terminal")] = None,
    llm: Annotated[Path | None, typer.Option(help="settings of a language model that codes instead")] = None,
) -> None:
    """Code files into claims: one row per sentence or furniture line (docs/rows.md)."""
    from estimative import run

    how = run.setting(case, _date(date), lines, least, llm)
    if llm is not None:
        jobs = 1  # it waits for the server, in threads of its own
    try:
        _code(files, how, out, form, restart, jobs, executor, progress)
    finally:
        for line in run.llm_report(llm) if llm else ():
            typer.echo(line, err=True)


def _code(
    files: list[Path],
    how: "Setting",
    out: Path | None,
    form: str | None,
    restart: bool,
    jobs: int | None,
    executor: str | None,
    progress: bool | None,
) -> None:
    from estimative import run

    if out is None:
        _code_here(run.code_each(files, how, jobs, executor), form or "table")
        return
    if form not in (None, "jsonl"):
        raise BadInput(f"--out holds jsonl, not {form!r}", mend="leave out --format")
    tally = run.code_to(out, files, how, jobs, executor, restart, progress)
    for line in tally.lines(out):
        typer.echo(line)
    if tally.failed:
        raise BadInput(f"{tally.failed} of {tally.documents} documents failed", str(out), "see their `error`")


def _code_here(found: "Iterator[Coded]", form: str) -> None:
    """Print rows as they come (jsonl) or all at the end; a file that fails is told of at the end."""
    errors, rows = [], list[dict[str, Any]]()
    for coded in found:
        errors += [coded.error] if coded.error else []
        if form == "jsonl":
            for line in coded.rows:
                typer.echo(line)
        elif not coded.error or form == "json":
            rows += [json.loads(line) for line in coded.rows]
    if form == "table":
        rows = [
            {"sent": r["sent_id"], "claim": f"{c['direction']} {c['channel']} {c['polarity']}", "fact": c["factuality"],
             "status": c["status"], "sure": c["confidence"], "review": c["doubt"] if c in r["review"] else None,
             "span": c["span"]}
            for r in rows for c in r["claims"] + r["review"]
        ]  # fmt: skip
    if form != "jsonl" and (rows or not errors):
        _print(rows, form, "claims")
    if errors:
        raise EstimativeError("\n".join(errors))


@app.command()
def add(
    case: CaseDir,
    files: list[Path],
    date: Annotated[str | None, typer.Option(help="document date where the file gives none")] = None,
    least: MinConfidence = 0.0,
    ledger: LedgerUrl = None,
) -> None:
    """Read, code and remember files in the case's ledger."""
    from estimative import run

    for path, outcome in run.add(case, files, _date(date), ledger, least):
        typer.echo(f"{path}: {outcome}")


@app.command("ledger")
def ledger_(
    case: CaseDir,
    what: Annotated[str, typer.Argument(help="documents, claims, propositions, origins, coverage or export")],
    as_of: AsOf = None,
    as_recorded: Annotated[str | None, typer.Option(help="what this ledger held at that time")] = None,
    form: Format = "table",
    least: MinConfidence = 0.0,
    ledger: LedgerUrl = None,
) -> None:
    """List what the ledger holds for a case."""
    from estimative import run

    _print(run.listing(case, what, _date(as_of), as_recorded, ledger, least), form, what)


@app.command()
def judge(
    case: CaseDir,
    claim: Annotated[str, typer.Argument(help="claim id, as `ledger CASE claims` prints it")],
    verdict: Annotated[Verdict, typer.Argument()],
    why: Annotated[str, typer.Option(help="the reason, kept with the judgement")],
    who: Annotated[str, typer.Option(envvar="ESTIMATIVE_USER", help="who judges")] = "analyst",
    change: Annotated[list[str] | None, typer.Option("--set", help="field=value, for recode")] = None,
    ledger: LedgerUrl = None,
) -> None:
    """Accept, reject or recode a claim; kept with who, when and why."""
    from estimative import run

    changes = dict(_pair(c) for c in change or ())
    made: Judgement = run.judge(case, claim, verdict, who, why, changes, ledger)
    typer.echo(f"{made.verdict}: {made.anchor}")


def _pair(text: str) -> tuple[str, str]:
    name, found, value = text.partition("=")
    if not found:
        raise BadInput(f"{text!r} has no '='", mend="write name=value, as in polarity=withhold")
    return name.strip(), value.strip()


@app.command()
def why(
    case: CaseDir,
    figure: Annotated[str, typer.Argument(metavar="ID", help="the id beside a number of the brief")],
    as_of: AsOf = None,
    add: Annotated[list[Path] | None, typer.Option(help="overlay, as in `brief`")] = None,
    least: MinConfidence = 0.0,
    ledger: LedgerUrl = None,
) -> None:
    """Print what a number was made from, down to spans and cited parameters."""
    from estimative import run

    made = run.recall(case, as_of=_date(as_of), add=add or (), ledger_url=ledger, min_confidence=least)
    for line in run.why(made, figure):
        typer.echo(line)


@actors_app.command()
def resolve(
    text: str,
    on: Annotated[str | None, typer.Option(help="ISO date")] = None,
    context: Annotated[str, typer.Option(help="words around the mention")] = "",
    case: Annotated[Path | None, typer.Option(help="use this case's actors")] = None,
) -> None:
    """Who a mention names on a date; abstains rather than guesses."""
    from estimative import run

    typer.echo(run.resolve(text, _date(on), context, case))


@app.command()
def mechanisms(
    name: Annotated[str | None, typer.Argument(help="one of them: inputs, parameters, outputs, sources")] = None,
    case: Annotated[Path | None, typer.Option(help="and what it answers in this case")] = None,
    form: Format = "table",
) -> None:
    """List the mechanisms, or show one."""
    from estimative import run

    _print(run.mechanism_list(name, case), form, name or "mechanisms")


@app.command()
def simulate(
    case: CaseDir,
    scenario: Annotated[str, typer.Option(help="a name that `scenario list` prints")] = "as-is",
    draws: Annotated[int, typer.Option(help="runs of chance")] = 2000,
    seed: Annotated[int | None, typer.Option(help="default: the case's")] = None,
    months: Annotated[int | None, typer.Option(help="default: the case's")] = None,
    as_of: AsOf = None,
    rival: Annotated[list[str] | None, typer.Option(help="mechanism=rival, instead of its first parameter set")] = None,
    form: Format = "table",
) -> None:
    """Run the case ahead under a scenario: acts and quantities with bands, beside what happens if nothing changes."""
    from estimative import run

    chosen = dict(_pair(r) for r in rival or ())
    rows, warnings = run.simulate(case, scenario, draws, seed, months, _date(as_of), chosen)
    _print(rows, form, f"{case.name}: {scenario}, {draws} draws")
    for warning in warnings:
        typer.echo(warning, err=True)


@app.command()
def shares(
    case: CaseDir,
    act: Annotated[str, typer.Argument(help="an act of the case")],
    months: Annotated[int, typer.Option(help="it has happened after so many months")] = 12,
    scenario: Annotated[str, typer.Option(help="a name that `scenario list` prints")] = "as-is",
    form: Format = "table",
) -> None:
    """Which mechanisms move the chance of an act: each switched off, and Shapley shares."""
    from estimative import run

    _print(run.share_rows(case, act, months, scenario), form, f"{act} after {months} months, {scenario}")


Act = Annotated[str | None, typer.Option(help="an act of the case")]
Output = Annotated[str | None, typer.Option(help="or an output, mechanism.output")]
Months = Annotated[int, typer.Option(help="after so many months")]
Under = Annotated[str, typer.Option("--scenario", help="a name that `scenario list` prints")]


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
    _print(rows, form, f"{act or output} after {months} months, {scenario}: {method}")


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
    _print(rows, form, f"{act or output} after {months} months")
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

    _print(run.voi_rows(case, months, act, output, scenario, ledger), form, "find out first")


@scenario_app.command("list")
def scenario_list(case: CaseDir, form: Format = "table") -> None:
    """Declared scenarios, and the combinations of driver states that hold each other up."""
    from estimative import run

    _print(run.scenario_rows(case), form, "scenarios")


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

    states = dict(_pair(s) for s in state or ())
    typer.echo(f"{run.scenario_new(case, name, text, states, shock or ())}: {name} added")


@scenario_app.command("diff")
def scenario_diff(case: CaseDir, left: str, right: str, form: Format = "table") -> None:
    """What two scenarios do not share."""
    from estimative import run

    _print(run.scenario_diff(case, left, right), form, f"{left} and {right}")


@actors_app.command("check")
def actors_check(
    on: Annotated[str | None, typer.Option(help="ISO date; default today")] = None,
    form: Format = "table",
) -> None:
    """List the names that two actors bear on one date, and other overlaps in the tables."""
    from estimative import actors

    found = actors.overlaps(actors.registry(), _date(on))
    _print([{"kind": o.kind, "name": o.name, "owners": ", ".join(o.owners)} for o in found], form, "overlaps")


@app.command("lexicon")
def lexicon_(form: Format = "table") -> None:
    """Check the coder's lexicon, code its examples, and count frames, words and examples by channel and sign."""
    from estimative.coding import lexicon_check
    from estimative.coding.events import check as events

    found = lexicon_check.coverage()
    _print(list(found.rows), form, "lexicon")
    _print([{"type": k or "(none)", "triggers": n} for k, n in events.coverage().items()], form, "events")
    for text, wanted, got in found.wrong:
        typer.echo(
            f"{text}\n  wanted {'; '.join(wanted) or 'nothing'}\n  found  {'; '.join(got) or 'nothing'}", err=True
        )
    typer.echo(f"frames without an example: {', '.join(found.bare) or 'none'}", err=True)
    problems = [*found.problems, *events.check_events()]
    if problems:
        raise BadInput("; ".join(problems), "lexicon", "mend the files in coding/data")


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="print the version")] = False) -> None:
    if version:
        typer.echo(estimative.__version__)
        raise typer.Exit


FLOORS = {  # the floor each command speaks for: `--help` lists them in the order of `FLOW`
    "new": "cases",
    "check": "cases",
    "code": "coding",
    "lexicon": "coding",
    "add": "ledger",
    "ledger": "ledger",
    "judge": "ledger",
    "mechanisms": "mechanisms",
    "simulate": "simulate",
    "shares": "simulate",
    "sensitivity": "simulate",
    "discover": "simulate",
    "voi": "simulate",
    "why": "run",
    "brief": "brief",
}
app.registered_commands.sort(
    key=lambda c: list(estimative.FLOW).index(FLOORS[str(c.name or getattr(c.callback, "__name__", ""))])
)


def main() -> None:
    """Entry point: user errors become one clear message and exit code 2."""
    try:
        app()
    except EstimativeError as error:
        typer.echo(error, err=True)
        sys.exit(2)
    except OSError as error:
        typer.echo(
            f"{error.filename or 'file'}: {error.strerror}. Mend: check the path and your rights to it", err=True
        )
        sys.exit(2)
