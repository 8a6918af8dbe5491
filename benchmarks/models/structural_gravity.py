"""General-equilibrium gravity: the Advanced Guide's cross-section of 2006, without all borders and without one."""

import json
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np

from estimative.mechanisms.gravity_fit import GravityFit, fit
from estimative.mechanisms.structural_gravity import World, conditional, full_endowment

from .common import SHARED, Row

FOLDER = SHARED / "data/trade"
NAME = "structural_gravity"
GUIDE = "Yotov, Piermartini, Monteiro and Larch 2016, An Advanced Guide"
PAGES = {
    "no_border": "chapter 2, application 1: trade without borders",
    "one_border_A": "chapter 2, exercise 1: removing a border (a)",
    "one_border_BC": "chapter 2, exercise 1: removing a border (b, c)",
    "one_border_D": "chapter 2, exercise 1: removing a border (d)",
}
USUAL = ("ln_DIST", "CNTG", "INTL_BRDR")
CANADA = "INTL_BRDR_AB"
LOOP = "the published loop stops when prices move by less than 0.01; ours clears every market to 1e-10"
SOLVED = ("DEU", "USA", "IRN", "CAN", "CHN", "GBR", "HKG", "MAC")


@dataclass(frozen=True, slots=True)
class Section:
    """Trade and covariates of 2006, (exporter, importer)."""

    names: tuple[str, ...]
    trade: Any
    covariates: dict[str, Any]

    def world(self, estimated: GravityFit, covariates: dict[str, Any]) -> World:
        return World(self.names, estimated.access(covariates), self.trade.sum(1), self.trade.sum(0), 7.0, "DEU")


def rows() -> list[Row]:
    told = json.loads((FOLDER / "ge_reference.json").read_text())["applications"]
    section = _section()
    usual = {k: section.covariates[k] for k in USUAL}
    border = section.covariates[CANADA]
    split = usual | {"INTL_BRDR": usual["INTL_BRDR"] * (1 - border), CANADA: border}
    one, two = fit(section.trade, usual), fit(section.trade, split)
    i, j = section.names.index("CAN"), section.names.index("USA")
    way = border.copy()
    way[i, j] = 0.0
    cases = {
        "no_border": (one, usual, usual | {"INTL_BRDR": np.zeros_like(border)}),
        "one_border_A": (one, usual, usual | {"INTL_BRDR": usual["INTL_BRDR"] * (1 - border)}),
        "one_border_BC": (two, split, split | {CANADA: np.zeros_like(border)}),
        "one_border_D": (two, split, split | {CANADA: way}),
    }
    found = [*_estimates("no_border", told, one), *_estimates("one_border_BC", told, two)]
    for name, (estimated, before, after) in cases.items():
        found += _solved(name, section.world(estimated, before), section.world(estimated, after))
    return found


def _section() -> Section:
    query = f"select * from '{FOLDER}/no_border_2006.csv.gz' order by exporter, importer"
    table: Any = duckdb.sql(query).fetchnumpy()
    names = tuple(sorted(set(table["exporter"])))
    square = {k: np.asarray(table[k], float).reshape(len(names), -1) for k in ("trade", *USUAL, CANADA)}
    return Section(names, square.pop("trade"), square)


def _estimates(case: str, told: dict[str, Any], found: GravityFit) -> list[Row]:
    rows = []
    for name, printed in told[case]["coefficients"].items():
        for what, v, ours in (
            ("PPML", printed["b"], found.coefficients[name]),
            ("its error", printed["se"], found.errors[name]),
        ):
            rows.append(Row(NAME, f"{name}, {what}", GUIDE, PAGES[case], v, ours, _half_unit(v)))
    return rows


def _half_unit(printed: float) -> float:
    """Half of the last of seven figures that Stata prints."""
    return 0.5 * 10.0 ** (np.floor(np.log10(abs(printed))) - 6) if abs(printed) >= 1 else 5e-8


def _solved(case: str, before: World, after: World) -> list[Row]:
    query = f"select * from '{FOLDER}/ge_results.csv' where application = '{case}' order by country"
    printed: Any = duckdb.sql(query).fetchnumpy()
    first, second = conditional(before), conditional(after)
    full = full_endowment(before, after.access)
    real, n, page = 100 * (full.real_output - 1), len(before.countries), PAGES[case]
    changes = {
        "exports": (second.exports / first.exports, "change_Xi_CDL"),
        "inward resistance": (second.inward / first.inward, "change_IMR_CDL"),
        "outward resistance": (second.outward / first.outward, "change_OMR_CDL"),
    }
    gaps = {k: float(np.nanmax(np.abs(100 * (x - 1) - printed[c]))) for k, (x, c) in changes.items()}
    off = np.abs(real - printed["change_rGDP_FULL"])
    rows = [
        Row(NAME, f"conditional {k}: largest gap of {n} countries, points", GUIDE, page, 0.0, gap, 5e-5)
        for k, gap in gaps.items()
    ]
    near = int((off < 0.1).sum())
    what = f"full real output: countries of {n} within 0.1 point"
    rows.append(Row(NAME, what, GUIDE, page, (67, n), near, 0))
    return [*rows, *(_country(c, before, real, printed, page) for c in SOLVED)] if case == "no_border" else rows


def _country(country: str, world: World, real: Any, printed: Any, page: str) -> Row:
    k = world.countries.index(country)
    v = float(printed["change_rGDP_FULL"][k])
    return Row(NAME, f"full real output, {country}, %", GUIDE, page, v, float(real[k]), 0.1, why=LOOP)
