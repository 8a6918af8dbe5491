"""Memory: append-only documents, publications, claims, judgements, forecasts; as-of views."""

from .codec import recode
from .export import export
from .store import Ledger, now
from .view import Entry, Refused, View, known, view

__all__ = ["Entry", "Ledger", "Refused", "View", "export", "known", "now", "recode", "view"]
