"""Five levels of support or hostility, and bands over them."""

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    NONE = 0
    TOKEN = 1
    SELECTIVE = 2
    SUBSTANTIAL = 3
    FULL = 4

    @property
    def word(self) -> str:
        return self.name.lower()


BAND_SENTENCE = (
    "Band: central 90 % posterior of the level in that period, pointwise, "
    "given the material supplied, the coder and the tables."
)


@dataclass(frozen=True, slots=True)
class Band:
    """Central 90 % interval and median, as levels."""

    low: Level
    median: Level
    high: Level

    @property
    def words(self) -> str:
        """
        >>> Band(Level.TOKEN, Level.SELECTIVE, Level.FULL).words
        'selective (token to full)'
        """
        span = self.low.word if self.low == self.high else f"{self.low.word} to {self.high.word}"
        return f"{self.median.word} ({span})"
