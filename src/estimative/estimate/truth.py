"""How far a signal's proposition is believed: log-odds that only grow with agreeing independent origins."""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from estimative.domain import Signal, Witness

from .streams import normals, uniforms
from .tables import TruthTable

Array = NDArray[np.float64]


class Reliability:
    """Draws of what is unknown about origins and coder, shape (draws,) each; common random numbers for all rivals."""

    def __init__(self, signals: Iterable[Signal], seed: int, draws: int) -> None:
        names = sorted({w.origin for s in signals for w in (*s.witnesses, *s.denials)})
        self.origins: Mapping[str, Array] = dict(
            zip(names, normals(seed, [f"origin:{n}" for n in names], draws), strict=True)
        )
        self.coder: Array = uniforms(seed, "coder", draws)


def truth_weight(
    signal: Signal, table: TruthTable, origins: Mapping[str, Array] | None = None, coder: Array | float = 0.5
) -> Array:
    """Probability that the proposition of a signal is true, shape of the draws (or scalar).

    logit = prior + sum over origins of witnesses - sum over origins of denials + corroborated, shared by `rivals`.
    `origins` holds a standard normal for each origin's reliability (absent: its median), `coder` a uniform for the
    share of machine-coded claims that are right. An origin counts once, with its first witness. Form: docs/estimate.md.
    """
    right = np.asarray(betaincinv(*table.coder, coder))
    voices = _sum((w for w in signal.witnesses if not _denies(w)), table, origins, right)
    against = _sum((*(w for w in signal.witnesses if _denies(w)), *signal.denials), table, origins, right)
    odds = np.exp(table.prior + voices - against + table.corroborated * signal.corroborated)
    return np.asarray(table.most * odds / (1 + max(signal.rivals, 1) * odds))


def _denies(witness: Witness) -> bool:
    return witness.factuality.endswith("-")


def _sum(witnesses: Iterable[Witness], table: TruthTable, origins: Mapping[str, Array] | None, right: Array) -> Array:
    """Sum of log evidence ratios, none below zero, over distinct origins in the order of their names."""
    first: dict[str, Witness] = {}
    for witness in witnesses:
        first.setdefault(witness.origin, witness)
    ratios = [_ratio(first[o], table, (origins or {}).get(o, np.zeros(())), right) for o in sorted(first)]
    return np.asarray(sum(ratios, np.zeros(())))


def _ratio(witness: Witness, table: TruthTable, normal: Array, right: Array) -> Array:
    """Log of how much likelier this report is if the proposition is true; a miscoded claim says nothing."""
    plain = table.access[witness.access] * table.stake[witness.stake] * table.factuality[witness.factuality]
    ratio = np.asarray(plain * np.exp(table.origin_log_sd * normal))
    return np.log1p(right * np.expm1(ratio)) if witness.machine else ratio
