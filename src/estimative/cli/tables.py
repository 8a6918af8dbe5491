"""Figures of a run on a terminal: readable in 80 columns and in 160; names are never broken inside a word."""

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from .printing import width

if TYPE_CHECKING:
    from rich.table import Table

    from estimative.run import Changed, Compared, Shift, Simulated, Told

NAME, CELL = 32, 21  # columns that a name and a band need
BELOW = (("shocks", "shocks"), ("against the judgements", "against"))


def figures(found: "Simulated", case: str, everything: bool) -> None:
    """Acts, then headline outputs and those that moved, furthest first; a line on the rest."""
    from rich.console import Console
    from rich.markup import escape

    console = Console(width=width(), highlight=False)
    against = found.scenario != "as-is"
    span = f"{found.months[0][:7]} to {found.months[-1][:7]}"
    console.print(f"[bold]{escape(case)}, {found.scenario}[/bold]: {escape(found.text)}")
    paired = "paired with as-is, " if against else ""
    console.print(f"{found.draws:,} draws, {paired}{span}\nseed {found.seed}, plan {found.digest[:12]}\n")
    acts = _sorted(s for s in found.figures if s.kind == "act")
    outputs = _sorted(s for s in found.figures if s.kind != "act" and (everything or s.headline or s.moved))
    if acts:
        console.print(_acts(acts, against))
    if outputs:
        console.print(_outputs(outputs, against))
    shown = {s.what for s in (*acts, *outputs)}
    if rest := [s for s in found.figures if s.what not in shown]:
        last = rest_line(rest) if against else f"{len(rest)} more outputs:"
        console.print(f"{last} `--all` shows them.")


def _sorted(found: "Iterable[Shift]") -> "list[Shift]":
    return sorted(found, key=lambda s: -s.told.size if s.moved else 0.0)


def _table(title: str, first: str, wide: int) -> "Table":
    from rich import box
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, title_style="bold")
    table.add_column(first, width=wide)
    return table


def _acts(found: "Sequence[Shift]", against: bool) -> "Table":
    from rich.markup import escape

    table = _table(
        "Acts: share of draws in which it has happened", "act", _left(8 * len(found[0].steps) + 21 * against)
    )
    for step in found[0].steps:
        table.add_column(f"{step.months} mo", justify="right", no_wrap=True)
    if against:
        table.add_column("against as-is", width=19, no_wrap=True)
    for s in found:
        cells = [step.after.words("act") for step in s.steps]
        table.add_row(f"{escape(s.text)}\n[dim]{s.what}[/dim]", *cells, *([_moved(s)] if against else []))
    return table


def _outputs(found: "Sequence[Shift]", against: bool) -> "Table":
    title = "Outputs: median (5 to 95 % of draws)"
    title += "; by: mean of the paired differences, furthest first by share of the wider band" if against else ""
    months = [step.months for step in found[0].steps]
    fits = max((width() - NAME - CELL * against) // CELL, 1)
    kept = sorted(sorted(months, key=lambda m: (m != months[-1], m != 12, -m))[:fits])
    name = _left(CELL * (len(kept) + against))
    table = _table(title, "output", name)
    for m in kept:
        said = " or as said" if against and len(kept) == 1 else ""
        table.add_column(f"{m} months{said}", width=CELL - 2)
    if against:
        table.add_column("against as-is", width=CELL - 2)
    for s in found:
        shown = [s.told] if against and len(kept) == 1 else [step for step in s.steps if step.months in kept]
        cells = [_broken(step.after.words(s.kind)) for step in shown]
        table.add_row(_name(s, name), *cells, *([_broken(_moved(s))] if against else []))
    return table


def _left(taken: int) -> int:
    """Columns left for a name beside cells that take so many."""
    return min(max(width() - taken - 1, 20), 60)


def _name(s: "Shift", wide: int) -> str:
    from rich.markup import escape

    unit = "" if s.unit == "1" else f", {s.unit}"
    name = s.what if len(s.what) <= wide else s.what.replace(".", ".\n", 1)
    return f"{escape(s.text + unit)}\n[dim]{name}[/dim]"


def _moved(s: "Shift") -> str:
    step = s.told
    if not step.moved:
        return "no change" if not s.touched else "hardly any"
    when = "" if step is s.steps[-1] else f" at {step.months} mo"
    share = f" ({step.size:.0%} of band)" if s.kind == "output" else ""
    return f"{step.words(s.kind)}{when}{share}"


def _broken(text: str) -> str:
    return text.replace(" (", "\n(", 1)


def scenarios(rows: "Sequence[dict[str, Any]]", case: str) -> None:
    """Names with their states and shocks, and how far the judgements bear each out."""
    from rich.console import Console
    from rich.markup import escape

    whole = width() >= 80
    name = _left(46 if whole else 32)
    table = _table(f"{escape(case)}: {len(rows)} scenarios", "scenario", name)
    for head in ("", "margin", "robust", *(["digest"] if whole else [])):
        table.add_column(head, justify="right" if head in ("margin", "robust") else "left", no_wrap=True)
    for row in rows:
        below = [row["states"], *(f"{what}: {row[key]}" for what, key in BELOW if row[key])]
        lines = [*_parts(row["name"], name), *(f"[dim]{escape(text)}[/dim]" for text in below if text)]
        numbers = ("" if row[key] is None else str(row[key]) for key in ("margin", "robust"))
        table.add_row(
            "\n".join(lines), "declared" if row["declared"] else "found", *numbers, *([row["digest"]] if whole else [])
        )
    Console(width=width(), highlight=False).print(table)


def _parts(name: str, wide: int) -> list[str]:
    """A name that joins states with `+`, broken after one where it is too long for its column."""
    lines = [""]
    for part in name.replace("+", "+\n").split("\n"):
        if len(lines[-1]) + len(part) > wide and lines[-1]:
            lines.append("")
        lines[-1] += part
    return lines


def change_lines(changes: "Sequence[Changed]") -> list[str]:
    lines = []
    for c in changes:
        unit = "" if c.unit in ("", "1") else f" {c.unit}"
        lines += _wrapped(f"{c.what}: {c.old} -> {c.new}{unit}", "  ", "      ")
        lines += _wrapped(c.words, "      ") if c.words else []
        lines += _wrapped(f"note: {c.note}", "      ") if c.note else []
    return lines


def told_lines(one: "Told") -> list[str]:
    """Name; from, to and by how much; through what."""
    s, step = one.shift, one.shift.told
    unit = "" if s.unit in ("1", "share of draws") else f" {s.unit}"
    share = f", {step.size:.0%} of the band" if s.kind == "output" else ""
    by = f"{step.before.words(s.kind)} -> {step.after.words(s.kind)}{unit}: {step.words(s.kind)}{share}"
    lines = _wrapped(f"{s.text} ({s.what})", "  ", "    ")
    lines += _wrapped(f"{by}, after {step.months} months", "      ")
    through = "through " + " -> ".join(one.route) if len(one.route) > 1 else "its own rate"
    return lines + (_wrapped(through, "      ", "        ") if one.route else [])


def nothing_lines(c: "Compared") -> list[str]:
    """That nothing moves, and why as far as it can be seen."""
    if any(t.shift.touched for t in c.figures):
        return ["Nothing moves by more than its sampling error or a hundredth of its band."]
    reasons = [f"{one.what}: {one.note}" for one in c.changes if one.note]
    why = "; ".join(reasons) or "it is read, but no act or output differs in any draw"
    return _wrapped(f"Nothing moves. {why}.", "")


def rest_line(rest: "Sequence[Shift]") -> str:
    """Counts of what does not move at all, and of what moves too little to tell."""
    still = [s for s in rest if not s.touched]
    slight = len(rest) - len(still)
    acts = sum(s.kind == "act" for s in still)
    counted = [f"{len(still) - acts} outputs", f"{acts} acts"] if acts else [f"{len(still) - acts} outputs"]
    said = f"{' and '.join(counted)} do not move"
    if slight:
        said += f"; {slight} more by less than sampling error or a hundredth of their band"
    return said + "."


def _wrapped(text: str, indent: str, then: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        min(width(), 120),
        initial_indent=indent,
        subsequent_indent=indent if then is None else then,
        break_long_words=False,
        break_on_hyphens=False,
    )
