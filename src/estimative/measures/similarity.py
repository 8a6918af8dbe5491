"""How alike two states' portfolios, votes and positions are: S, tau-b, kappa, pi, agreement, ideal-point distance.

Vectors are aligned: entry k of both belongs to the same third state or roll call. NaN (unknown, absent) drops the
entry from both, and is never read as zero.
"""

from collections.abc import Sequence
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from estimative.domain import BadInput

Floats = NDArray[np.float64]
Vector = Sequence[float] | Floats


class Distance(Enum):
    """How a difference counts: by its size, or by its square."""

    ABSOLUTE = 1
    SQUARED = 2


def signorino_ritter(
    a: Vector, b: Vector, span: float, weights: Vector | None = None, distance: Distance = Distance.ABSOLUTE
) -> float:
    """S = 1 - 2 sum_k w_k d_k / (span^p sum_k w_k), from -1 (opposite) to 1 (alike).

    `span` is the largest difference the scale allows (3 for COW alliance types), `weights` for example shares of
    capability. Signorino and Ritter, International Studies Quarterly 43 (1999), 115-144.

    >>> signorino_ritter([3, 0, 1], [3, 0, 1], span=3), signorino_ritter([3, 0], [0, 3], span=3)
    (1.0, -1.0)
    """
    x, y, w = _pairs(a, b, weights)
    if not span > 0 or np.abs(x - y).max() > span:
        raise BadInput(f"a span of {span:g} is below a difference in the data", mend="give the width of the scale")
    apart = (np.abs(x - y) / span) ** distance.value
    return float(1 - 2 * (w * apart).sum() / w.sum())


def tau_b(a: Vector, b: Vector) -> float:
    """Kendall's tau-b of two ordinal vectors, by counting pairs; NaN where one of them is constant.

    Kendall 1938, 1945; for alliance portfolios Bueno de Mesquita 1975 (from memory).

    >>> tau_b([0, 1, 2], [0, 1, 2]), tau_b([0, 1, 2], [2, 1, 0])
    (1.0, -1.0)
    """
    x, y, _ = _pairs(a, b, None)
    rises, falls = np.sign(np.subtract.outer(x, x)), np.sign(np.subtract.outer(y, y))
    untied = float((rises != 0).sum()) * float((falls != 0).sum())
    return float((rises * falls).sum() / np.sqrt(untied)) if untied else float("nan")


def cohen_kappa(a: Vector, b: Vector, categories: Vector, distance: Distance | None = None) -> float:
    """Agreement beyond that expected from each one's own frequencies; `distance` weighs disagreements by how far apart
    the categories are, None counts them all alike. NaN where no disagreement is expected.

    Cohen 1960, 1968 (weighted); as a similarity of portfolios Haege, Political Analysis 19 (2011) (from memory).
    """
    table, cost = _table(a, b, categories, distance)
    return _beyond_chance(table, cost, np.outer(table.sum(1), table.sum(0)))


def scott_pi(a: Vector, b: Vector, categories: Vector, distance: Distance | None = None) -> float:
    """As kappa, with chance from the frequencies of both together. Scott 1955 (from memory)."""
    table, cost = _table(a, b, categories, distance)
    both = (table.sum(1) + table.sum(0)) / 2
    return _beyond_chance(table, cost, np.outer(both, both))


def agreement(a: Vector, b: Vector) -> float:
    """Share of the common roll calls with the same vote; votes as numbers, NaN for absence.

    >>> agreement([1, 3, 2, float("nan")], [1, 1, 2, 3])
    0.6666666666666666
    """
    x, y, _ = _pairs(a, b, None)
    return float((x == y).mean())


def ideal_point_distance(a: float, b: float) -> float:
    """|theta_a - theta_b| in units of the scale. Bailey, Strezhnev and Voeten 2017 (from memory); NaN stays unknown.

    >>> ideal_point_distance(-0.5, 1.0)
    1.5
    """
    return abs(a - b)


def _pairs(a: Vector, b: Vector, weights: Vector | None) -> tuple[Floats, Floats, Floats]:
    x, y = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    w = np.ones(len(x)) if weights is None else np.asarray(weights, dtype=np.float64)
    if x.ndim != 1 or x.shape != y.shape or x.shape != w.shape:
        raise BadInput(f"vectors of {x.shape}, {y.shape} and weights of {w.shape}", mend="align them entry by entry")
    known = np.isfinite(x) & np.isfinite(y) & np.isfinite(w)
    if not known.any() or (w[known] < 0).any() or not w[known].sum() > 0:
        raise BadInput("no entry that both know, with weight", mend="give a common entry and weights above zero")
    return x[known], y[known], w[known]


def _table(a: Vector, b: Vector, categories: Vector, distance: Distance | None) -> tuple[Floats, Floats]:
    """Shares (category of a, category of b) and the cost of each pair of categories."""
    x, y, _ = _pairs(a, b, None)
    kinds = np.unique(np.asarray(categories, dtype=np.float64))
    if not (np.isin(x, kinds).all() and np.isin(y, kinds).all()):
        raise BadInput("a value is no category of the scale", mend=f"the scale has {kinds.tolist()}")
    table = np.zeros((len(kinds),) * 2)
    np.add.at(table, (np.searchsorted(kinds, x), np.searchsorted(kinds, y)), 1 / len(x))
    apart = np.abs(np.subtract.outer(kinds, kinds))
    return table, (apart > 0).astype(np.float64) if distance is None else apart**distance.value


def _beyond_chance(table: Floats, cost: Floats, expected: Floats) -> float:
    chance = float((cost * expected).sum())
    return 1 - float((cost * table).sum()) / chance if chance else float("nan")
