"""Who: a dated registry of states, dead states, groups, bodies and firms. Text or code -> actor, on a date."""

from .actor import Actor, Former, Kind
from .registry import Found, Registry, registry
from .resolution import Resolution
from .tables import Nouns, nouns

__all__ = ["Actor", "Former", "Found", "Kind", "Nouns", "Registry", "Resolution", "nouns", "registry"]
