"""M02: what a loss of half of Iran's exports brings Russia, gross, and what Iran counts in the coordination."""

from estimative.mechanisms.dominant_producers import Inputs, Params, solve

from .common import Row, worked

NAME = "dominant_producers"
MARKET = Inputs(36.0, 103.5, 3.3, 0.0, 1.6, 0.77, 7.0, 60.0, 1.6, 60.0)
PARAMS = Params(-0.35, 0.15, 0.2)


def rows() -> list[Row]:
    def gain(rise: float) -> float:
        return float(solve(MARKET._replace(price_change=rise), PARAMS).outputs.revenue_gain)

    free = float(solve(MARKET, PARAMS).outputs.coordination_weight)
    return [
        worked(NAME, "M02", "revenue at +1.6 %, bn USD/year", 2.5, gain(1.6), 0.05),
        worked(NAME, "M02", "revenue at +3.5 %, bn USD/year", 5.4, gain(3.5), 0.05),
        worked(NAME, "M02", "weight of a member free of quotas", 0, free, 0),
    ]  # fmt: skip
