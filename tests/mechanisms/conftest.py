"""A smallest case, and parameters in one line."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from estimative.domain import Parameter, PartialDate, Prior, Standing


@dataclass(frozen=True)
class Bare:
    as_of: PartialDate
    parameters: tuple[Parameter, ...]


def parameter(name: str, unit: str, *args: float, rival: str | None = None, known: str | None = "2025-06") -> Parameter:
    kind = {1: "point", 2: "uniform", 3: "triangular"}[len(args)]
    known_at = PartialDate(known) if known else None
    return Parameter(name, Prior(kind, args), unit, "a test", Standing.VERIFIED, known_at=known_at, rival=rival)


@pytest.fixture
def p() -> Callable[..., Parameter]:
    return parameter


@pytest.fixture
def bare() -> Callable[..., Bare]:
    return lambda *parameters, as_of="2025-06-30": Bare(PartialDate(as_of), parameters)


@pytest.fixture
def oil(bare: Callable[..., Bare]) -> Callable[..., Bare]:
    """A case that loses half of `exports` (one value or two ends), in mb/d, from 69.4 dollars."""

    def make(*exports: float, more: tuple[Parameter, ...] = (), lost: float = 0.5, as_of: str = "2025-06-30") -> Bare:
        return bare(
            parameter("oil_supply_loss.exports", "mb/d", *exports),
            parameter("oil_supply_loss.share_lost", "1", lost),
            parameter("oil_supply_loss.price", "USD/b", 69.4),
            *more,
            as_of=as_of,
        )

    return make
