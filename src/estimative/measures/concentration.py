"""How far a total leans on few partners: Herfindahl-Hirschman index and entropy of shares."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from estimative.domain import BadInput


def shares(amounts: Sequence[float] | NDArray[np.float64]) -> NDArray[np.float64]:
    """Shares (partner,) of non-negative amounts in one unit. Refuses unknown amounts: unknown is not zero.

    >>> shares([9, 0.5, 0.5]).tolist()
    [0.9, 0.05, 0.05]
    """
    values = np.asarray(amounts, dtype=np.float64)
    if values.ndim != 1 or not len(values) or not np.isfinite(values).all() or (values < 0).any() or not values.any():
        raise BadInput(
            f"no shares can be taken of {values.tolist()}",
            mend="give known amounts, none negative, at least one above zero; leave out partners that are unknown",
        )
    return np.asarray(values / values.sum())


def herfindahl(amounts: Sequence[float] | NDArray[np.float64]) -> float:
    """Sum of squared shares, from 1/n (even) to 1 (one partner). Hirschman 1945; Herfindahl 1950 (from memory).

    >>> round(herfindahl([0.9, 0.05, 0.05]), 3)
    0.815
    """
    return float((shares(amounts) ** 2).sum())


def partners(amounts: Sequence[float] | NDArray[np.float64]) -> float:
    """Equivalent number of equal partners, 1 / HHI.

    >>> round(partners([1, 1, 1, 1]), 6)
    4.0
    """
    return 1 / herfindahl(amounts)


def entropy(amounts: Sequence[float] | NDArray[np.float64]) -> float:
    """Shannon entropy of the shares in nats, from 0 (one partner) to ln n (even). Shannon 1948; Theil 1967 (memory).

    >>> round(entropy([1, 1]), 4), entropy([5, 0])
    (0.6931, 0.0)
    """
    share = shares(amounts)
    share = share[share > 0]
    return float(-(share * np.log(share)).sum()) + 0.0
