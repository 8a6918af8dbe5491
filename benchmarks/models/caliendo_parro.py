"""Many sectors: NAFTA as Caliendo and Parro published it."""

import json
from typing import Any

import duckdb
import numpy as np

from estimative.mechanisms.caliendo_parro import Economy, baseline, counterfactual, effects

from .common import SHARED, Row

FOLDER = SHARED / "data/trade/cp2015"
NAME = "caliendo_parro"
SOURCE = "Caliendo and Parro 2015, Review of Economic Studies 82(1), 1-44"
PAGE = "tables, by the replication cp2015"
FLOW = ("sector", "exporter", "importer")
CASES = {"zero_aggregate_deficit": ("no deficits", 0.0), "with_deficits": ("deficits kept", 1.0)}
MEASURES = {"welfare": "welfare", "realwage": "real_wage", "tot": "terms_of_trade", "vot": "volume_of_trade"}


def rows() -> list[Row]:
    expected = json.loads((FOLDER / "expected.json").read_text())
    sets = {"sector": expected["sets"]["sectors"], "region": expected["sets"]["regions"]}
    sets |= {"input": sets["sector"], "exporter": sets["region"], "importer": sets["region"]}
    economy = Economy(
        _table(sets, "intermediate_consumption", "input", "sector", "region"),
        _table(sets, "final_consumption", "sector", "region"),
        _table(sets, "value_added", "sector", "region"),
        _table(sets, "trade", *FLOW),
        _table(sets, "trade", *FLOW, value="tariff_bln"),
        _table(sets, "theta", "sector"),
    )
    after, deficit = _table(sets, "trade", *FLOW, value="tariff_cfl"), _table(sets, "deficit", "region", value="D")
    found = []
    for case, (words, share) in CASES.items():
        before = baseline(economy, share * deficit)
        made = effects(before, counterfactual(before, after))
        for region, told in expected[case].items():
            k = sets["region"].index(region)
            for key, measure in MEASURES.items():
                ours = float(getattr(made, measure)[k])
                what = f"NAFTA, {region}, {measure.replace('_', ' ')}, {words}, %"
                found.append(Row(NAME, what, SOURCE, PAGE, told[key], ours, 0.005))
    return found


def _table(sets: dict[str, list[str]], file: str, *axes: str, value: str = "value") -> Any:
    found = np.zeros([len(sets[a]) for a in axes])
    for *at, x in duckdb.sql(f"select {', '.join(axes)}, {value} from '{FOLDER}/{file}.parquet'").fetchall():
        found[tuple(sets[a].index(n) for a, n in zip(axes, at, strict=True))] = x
    return found
