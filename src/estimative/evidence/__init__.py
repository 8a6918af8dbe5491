"""Pure functions of a view: lineages, origins, propositions, routes, status, contradictions, coverage, signals."""

from .assess import Evidence, assess
from .routes import route

__all__ = ["Evidence", "assess", "route"]
