"""Pure functions of arrays and counts. One implementation, used by mechanisms too."""

from .change_points import ChangePoint, change_point
from .concentration import entropy, herfindahl, partners, shares
from .frustration import Frustration, frustration
from .hawkes import Acts, Hawkes, acts, joined_acts, within_days
from .hawkes import log_likelihood as hawkes_log_likelihood
from .hawkes_fit import HawkesFit, fit_hawkes
from .hawkes_simulation import Rescaling, rescaling_test, simulate_hawkes
from .interrupted_series import FoundBreak, Interruption, find_break, interrupted_series
from .launch_decay import Campaign, LaunchDecay, launch_band, launch_decay, launch_misses, leaks
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
    "Acts",
    "Campaign",
    "ChangePoint",
    "Distance",
    "Flip",
    "FoundBreak",
    "Frustration",
    "Hawkes",
    "HawkesFit",
    "Incidence",
    "Interruption",
    "LaunchDecay",
    "Partitions",
    "Rescaling",
    "SignedGraph",
    "Strain",
    "Tie",
    "acts",
    "agreement",
    "change_point",
    "cohen_kappa",
    "cumulative_incidence",
    "entropy",
    "find_break",
    "fit_hawkes",
    "flips",
    "frustration",
    "hawkes_log_likelihood",
    "herfindahl",
    "ideal_point_distance",
    "interrupted_series",
    "jeffreys_first_event",
    "jeffreys_first_event_interval",
    "joined_acts",
    "kaplan_meier",
    "launch_band",
    "launch_decay",
    "launch_misses",
    "leaks",
    "optimal_partitions",
    "partners",
    "rescaling_test",
    "scott_pi",
    "shares",
    "signed_graph",
    "signorino_ritter",
    "simulate_hawkes",
    "strain",
    "tau_b",
    "within_days",
]
