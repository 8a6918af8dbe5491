"""M06: the triad, the four actors, and two partners in closed form."""

import numpy as np

from estimative.mechanisms.balance_camps import camp_draws
from estimative.mechanisms.multi_vector_utility import Inputs, Params, optimum

from .common import Kind, Row, worked

NAME = "structural_balance"
ENDS = np.array([(0, 1), (0, 2), (1, 2), (3, 2), (3, 1), (3, 0)])  # RUS, IRN, ISR, USA
SIGNS = np.array([[1.0], [1.0], [-1.0], [1.0], [-1.0], [-1.0]])


def rows() -> list[Row]:
    triad, four = camp_draws(ENDS[:3], 3, SIGNS[:3]), camp_draws(ENDS, 4, SIGNS)
    both = optimum(Inputs(1.0, 1.0, 0.5), Params(0.5, 0.5, 1.0, 2.0))
    found = {
        "frustration of the triad": (1, triad.frustration[0]),
        "equal ways out of the triad": (3, (triad.relief == 1).sum()),
        "frustration with a fourth actor": (1, four.frustration[0]),
        "frustrated ties with a fourth actor": (1, (four.strain[:, 0] == 1).sum()),
        "strain of RUS-ISR then": (1, four.strain[1, 0]),
    }
    return [
        *(worked(NAME, "M06", quantity, v, ours, 0) for quantity, (v, ours) in found.items()),
        Row("multi_vector_utility", "efforts at b = 1, r = 1/2", "b / (2c + r), by hand", "-", 2 / 3, both.x, 1e-12,
            Kind.COMPUTED),
    ]  # fmt: skip
