"""Support, hostility and ties per chain over time, with uncertainty. The model is in docs/estimate.md."""

from .anchors import Anchor, anchors
from .bands import band, bands, disagreement, quantile_levels
from .foresight import Foresight, foresee
from .infer import dataset, infer
from .paths import paths
from .posterior import Posterior, has_level, posterior
from .projection import Supposed, project
from .reads import reads, shared
from .tables import Tables, tables
from .truth import truth_weight

__all__ = [
    "Anchor",
    "Foresight",
    "Posterior",
    "Supposed",
    "Tables",
    "anchors",
    "band",
    "bands",
    "dataset",
    "disagreement",
    "foresee",
    "has_level",
    "infer",
    "paths",
    "posterior",
    "project",
    "quantile_levels",
    "reads",
    "shared",
    "tables",
    "truth_weight",
]
