"""Scenarios and signposts as Markdown."""

from collections.abc import Iterable

from estimative.run.futures.rows import ActChance, DriverRow, Futures, Move, ScenarioRow, SignpostRow
from estimative.run.model import Run

from . import fans, sentences, turns
from .markdown_text import Lines, bullets, fig, table, text


def front(run: Run) -> list[str]:
    """Page one's lines: if, then, soonest sign."""
    rows = (
        (
            text(line.scenario.text),
            "; ".join(_said(m) for m in line.moves) or "nothing told here",
            _soonest(line.scenario),
        )
        for line in turns.front(run)
    )
    return table(("If", "then, against nothing changing", "soonest sign"), rows)


def _soonest(row: ScenarioRow) -> str:
    post = next((p for p in row.signs[:1] if p.strong), None)
    return f"{text(post.speaks)} ({fig(post.gain)})" if post else sentences.NO_SIGN


def _said(move: Move) -> str:
    return f"{text(move.words)} {fig(move.figure)}, {move.month}"


def scenarios(run: Run) -> Lines:
    f = run.futures
    if f is None:
        return
    yield from (f"{f.months} months ahead, {f.draws} draws in each scenario, the same draws in all.", "")
    yield from bullets(map(text, (*f.warnings, *f.scenarios[0].warnings)))
    yield from bullets(text(f"{name} takes no part: {why}") for name, why in f.left_out)
    yield from ("", *table(("Driver", "States", "Named by", "Gap"), map(_driver, f.drivers)), "")
    yield from table(("State", "on", "weight", "source"), (tuple(map(text, row)) for row in f.impacts))
    for row in turns.others(f):
        yield from ("", f"### {text(row.title)}", "", *_scenario(row))
    yield from ("", "### Acts", "", *_acts(f), "", sentences.SHARE_OF_DRAWS)
    yield from ("", "### Chains", "", *_chains(f), "", "### Quantities", "", *_quantities(f))


def _driver(row: DriverRow) -> tuple[str, ...]:
    states = "; ".join(f"{key}: {words}" for key, words in row.states)
    return tuple(map(text, (row.text, states, row.source, row.gap or "")))


def _scenario(row: ScenarioRow) -> Lines:
    yield text(f"{row.text}." + ("" if row.declared else " Found consistent."))
    if row.states:
        yield from ("", text("; ".join(words for _, _, words in row.states) + "."))
    if row.shocks:
        yield text(f"Shocks: {'; '.join(row.shocks)}.")
    if row.margin:
        robust = f", consistent in {fig(row.robust)} of draws of the uncertain judgements" if row.robust else ""
        yield f"Consistency {fig(row.margin)}{robust}."
    if row.against:
        yield text(f"Contradicts itself: {', '.join(row.against)}.")
    yield from ("", *bullets(map(text, row.warnings)))


def _matrix(f: Futures, first: str, rows: Iterable[tuple[str, ...]]) -> Lines:
    yield from table((first, *(text(row.title) for row in f.scenarios)), rows)


def _acts(f: Futures) -> Lines:
    yield from _matrix(
        f,
        "Act",
        (
            (text(line.words), *(_chance(turns.chance(f, row, line.id)) for row in f.scenarios))
            for line in turns.lines(f, "act")
        ),
    )
    same = turns.same_acts(f)
    yield from ("", *bullets(f"changed by no scenario: {text(act.text)}, {_chance(act)}" for act in same))


def _chance(act: ActChance) -> str:
    gained = dict(act.gained)
    return "; ".join(f"{m} months {fig(x)}" + (f" ({fig(gained[m])})" if m in gained else "") for m, x in act.at)


def _chains(f: Futures) -> Lines:
    moved = turns.lines(f, "chain")
    plain = {line.id: fig(turns.chain_as_is(f, line.id).figure) for line in moved}
    rows = ((text(one.words), plain[one.id], *(fig(m.figure) if m else "·" for m in one.cells)) for one in moved)
    yield from _matrix(f, "Chain at the end", rows)
    keys = {line.id for line in moved}
    yield ""
    for row in f.scenarios:
        held = [f"{text(p.words)}, {fig(p.figure)}" for p in row.projections if p.chain.id not in keys]
        if held:
            yield f"- {text(row.title)}, in the same band as if nothing changes: {'; '.join(held)}"


def _quantities(f: Futures) -> Lines:
    head = ("Quantity", *(text(row.title) for row in turns.others(f)))
    lines = turns.lines(f, "quantity")
    yield from table(head, ((text(q.words), *(_cell(m) for m in q.cells)) for q in lines))
    yield from ("", sentences.QUANTITY_MOVES, "")
    yield from bullets(_quantity(q) for q in fans.quantities(f))
    yield from bullets(f"moved by no scenario: {text(q.words)} {fig(q.fans[0][1].end)}" for q in fans.still(f))


def _cell(move: Move | None) -> str:
    return f"{fig(move.figure)}, {move.month}" if move else "·"


def _quantity(q: fans.Quantity) -> str:
    ends = [
        f"{text(name)} {fig(fan.end)}" + (f" ({fig(fan.moved)} on as-is)" if fan.moved else "") for name, fan in q.fans
    ]
    return f"{text(q.words)}, at the end: {'; '.join(ends)}. Parameters: {text(q.fans[0][1].rival)}"


def signposts(run: Run) -> Lines:
    f = run.futures
    if f is None or not f.signposts:
        return
    head = ("Watch for", "Tells", *(text(row.title) for row in turns.others(f)), "Where to look")
    yield from table(head, (_post(f, row) for row in f.signposts))
    for row in turns.others(f):
        yield from ("", f"### Signs of {text(row.title)}", "")
        yield from bullets(_sign(f, row, post) for post in row.signs)
        if not row.signs:
            yield sentences.NO_SIGN


def _post(f: Futures, post: SignpostRow) -> tuple[str, ...]:
    seen = dict(post.seen)
    return (text(post.sign), fig(post.gain), *(fig(seen[row.name]) for row in turns.others(f)), text(post.source))


def _sign(f: Futures, row: ScenarioRow, post: SignpostRow) -> str:
    seen, titled = dict(post.seen), turns.title(f)
    rest = "; ".join(
        f"{fig(told[0][1])} in {', '.join(fig(x, titled(name)) for name, x in told)}"
        for told in turns.elsewhere(post, row)
    )
    what = "Seen" if post.speaks == post.sign else "The opposite is seen"
    told = f"{what} in {fig(seen[row.name])} of its draws, against {rest}; {fig(post.gain)} of at most 1."
    return f"**{text(post.speaks)}.** {told} {text(post.source)}"
