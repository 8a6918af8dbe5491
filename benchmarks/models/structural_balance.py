"""Frustration index of the signed networks of states, and of the tribes of the highlands."""

import csv
import json
from typing import Any

from estimative.measures.frustration import Frustration, frustration
from estimative.measures.signed_graphs import SignedGraph, Tie

from .common import SHARED, Kind, Row

NAME = "structural_balance"
EXACT = "exact optimisation in the reference data (networks of Doreian and Mrvar 2015)"
DOREIAN = "Doreian and Mrvar 2015, line index, any number of camps, as transcribed (hziegel/Alliances)"


def rows() -> list[Row]:
    folder = SHARED / "data/networks"
    windows = [_graph(w) for w in json.loads((folder / "cowList.json").read_text())]
    found = [frustration(graph) for graph in windows]
    return [*_exact(folder, windows, found), *_published(folder, found), _tribes(folder)]


def _exact(folder: Any, windows: list[SignedGraph], found: list[Frustration]) -> list[Row]:
    table = list(csv.DictReader((folder / "frustration.csv").open()))
    gaps = [abs(f.value - int(r["L"])) for f, r in zip(found, table, strict=True)]
    rates = [abs(1 - 2 * f.value / len(g.ties) - float(r["F"])) for f, g, r in zip(found, windows, table, strict=True)]
    rows = (
        ("51 windows, 1946-49 to 1996-99: sum of differences of the index", 0, sum(gaps), 0),
        ("the same: sum of all indices", sum(int(r["L"]) for r in table), sum(f.value for f in found), 0),
        ("the same: largest difference of 1 - 2L/m", 0, max(rates), 5e-7),
        ("the same: windows proved best", len(table), sum(f.solved for f in found), 0),
    )
    return [Row(NAME, what, EXACT, "-", v, float(ours), t, Kind.COMPUTED) for what, v, ours, t in rows]


def _published(folder: Any, found: list[Frustration]) -> list[Row]:
    """The published number allows more than two camps, so it cannot exceed our index of two."""
    table = list(csv.DictReader((folder / "imbalance_doreian_mrvar.csv").open()))
    above = sum(int(r["Imbalance"]) / 2 > f.value for r, f in zip(table, found, strict=True))
    return [Row(NAME, "windows where the published index is above ours of two camps", DOREIAN, "-", 0, above, 0)]


def _tribes(folder: Any) -> Row:
    graph = _graph(json.loads((folder / "tribes.json").read_text()))
    return Row(NAME, "index of the Gahuku-Gama tribes (Read 1954)", EXACT, "-", 7, frustration(graph).value, 0,
               Kind.COMPUTED)  # fmt: skip


def _graph(data: dict[str, Any]) -> SignedGraph:
    names = data["nodes"]
    return SignedGraph(tuple(names), tuple(Tie(names[i], names[j], s) for i, j, s in data["edges"]))
