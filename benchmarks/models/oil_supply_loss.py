"""M01: the worked figures of the oil module."""

import math

from estimative.mechanisms.oil_supply_loss import implied_elasticity_sum, log_price_change

from .common import Row

NAME = "oil_supply_loss"
WORKED = "worked figure"


def rows() -> list[Row]:
    def rise(mbd: float, supply: float, demand: float) -> float:
        return 100 * math.expm1(log_price_change(mbd / 103.5, supply, demand))

    kilian, baumeister, caldara = "Kilian and Murphy 2014", "Baumeister and Hamilton 2019", "Caldara et al. 2019"
    return [
        Row(NAME, "lost share at 0.80 mb/d, %", WORKED, "M01", 0.77, 100 * 0.80 / 103.5, 0.005),
        Row(NAME, "lost share at 0.85 mb/d, %", WORKED, "M01", 0.82, 100 * 0.85 / 103.5, 0.005),
        Row(NAME, "price rise, 0.80 mb/d, %", f"{WORKED}; {baumeister}", "M01", 1.6, rise(0.80, 0.15, -0.35), 0.05),
        Row(NAME, "price rise, 0.85 mb/d, %", f"{WORKED}; {caldara}", "M01", 3.5, rise(0.85, 0.11, -0.13), 0.05),
        Row(NAME, "price rise, 12 mb/d at sum 0.24, %", WORKED, "M01", 67, rise(12, 0.11, -0.13), 0.5),
        Row(NAME, "price rise, 20 mb/d at sum 0.24, %", WORKED, "M01", 145, rise(20, 0.11, -0.13), 0.5),
        Row(NAME, "elasticity sum behind 74 to 90 dollars", f"{WORKED}; beside {kilian}", "M01", 0.04,
            implied_elasticity_sum(0.80 / 103.5, 74, 90), 0.005),
    ]  # fmt: skip
