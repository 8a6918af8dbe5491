"""One-sector gravity beside the example that gegravity's documentation prints: Canada and Japan agree.

gegravity keeps output and spending at their old values in its resistances, so that its prices are those of our
conditional equilibrium; its trade then moves with those prices, once.
"""

import json
from dataclasses import replace
from typing import Any

import duckdb
import numpy as np

from estimative.mechanisms.structural_gravity import Trade, World, conditional

from .common import SHARED, Row

FOLDER = SHARED / "data/trade/gegravity"
NAME = "structural_gravity"
SOURCE = "Herman 2021, gegravity, documentation of OneSectorGE"
PAGE = "example Canada-Japan"
COVARIATES = ("pta", "contiguity", "common_language", "lndist", "international")
Floats = np.ndarray[Any, np.dtype[np.float64]]


def rows() -> list[Row]:
    told = json.loads((FOLDER / "reference.json").read_text())
    before, after = _worlds(told["setup"])
    old, new = conditional(before), conditional(after)
    price = old.outward / new.outward
    flows = new.flows * price[:, None] * price * before.output.sum() / (price * before.output).sum()
    moved = {
        "price": price,
        "omr": new.outward / old.outward,
        "imr": new.inward / old.inward,
        "gdp": price * old.inward / new.inward,
        "exports": _abroad(flows, 1) / _abroad(old.flows, 1),
        "imports": _abroad(flows, 0) / _abroad(old.flows, 0),
        "intranational": np.diag(flows) / np.diag(old.flows),
    }
    printed = told["printed_in_the_documentation"]
    found = [
        Row(
            NAME,
            f"gegravity: {what} of {country}, %",
            SOURCE,
            PAGE,
            v,
            float(100 * (moved[what][_at(before, country)] - 1)),
            5.1e-7,
        )
        for country, figures in printed["country"].items()
        for what, v in figures.items()
    ]
    shares = printed["CAN_imports_from_USA_MEX_share_percent"]
    return [*found, *_trade(printed, told, before, after), *_shares(shares, before, old, flows)]


def _worlds(setup: dict[str, Any]) -> tuple[World, World]:
    query = f"select * from '{FOLDER}/sample_data_set.csv' order by exporter, importer"
    table: Any = duckdb.sql(query).fetchnumpy()
    names = tuple(sorted(set(table["exporter"])))
    square = {k: np.asarray(table[k], float).reshape(len(names), -1) for k in ("Y", "E", *COVARIATES)}
    b = {k: setup["coefficients"][k]["b"] for k in COVARIATES}
    output, spending = square["Y"][:, 0], square["E"][0]
    world = World(
        names,
        np.exp(sum(b[k] * square[k] for k in COVARIATES)),
        output,
        spending * output.sum() / spending.sum(),
        float(setup["sigma"]),
        setup["reference_importer"],
    )
    agreed = square["pta"].copy()
    i, j = names.index("CAN"), names.index("JPN")
    agreed[i, j] = agreed[j, i] = 1
    return world, replace(world, access=world.access * np.exp(b["pta"] * (agreed - square["pta"])))


def _trade(printed: dict[str, Any], told: dict[str, Any], before: World, after: World) -> list[Row]:
    i, j = _at(before, "CAN"), _at(before, "JPN")
    scale = float(np.exp(told["setup"]["coefficients"]["constant"]["b"]))
    figures = (
        ("access of Canada to Japan before", "baseline_trade_cost_CAN_JPN", scale * before.access[i, j], 5.1e-7),
        ("access of Canada to Japan after", "experiment_trade_cost_CAN_JPN", scale * after.access[i, j], 5.1e-7),
        (
            "its change, %",
            "trade_cost_change_percent_CAN_JPN",
            100 * (after.access[i, j] / before.access[i, j] - 1),
            5.1e-7,
        ),
    )
    return [Row(NAME, f"gegravity: {what}", SOURCE, PAGE, printed[k], float(v), t) for what, k, v, t in figures]


def _shares(printed: dict[str, float], world: World, old: Trade, flows: Floats) -> list[Row]:
    usa, mex, can = (_at(world, c) for c in ("USA", "MEX", "CAN"))
    found = []
    for when, table in (("baseline", old.flows), ("experiment", flows)):
        share = 100 * (table[usa, can] + table[mex, can]) / table[:, can].sum()
        found.append(
            Row(
                NAME,
                f"gegravity: share of USA and Mexico in Canada's spending, {when}, %",
                SOURCE,
                PAGE,
                printed[when],
                float(share),
                5.1e-7,
            )
        )
    return found


def _abroad(flows: Floats, axis: int) -> Floats:
    return np.asarray(flows.sum(axis) - np.diag(flows))


def _at(world: World, country: str) -> int:
    return world.countries.index(country)
