"""Who: a dated registry of states, dead states, groups, bodies and firms. Text or code -> actor, on a date."""

from .actor import Actor, Former, Kind
from .checks import Overlap, overlaps
from .description import Description, describe
from .neighbours import neighbours
from .offices import Offices, Term
from .registry import Found, Registry, registry
from .resolution import Resolution
from .tables import Nouns, nouns

__all__ = [
    "Actor",
    "Description",
    "Former",
    "Found",
    "Kind",
    "Nouns",
    "Offices",
    "Overlap",
    "Registry",
    "Resolution",
    "Term",
    "describe",
    "neighbours",
    "nouns",
    "overlaps",
    "registry",
]
