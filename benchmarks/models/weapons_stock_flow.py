"""M08: what the sources of the drone contract print, and learning as Wright printed it."""

from estimative.mechanisms.weapons_stock_flow import Inputs, Params, implied_progress_ratio, init, solve, step

from .common import Kind, Row, worked

NAME = "weapons_stock_flow"


def rows() -> list[Row]:
    inputs = Inputs(*(float(x) for x in (0, 100, 0.2, 100, 0, 100, 1e6, 0, 0, 0, 1, 1750, 6000, 193e3)))
    params = Params(progress_ratio=0.8, bottleneck=0.0, follows=1.0, use_spread=0.0, largest_stretch=32.0)
    doubled = init(inputs, params)._replace(made=200.0)
    contract = solve(inputs, params).outputs
    cost, at_price = step(doubled, inputs, params, (0.5,)).outputs.unit_cost, (1750 - contract.price_gap) / 1000
    implied = implied_progress_ratio(200, 70, 25)
    return [
        Row(NAME, "unit cost after one doubling", "Wright 1936, J. Aeronautical Sciences 3 (from memory)", "122-128",
            0.80, cost, 1e-9, Kind.CARRIED),
        worked(NAME, "M08", "contract of 1.75 bn USD per unit, 1000 USD", 292, contract.unit_value, 0.5),
        worked(NAME, "M08", "6,000 units at 193,000 USD, bn USD", 1.16, at_price, 0.005),
        worked(NAME, "M08", "progress ratio implied by 200 to 70 and 25-fold output", 0.80, implied, 0.005),
    ]  # fmt: skip
