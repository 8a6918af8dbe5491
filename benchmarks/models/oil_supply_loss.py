"""M01: the worked figures of the oil module and of its premium, and the studies' elasticities as quoted."""

import csv
import math
from dataclasses import dataclass

from estimative.domain import Parameter, PartialDate, Prior, Standing
from estimative.mechanisms import OIL_RISK_PREMIUM, OIL_SUPPLY_LOSS, MechanismResult, evaluate
from estimative.mechanisms.contract import Mechanism
from estimative.mechanisms.oil_supply_loss import implied_elasticity_sum, log_price_change

from .common import SHARED, Kind, Row, worked

NAME, PREMIUM = "oil_supply_loss", "oil_risk_premium"
BEFORE, WORLD = 69.4, 103.5  # USD/b, mb/d
STUDIES = {
    "Kilian and Murphy 2014": (0.015, -0.26),
    "Baumeister and Hamilton 2019": (0.15, -0.35),
    "Caldara, Cavallo and Iacoviello 2019": (0.11, -0.13),
}


@dataclass(frozen=True, slots=True)
class Bare:
    """A smallest case."""

    parameters: tuple[Parameter, ...]
    as_of: PartialDate


def rows() -> list[Row]:
    return [*_rises(), *_broad(), *_stiffness(), *_premium(), *_elasticities()]


def _rise(mbd: float, supply: float, demand: float) -> float:
    return 100 * math.expm1(log_price_change(mbd / WORLD, supply, demand))


def _rises() -> list[Row]:
    low, high = (
        _rise(0.80, *STUDIES["Baumeister and Hamilton 2019"]),
        _rise(0.85, *STUDIES["Caldara, Cavallo and Iacoviello 2019"]),
    )
    figures = (
        ("lost share at 0.80 mb/d, %", 0.77, 100 * 0.80 / WORLD, 0.005),
        ("lost share at 0.85 mb/d, %", 0.82, 100 * 0.85 / WORLD, 0.005),
        ("price rise, 0.80 mb/d, Baumeister and Hamilton 2019, %", 1.6, low, 0.05),
        ("price rise, 0.85 mb/d, Caldara and others 2019, %", 3.5, high, 0.05),
        ("the same in dollars", 1.1, BEFORE * low / 100, 0.05),
        ("the same in dollars, highest", 2.4, BEFORE * high / 100, 0.05),
        ("inelastic variant (0, .06), 0.80 mb/d, %", 14, _rise(0.80, 0.0, -0.06), 0.5),
        ("inelastic variant (0, .06), 0.85 mb/d, %", 15, _rise(0.85, 0.0, -0.06), 0.5),
        ("price rise, 12 mb/d at sum 0.24, %", 67, _rise(12, 0.11, -0.13), 0.5),
        ("price rise, 20 mb/d at sum 0.24, %", 145, _rise(20, 0.11, -0.13), 0.5),
        ("price rise of 13 June 2025 through lost supply (none lost), %", 0, _rise(0, 0.11, -0.13), 0),
    )  # fmt: skip
    return [worked(NAME, "M01", *figure) for figure in figures]


def _broad() -> list[Row]:
    """Monte Carlo of the broad set: half of 1.5 to 1.8 mb/d lost."""
    given = (("exports", "mb/d", 1.5, 1.8), ("share_lost", "1", 0.5), ("price", "USD/b", BEFORE))
    broad = _evaluated(OIL_SUPPLY_LOSS, given).rival("broad set")
    gross, net, chance = (broad.output(k) for k in ("price_change", "price_change_offset", "noticeable"))
    figures = (
        ("broad set, 5 % point, no offset, %", 1.9, gross.low, 0.05),
        ("broad set, 95 % point, no offset, %", 4.5, gross.high, 0.05),
        ("broad set, chance of 5 % or more, %", (2, 3), 100 * (chance.median or 0), 0),
        ("broad set, 5 % point, offset U(0, 1), %", 0.1, net.low, 0.05),
        ("broad set, 95 % point, offset U(0, 1), %", 3.1, net.high, 0.05),
    )
    return [worked(NAME, "M01", what, v, ours or math.nan, tolerance) for what, v, ours, tolerance in figures]


def _stiffness() -> list[Row]:
    implied = implied_elasticity_sum(0.825 / WORLD, 74, 90)
    sums = [supply - demand for supply, demand in STUDIES.values()]
    return [
        worked(NAME, "M01", "elasticity sum behind 74 to 90 dollars, 0.825 mb/d lost", 0.04, implied, 0.005),
        worked(NAME, "M01", "times stiffer than the stiffest study", 6, min(sums) / implied, 0.5),
        worked(NAME, "M01", "times stiffer than the softest study", 12, max(sums) / implied, 0.5),
    ]


def _premium() -> list[Row]:
    """A rise of 7 per cent with nothing lost; a tail of 120 to 130 dollars; both ways of weighing."""
    found = []
    for tail in (120.0, 130.0):
        given = (("before", "USD/b", BEFORE), ("after", "USD/b", 1.07 * BEFORE), ("tail_price", "USD/b", tail))
        made = _evaluated(OIL_RISK_PREMIUM, given).rivals[0]
        found += [100 * (made.output(k).median or 0) for k in ("tail_probability_price", "tail_probability_log")]
    return [
        worked(PREMIUM, "M01", "tail probability implied on 13 June 2025, lowest, %", 8, min(found), 0.5),
        worked(PREMIUM, "M01", "tail probability implied on 13 June 2025, highest, %", 12, max(found), 0.5),
    ]


def _elasticities() -> list[Row]:
    """What the rivals carry beside the reference file, which read them in a talk that quotes them."""
    with (SHARED / "data/oil/elasticities.csv").open(encoding="utf-8") as file:
        quoted = {r["study"].split(" 201")[0]: r for r in csv.DictReader(file)}
    held = {(q.rival, q.id.rsplit(".", 1)[1]): q.prior.args for q in OIL_SUPPLY_LOSS.defaults if q.rival in STUDIES}
    found = []
    for study in STUDIES:
        row = quoted[study.split(" 201")[0]]
        for name, column in (("eta_s", "supply_elasticity"), ("eta_d", "demand_elasticity")):
            ours = min(held[study, name])
            found.append(
                Row(
                    NAME,
                    f"{study}, {name}",
                    row["as_cited_in"].split(" (slides")[0],
                    "slides",
                    float(row[column]),
                    ours,
                    1e-9,
                    Kind.CARRIED,
                )
            )
    return found


def _evaluated(mechanism: Mechanism, given: tuple[tuple, ...]) -> MechanismResult:  # type: ignore[type-arg]
    known = PartialDate("2025-06-01")
    made = tuple(
        Parameter(
            f"{mechanism.name}.{n}",
            Prior("uniform" if len(v) == 2 else "point", tuple(v)),
            unit,
            "worked figures",
            Standing.JUDGEMENT,
            known_at=known,
        )
        for n, unit, *v in given
    )
    found = evaluate(mechanism, Bare(made, PartialDate("2025-06-16")))
    assert isinstance(found, MechanismResult)
    return found
