"""Pure functions of arrays and counts. One implementation, used by mechanisms too."""

from .frustration import Frustration, frustration
from .rates import jeffreys_first_event, jeffreys_first_event_interval
from .signed_graphs import SignedGraph, Tie, signed_graph

__all__ = [
    "Frustration",
    "SignedGraph",
    "Tie",
    "frustration",
    "jeffreys_first_event",
    "jeffreys_first_event_interval",
    "signed_graph",
]
