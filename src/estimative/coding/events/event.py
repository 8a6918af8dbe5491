"""What the event layer returns: an event, and the sides of it."""

from dataclasses import dataclass

COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
    *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
AUXILIARY = ("historical", "future", "hypothetical", "negation")


@dataclass(frozen=True, slots=True)
class Side:
    """A phrase that names who acts or is acted upon: characters `start`..`end` (exclusive) of the document. `codes`
    are its actors if resolved; `country` is the actor code of its state, also where only that is known ("Burmese
    students"); `inferred` says that the country is not in the phrase but the only one its sentence gives; `sector`
    is that of the head noun (GOV, MIL, REB, CVL, ...). Unknown stays empty: never dropped, never guessed."""

    start: int
    end: int
    text: str
    codes: tuple[str, ...] = ()
    country: str = ""
    sector: str = ""
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `type` is a PLOVER 2.0 type, or empty for a mere statement; `source` and `target` are the sides, both
    ways if `mutual`. `rank` orders the events of a sentence from 0, its main event. `entry` names the lexicon entry,
    `said_by` who reports it if that is no side. `confidence` is a count of what went right, no probability."""

    sentence: str  # id of the row
    start: int
    end: int
    trigger: str
    type: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    aux: tuple[str, ...] = ()
    source: tuple[Side, ...] = ()
    target: tuple[Side, ...] = ()
    mutual: bool = False
    confidence: float = 0.5
    entry: str = ""
    rank: int = 0
    said_by: tuple[Side, ...] = ()
