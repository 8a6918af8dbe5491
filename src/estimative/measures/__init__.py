"""Pure functions of arrays and counts. One implementation, used by mechanisms too."""

from .rates import jeffreys_first_event, jeffreys_first_event_interval

__all__ = ["jeffreys_first_event", "jeffreys_first_event_interval"]
