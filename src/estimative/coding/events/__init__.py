"""Events after PLOVER 2.0: who does what to whom, with modes and auxiliary modes, domestic events included."""

from .block import block_events
from .document import document_events
from .event import AUXILIARY, COOPERATIVE, TYPES, Event, Side
from .extract import events
from .lexicon import check_entries, event_lexicon
from .names import Names
from .phrases import covers

__all__ = [
    "AUXILIARY",
    "COOPERATIVE",
    "TYPES",
    "Event",
    "Names",
    "Side",
    "block_events",
    "check_entries",
    "covers",
    "document_events",
    "event_lexicon",
    "events",
]
