"""Which table values a signal is read with, so that its trace names them and no others."""

from collections.abc import Iterator

from estimative.domain import CHANNELS, Signal, Witness

from .tables import Tables


def reads(tables: Tables, signal: Signal) -> tuple[str, ...]:
    """Parameter ids (see `Tables.parameters`) that set this signal's levels and truth weight, rival by rival."""
    return tuple(dict.fromkeys(i for rival in tables.rivals for i in _rival(tables, rival.name, signal)))


def shared(tables: Tables) -> tuple[str, ...]:
    """Parameter ids that every chain reads: the dynamics of the latent line."""
    return tuple(p.id for p in tables.parameters() if p.id.startswith("estimate.dynamics."))


def _rival(tables: Tables, rival: str, signal: Signal) -> Iterator[str]:
    channel, _, terms, size = signal.entry.split("/")
    own = next(r for r in tables.rivals if r.name == rival).signals.ranges
    group = channel if (channel, size) in own else CHANNELS[channel].kind.value
    root = f"estimate.signals.{rival}"
    yield from (f"{root}.{group}.{size}.low", f"{root}.{group}.{size}.high", f"{root}.terms.{terms}")
    root = f"estimate.truth.{rival}"
    yield from (f"{root}.prior", f"{root}.most", f"{root}.origin_log_sd")
    if signal.corroborated:
        yield f"{root}.corroborated"
    for witness in (*signal.witnesses, *signal.denials):
        yield from _witness(root, witness)


def _witness(root: str, witness: Witness) -> Iterator[str]:
    yield from (f"{root}.access.{witness.access}", f"{root}.stake.{witness.stake}")
    yield f"{root}.factuality.{witness.factuality}"
    if witness.machine:
        yield f"{root}.coder"
