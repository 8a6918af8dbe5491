"""General-equilibrium gravity: the Advanced Guide's no-border application and Caliendo and Parro's NAFTA. Needs the
reference data beside the project (`ESTIMATIVE_SHARED`, else `../shared`) and statsmodels; without them, no rows."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from estimative.mechanisms.caliendo_parro import Economy, baseline, counterfactual, effects
from estimative.mechanisms.gravity_fit import fit
from estimative.mechanisms.structural_gravity import World, conditional, full_endowment

from .common import Row

SHARED = Path(os.environ.get("ESTIMATIVE_SHARED", "../shared")) / "data/trade"
GUIDE, PAGE = "Yotov, Piermartini, Monteiro and Larch 2016, An Advanced Guide", "chapter 2, trade without borders"
COVARIATES = {"ln_DIST": (5e-8, 5e-8), "CNTG": (5e-8, 5e-8), "INTL_BRDR": (5e-6, 5e-8)}
CP = "Caliendo and Parro 2015, Review of Economic Studies 82"


def rows() -> list[Row]:
    return [*_guide(), *_nafta()] if SHARED.is_dir() else []


def _guide() -> list[Row]:
    told = json.loads((SHARED / "ge_reference.json").read_text())["applications"]["no_border"]["coefficients"]
    table = duckdb.sql(f"select * from '{SHARED}/no_border_2006.csv.gz' order by exporter, importer").fetchnumpy()
    names = tuple(sorted(set(table["exporter"])))
    square = {k: np.asarray(table[k], float).reshape(len(names), -1) for k in ("trade", *COVARIATES)}
    trade = square.pop("trade")
    found = fit(trade, square)
    out = []
    for name, (digits, error_digits) in COVARIATES.items():
        b, e = told[name]["b"], told[name]["se"]
        out.append(Row("structural_gravity", f"{name}, PPML", GUIDE, PAGE, b, found.coefficients[name], digits))
        out.append(Row("structural_gravity", f"{name}, its error", GUIDE, PAGE, e, found.errors[name], error_digits))
    query = f"select * from '{SHARED}/ge_results.csv' where application = 'no_border' order by country"
    printed: Any = duckdb.sql(query).fetchnumpy()
    world = World(names, found.access(square), trade.sum(1), trade.sum(0), 7.0, "DEU")
    access = found.access(square | {"INTL_BRDR": np.zeros_like(trade)})
    exports = 100 * (conditional(replace(world, access=access)).exports / conditional(world).exports - 1)
    real = 100 * (full_endowment(world, access).real_output - 1)
    gap = float(np.abs(exports - printed["change_Xi_CDL"]).max())
    near = int((np.abs(real - printed["change_rGDP_FULL"]) < 0.1).sum())
    model = "structural_gravity"
    out.append(Row(model, "largest gap of conditional exports, points", GUIDE, PAGE, 0.0, gap, 5e-5))
    out.append(Row(model, "countries with full real output within 0.1 (of 69)", GUIDE, PAGE, 67, near, 0))
    for country in ("USA", "DEU", "IRN"):
        k = names.index(country)
        quantity = f"full real output, {country}, %"
        out.append(Row(model, quantity, GUIDE, PAGE, float(printed["change_rGDP_FULL"][k]), float(real[k]), 0.1))
    return out


def _nafta() -> list[Row]:
    folder = SHARED / "cp2015"
    expected = json.loads((folder / "expected.json").read_text())
    sets = {"sector": expected["sets"]["sectors"], "region": expected["sets"]["regions"]}
    sets |= {"input": sets["sector"], "exporter": sets["region"], "importer": sets["region"]}

    def table(file: str, *axes: str, value: str = "value") -> Any:
        found = np.zeros([len(sets[a]) for a in axes])
        for *at, x in duckdb.sql(f"select {', '.join(axes)}, {value} from '{folder}/{file}.parquet'").fetchall():
            found[tuple(sets[a].index(n) for a, n in zip(axes, at, strict=True))] = x
        return found

    flow = ("sector", "exporter", "importer")
    economy = Economy(
        table("intermediate_consumption", "input", "sector", "region"),
        table("final_consumption", "sector", "region"),
        table("value_added", "sector", "region"),
        table("trade", *flow),
        table("trade", *flow, value="tariff_bln"),
        table("theta", "sector"),
    )
    after, deficit = table("trade", *flow, value="tariff_cfl"), table("deficit", "region", value="D")
    out = []
    for case, share in (("zero_aggregate_deficit", 0.0), ("with_deficits", 1.0)):
        before = baseline(economy, share * deficit)
        found = effects(before, counterfactual(before, after))
        words = "deficits kept" if share else "no deficits"
        for region, told in expected[case].items():
            k = sets["region"].index(region)
            for key, ours in (("welfare", found.welfare), ("realwage", found.real_wage)):
                quantity = f"NAFTA, {region}, {key}, {words}, %"
                page = "replication cp2015 of the published tables"
                out.append(Row("caliendo_parro", quantity, CP, page, told[key], round(float(ours[k]), 2), 1e-9))
    return out
