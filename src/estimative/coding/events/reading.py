"""What one predicate says: its lexicon entry, its sides as heads of phrases, and how its type came about."""

from dataclasses import dataclass, field

from .lexicon import Entry


@dataclass(slots=True)
class Reading:
    """A reading grows while the words above it are read: `at` is the trigger, `source` and `target` heads of
    phrases, `used` the triggers it has taken in, `must` an obligation ("must leave"), `passed` the entries that it
    went through, outermost last."""

    at: int
    entry: Entry
    type: str
    modes: tuple[str, ...] = ()
    source: list[int] = field(default_factory=list)
    target: list[int] = field(default_factory=list)
    aux: set[str] = field(default_factory=set)
    mutual: bool = False
    nominal: bool = False
    must: str = ""
    used: set[int] = field(default_factory=set)
    passed: list[Entry] = field(default_factory=list)
    speaker: list[int] = field(default_factory=list)
    firm: bool = False  # a noun of more than one word ("hunger strike") told it
