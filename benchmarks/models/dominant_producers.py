"""M02: what a loss of half of Iran's exports brings Russia, gross."""

from estimative.mechanisms.dominant_producers import Inputs, Params, solve

from .common import Row

NAME = "dominant_producers"
SOURCE = "worked figure of the list of mechanisms (M02)"


def rows() -> list[Row]:
    def gain(rise: float) -> float:
        market = Inputs(36.0, 103.5, 3.3, 0.0, rise, 0.77, 7.0, 60.0, 1.6, 60.0)
        return float(solve(market, Params(-0.35, 0.15, 0.2)).outputs.revenue_gain)

    printed = {1.6: 2.5, 3.5: 5.4}
    return [Row(NAME, f"revenue at +{k:g} %, bn USD/year", SOURCE, "-", v, gain(k), 0.05) for k, v in printed.items()]
