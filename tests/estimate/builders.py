"""Short ways to write signals."""

import numpy as np

from estimative.domain import Access, Chain, Sense, Signal, SignalKind, Stake, Witness

FIRST = 24_264  # 2022-01
LAST = FIRST + 23
ARMS = Chain("AAA", "BBB", "arms")
PACT = Chain("AAA", "BBB", "strategic")
WAR = Chain("AAA", "BBB", "conflict", Sense.HOSTILITY)


def witness(origin="o1", stake=Stake.BYSTANDER, access=Access.PRESS, factuality="CT+", machine=False):
    return Witness(origin, stake, access, factuality, machine)


def act(name, month=6, size="some", chain=ARMS, kind=SignalKind.ACT, good="shells", to=None, witnesses=None, **rest):
    """A signal in month FIRST + `month` (to FIRST + `to`)."""
    return Signal(
        id=name,
        proposition=f"p:{name}",
        chain=chain,
        kind=kind,
        start=FIRST + month,
        end=FIRST + (month if to is None else to),
        entry=f"{chain.channel}/{rest.pop('status', 'delivered')}/{rest.pop('terms', 'unknown')}/{size}",
        good=good,
        witnesses=witnesses or (witness(f"origin of {name}"),),
        **rest,
    )


def at(data, chain, which="smoothed"):
    """Masses (time, level) of one chain."""
    return data[which].sel(chain=chain.id).values


def above(masses):
    """P(level >= 1..4), (time, 4)."""
    return 1 - np.cumsum(masses, axis=-1)[:, :-1]
