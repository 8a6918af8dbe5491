"""M08: what the sources of the drone contract print, and learning as Wright printed it."""

from estimative.mechanisms.weapons_stock_flow import Inputs, Params, implied_progress_ratio, init, solve, step

from .common import Row

NAME = "weapons_stock_flow"


def rows() -> list[Row]:
    leak = "contract papers leaked in February 2024 (from memory)"
    fall = "CNN, 8 August 2025: unit cost from 200 to 70 thousand dollars; output 25-fold (from memory)"
    inputs = Inputs(0, 100, 0.2, 100, 0, 100, 1e6, 0, 0, 0, 1, 1750.0, 6000.0, 193e3)
    inputs = Inputs(*(float(x) for x in inputs))
    params = Params(progress_ratio=0.8, bottleneck=0.0, follows=1.0, use_spread=0.0, largest_stretch=32.0)
    doubled = init(inputs, params)._replace(made=200.0)
    contract = solve(inputs, params).outputs
    cost, at_price = step(doubled, inputs, params, (0.5,)).outputs.unit_cost, (1750 - contract.price_gap) / 1000
    implied = implied_progress_ratio(200, 70, 25)
    return [
        Row(NAME, "unit cost after one doubling", "Wright 1936", "122-128", 0.80, cost, 1e-9),
        Row(NAME, "contract value per unit, 1000 USD", leak, "-", 292, contract.unit_value, 0.5),
        Row(NAME, "6,000 units at the stated price, bn USD", leak, "-", 1.16, at_price, 0.005),
        Row(NAME, "progress ratio implied", fall, "-", 0.80, implied, 0.005),
    ]
