"""How far a recipient hangs on a supplier: the share that comes from it, and what would be lost without it."""

from .contract import namespace
from .fields import Array


def import_share(imports: Array, local: Array, content: Array) -> Array:
    """Share of new supply that comes from the supplier, (draw,); unknown where nothing is supplied."""
    supply = imports + local
    xp = namespace(supply)
    return (imports + content * local) / xp.where(supply > 0, supply, xp.nan)


def exposure(share: Array, bottleneck: Array) -> Array:
    """Share of a flow lost if the supplier stops: its own share and, of the rest, what stands still without its parts
    (Leontief). All (draw,), between 0 and 1."""
    return share + (1 - share) * bottleneck
