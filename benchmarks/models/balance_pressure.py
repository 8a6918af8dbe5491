"""M06, M05, M14: the triad, the four actors, two partners in closed form, distances and levers of the case."""

import numpy as np

from estimative.mechanisms.balance_camps import camp_draws
from estimative.mechanisms.multi_vector_utility import Inputs, Params, optimum

from .common import Row

NAME = "structural_balance"
SOURCE = "worked figure of the list of mechanisms (M06)"
ENDS = np.array([(0, 1), (0, 2), (1, 2), (3, 2), (3, 1), (3, 0)])  # RUS, IRN, ISR, USA
SIGNS = np.array([[1.0], [1.0], [-1.0], [1.0], [-1.0], [-1.0]])


def rows() -> list[Row]:
    triad, four = camp_draws(ENDS[:3], 3, SIGNS[:3]), camp_draws(ENDS, 4, SIGNS)
    ways = int((triad.relief == 1).sum())
    alone = int((four.strain[:, 0] == 1).sum())
    both = optimum(Inputs(1.0, 1.0, 0.5), Params(0.5, 0.5, 1.0, 2.0))
    return [
        Row(NAME, "frustration of the triad", SOURCE, "-", 1, float(triad.frustration[0]), 0),
        Row(NAME, "equal ways out of the triad", SOURCE, "-", 3, ways, 0),
        Row(NAME, "frustration with a fourth actor", SOURCE, "-", 1, float(four.frustration[0]), 0),
        Row(NAME, "frustrated ties with a fourth actor", SOURCE, "-", 1, alone, 0),
        Row(NAME, "strain of RUS-ISR then", SOURCE, "-", 1, float(four.strain[1, 0]), 0),
        Row("multi_vector_utility", "efforts at b = 1, r = 1/2", "b / (2c + r), by hand", "-", 2 / 3, both.x, 1e-12),
    ]
