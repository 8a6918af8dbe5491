"""Pure functions of arrays and counts. One implementation, used by mechanisms too."""

from .change_points import ChangePoint, change_point
from .concentration import entropy, herfindahl, partners, shares
from .frustration import Frustration, frustration
from .rates import jeffreys_first_event, jeffreys_first_event_interval
from .signed_graphs import SignedGraph, Tie, signed_graph
from .similarity import (
    Distance,
    agreement,
    cohen_kappa,
    ideal_point_distance,
    scott_pi,
    signorino_ritter,
    tau_b,
)
from .strain import Flip, Partitions, Strain, flips, optimal_partitions, strain
from .survival import Incidence, cumulative_incidence, kaplan_meier

__all__ = [
    "ChangePoint",
    "Distance",
    "Flip",
    "Frustration",
    "Incidence",
    "Partitions",
    "SignedGraph",
    "Strain",
    "Tie",
    "agreement",
    "change_point",
    "cohen_kappa",
    "cumulative_incidence",
    "entropy",
    "flips",
    "frustration",
    "herfindahl",
    "ideal_point_distance",
    "jeffreys_first_event",
    "jeffreys_first_event_interval",
    "kaplan_meier",
    "optimal_partitions",
    "partners",
    "scott_pi",
    "shares",
    "signed_graph",
    "signorino_ritter",
    "strain",
    "tau_b",
]
