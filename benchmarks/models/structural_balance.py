"""Frustration index of the signed networks of states, and of the tribes of the highlands."""

import csv
import json

from estimative.measures.frustration import frustration
from estimative.measures.signed_graphs import SignedGraph, Tie

from .common import SHARED, Row

NAME = "structural_balance"
COMPUTED = "computed by exact optimisation in the reference data; networks of Doreian and Mrvar 2015"


def rows() -> list[Row]:
    folder = SHARED / "data/networks"
    expected = {r["window"]: int(r["L"]) for r in csv.DictReader((folder / "frustration.csv").open())}
    windows = {w["window"]: _graph(w) for w in json.loads((folder / "cowList.json").read_text())}
    same = sum(frustration(graph).value == expected[name] for name, graph in windows.items())
    tribes = json.loads((folder / "tribes.json").read_text())
    return [
        Row(NAME, "windows 1946-49 to 1996-99 with equal index", COMPUTED, "-", len(expected), same, 0),
        Row(
            NAME,
            "index of the Gahuku-Gama tribes",
            "Read 1954; " + COMPUTED,
            "-",
            7,
            frustration(_graph(tribes)).value,
            0,
        ),
    ]


def _graph(data: dict) -> SignedGraph:
    names = data["nodes"]
    return SignedGraph(tuple(names), tuple(Tie(names[i], names[j], s) for i, j, s in data["edges"]))
