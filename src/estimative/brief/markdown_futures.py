"""Scenarios and signposts as Markdown."""

from estimative.run.futures import DriverRow, Futures, ScenarioRow, SignpostRow
from estimative.run.model import Run

from . import fans, sentences
from .markdown_text import Lines, bullets, fig, table, text


def scenarios(run: Run) -> Lines:
    f = run.futures
    if f is None:
        return
    yield from (f"{f.months} months ahead, {f.draws} draws in each scenario, the same draws in all.", "")
    yield from bullets(map(text, f.warnings))
    yield from bullets(text(f"{name} takes no part: {why}") for name, why in f.left_out)
    yield from ("", *table(("Driver", "States", "Named by", "Gap"), map(_driver, f.drivers)), "")
    yield from table(("State", "on", "weight", "source"), (tuple(map(text, row)) for row in f.impacts))
    for row in f.scenarios:
        yield from ("", f"### {text(row.name)}", "", *_scenario(row))
    yield from ("", *_acts(f), "", sentences.SHARE_OF_DRAWS, "")
    yield from bullets(_quantity(q) for q in fans.quantities(f))
    yield from bullets(text(f"moved by no scenario: {words}") for words in fans.still(f))


def _driver(row: DriverRow) -> tuple[str, ...]:
    states = "; ".join(f"{key}: {words}" for key, words in row.states)
    return tuple(map(text, (row.text, states, row.source, row.gap or "")))


def _scenario(row: ScenarioRow) -> Lines:
    yield text(f"{row.text}." + ("" if row.declared else " Found consistent."))
    if row.states:
        yield from ("", text("; ".join(f"{driver}: {state}" for driver, state, _ in row.states) + "."))
    if row.shocks:
        yield text(f"Shocks: {', '.join(row.shocks)}.")
    if row.margin:
        robust = f", consistent in {fig(row.robust)} of draws of the uncertain judgements" if row.robust else ""
        yield f"Consistency {fig(row.margin)}{robust}."
    if row.against:
        yield text(f"Contradicts itself: {', '.join(row.against)}.")
    yield from bullets(map(text, row.warnings))
    yield from bullets(f"{text(p.words)}, at the end: {fig(p.figure)}" for p in row.projections)


def _acts(f: Futures) -> Lines:
    rows = []
    for k, act in enumerate(f.scenarios[0].acts):
        cells = []
        for row in f.scenarios:
            gained = dict(row.acts[k].gained)
            cells.append(
                "; ".join(
                    f"{m} months {fig(figure)}" + (f" ({fig(gained[m])})" if m in gained else "")
                    for m, figure in row.acts[k].at
                )
            )
        rows.append((text(act.text), *cells))
    yield from table(("Act", *(text(r.name) for r in f.scenarios)), rows)


def _quantity(q: fans.Quantity) -> str:
    ends = [
        f"{text(name)} {fig(fan.end)}" + (f" ({fig(fan.moved)} on as-is)" if fan.moved else "") for name, fan in q.fans
    ]
    return f"{text(q.words)}, at the end: {'; '.join(ends)}. Parameters: {text(q.fans[0][1].rival)}"


def signposts(run: Run) -> Lines:
    rows = run.futures.signposts if run.futures else ()
    if rows:
        head = ("Watch", "Look for", "By", "Tells", "Seen in", "Source")
        yield from table(head, (_post(row) for row in rows))


def _post(row: SignpostRow) -> tuple[str, ...]:
    seen = "; ".join(f"{text(name)} {fig(figure)}" for name, figure in row.points_to)
    return (text(row.text), text(row.threshold), row.by, fig(row.gain), seen, text(row.source))
