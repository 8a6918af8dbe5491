"""The values of the tables as parameters, so that each can be cited, replaced and traced."""

from collections.abc import Iterator
from typing import Any

from estimative.domain import Level, Parameter, Prior, Standing

from . import files

UNITS = {
    "most": "probability",
    "coder": "share",
    "origin_log_sd": "log sd",
    "stake": "1",
    "factuality": "1",
    "log_sd": "log sd",
    "share": "share of months",
    "ratio": "1",
    "information": "acts",
    "window": "months",
    "rates": "reports per month",
    "scale": "level widths per square root of a month",
}


def register(signals: files.SignalFile, truth: files.TruthFile, dynamics: files.DynamicsFile) -> tuple[Parameter, ...]:
    """One parameter for each value, in the order of the files."""
    found: list[Parameter] = []
    for name in ("plain", "wary"):
        found += _of(signals, f"estimate.signals.{name}", getattr(signals, name).model_dump(exclude={"note"}), name)
    for name in ("plain", "wary"):
        found += _of(truth, f"estimate.truth.{name}", getattr(truth, name).model_dump(exclude={"note"}), name)
    kept = dynamics.model_dump(exclude={"label", "standing", "reference"})
    return (*found, *_of(dynamics, "estimate.dynamics", kept, None))


def _of(file: files.Labelled, stem: str, values: dict[str, Any], rival: str | None) -> Iterator[Parameter]:
    """Parameters below one table; a scale or a noise with its `log_sd` is one lognormal."""
    for path, value in _leaves(stem, values):
        yield Parameter(
            id=path,
            prior=_prior(path, value),
            unit=_unit(path),
            reference=file.reference,
            standing=Standing(file.standing),
            label=file.label,
            rival=rival,
        )


def _leaves(stem: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(f"{stem}.{key}" if key != "size" else stem, inner)
    elif isinstance(value, tuple) and not stem.endswith("coder"):
        names = ("low", "high") if len(value) == 2 else tuple(level.word for level in Level)[-len(value) :]
        yield from ((f"{stem}.{name}", inner) for name, inner in zip(names, value, strict=True))
    else:
        yield stem, value


def _prior(path: str, value: Any) -> Prior:
    if path.endswith("coder"):
        return Prior("beta", value)
    return Prior("point", (float(Level[value.upper()]) if isinstance(value, str) else float(value),))


def _unit(path: str) -> str:
    parts = path.split(".")
    named = [UNITS[p] for p in reversed(parts) if p in UNITS]
    if named:
        return named[0]
    if parts[1] == "truth":
        return "log-odds"
    return "level" if parts[1] == "signals" or parts[-1] == "highest" else "level widths"
