"""Acts of two sides that bring about further acts: the mean of the process over some months, and draws around it."""

from typing import NamedTuple

from .contract import namespace
from .fields import Array
from .variates import normal


class Branching(NamedTuple):
    """Acts of one side that an act brings about: `aa` of a by a, `ab` of a by b, and so on; all (draw,)."""

    aa: Array
    ab: Array
    ba: Array
    bb: Array

    @property
    def radius(self) -> Array:
        return (self.aa + self.bb) / 2 + self.spread

    @property
    def spread(self) -> Array:
        """Half the distance between the two eigenvalues, which are real."""
        gap = (self.aa - self.bb) / 2
        return namespace(gap).sqrt(gap * gap + self.ab * self.ba)

    def solved(self, a: Array, b: Array) -> tuple[Array, Array]:
        """(1 - alpha)^-1 times a vector: all generations of acts summed."""
        whole = (1 - self.aa) * (1 - self.bb) - self.ab * self.ba
        return ((1 - self.bb) * a + self.ab * b) / whole, (self.ba * a + (1 - self.aa) * b) / whole


class Span(NamedTuple):
    """Expected acts of a span of time, and acts not yet forgotten at its end."""

    acts_a: Array
    acts_b: Array
    memory_a: Array
    memory_b: Array


def expected(
    memory: tuple[Array, Array], base: tuple[Array, Array], by: Branching, decay: Array, months: Array
) -> Span:
    """The mean of the process over some months, exact: the linear equation for the memory solved in closed form."""
    xp = namespace(decay)
    rest = tuple(x / decay for x in by.solved(*base))
    pull, half = decay * months * (1 - (by.aa + by.bb) / 2), xp.maximum(decay * months * by.spread, 1e-9)
    slow, fast = xp.exp(half - pull), xp.exp(-half - pull)
    even, odd = (slow + fast) / 2, (slow - fast) / (2 * half) * decay * months
    a, b = memory[0] - rest[0], memory[1] - rest[1]
    lean = (by.aa - by.bb) / 2
    after_a = rest[0] + even * a + odd * (lean * a + by.ab * b)
    after_b = rest[1] + even * b + odd * (by.ba * a - lean * b)
    forgotten = by.solved(memory[0] - after_a, memory[1] - after_b)
    return Span(
        after_a - memory[0] + decay * months * rest[0] + forgotten[0],
        after_b - memory[1] + decay * months * rest[1] + forgotten[1],
        after_a,
        after_b,
    )


def drawn(mean: Array, excess: Array, noise: tuple[Array, Array]) -> Array:
    """A whole number of acts with the mean given and a variance of about `excess` times it."""
    xp = namespace(mean)
    floor = xp.maximum(mean, 1e-9)
    rounding = xp.minimum(floor, 1 / 6)  # variance that rounding to whole numbers adds
    variance = xp.log1p((excess * floor - rounding) / (floor * floor))
    return xp.floor(mean * xp.exp(xp.sqrt(variance) * normal(noise[0]) - variance / 2) + noise[1])
