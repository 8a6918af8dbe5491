"""M09: a slow-down by half for six months at three local shares."""

from estimative.mechanisms.supplier_leverage import Inputs, Params, solve

from .common import Row, worked

NAME = "supplier_leverage"
PRINTED = ((0.0, 50.0, 3.0), (0.5, 25.0, 1.5), (0.9, 5.0, 0.3))


def rows() -> list[Row]:
    found, unknown = [], float("nan")
    for local, cut, months in PRINTED:
        inputs = Inputs(1 - local, unknown, unknown, 0.5, 6.0, 0.0, unknown)
        made = solve(inputs, Params(0.5, 0.0, 0.0, 1.0, 1.0, 0.02)).outputs
        found.append(worked(NAME, "M09", f"flow lost at local share {local:g}, %", cut, made.flow_cut, 1e-9))
        found.append(worked(NAME, "M09", f"stock needed at {local:g}, months", months, made.stock_needed, 1e-9))
    return found
