"""In: articles and notes -> Document + Publication, each with sha256 and date; what cannot be read says why."""

from .calls import call_to_reader
from .furniture import blocks
from .lines import BULLET
from .read import check, read, read_notes
from .source import HandClaim, Source

__all__ = ["BULLET", "HandClaim", "Source", "blocks", "call_to_reader", "check", "read", "read_notes"]
