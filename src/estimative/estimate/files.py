"""The TOML files of this package as pydantic models. They never leave the package."""

import tomllib
from importlib import resources
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from estimative.domain import BadInput


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Labelled(Strict):
    label: str
    standing: str
    reference: str


class SignalRival(Strict):
    note: str
    size: dict[str, dict[str, tuple[str, str]]]
    terms: dict[str, int]


class SignalFile(Labelled):
    unit: str
    plain: SignalRival
    wary: SignalRival


class TruthRival(Strict):
    note: str
    prior: float
    most: float
    origin_log_sd: float
    coder: tuple[float, float]
    corroborated: float
    access: dict[str, float]
    stake: dict[str, float]
    factuality: dict[str, float]


class TruthFile(Labelled):
    plain: TruthRival
    wary: TruthRival


class GridFile(Strict):
    step: float
    cuts: tuple[float, float, float, float]
    prior_mean: float
    prior_sd: float


class DynamicsFile(Labelled):
    grid: GridFile
    scale: dict[str, float]
    tail: dict[str, float]
    noise: dict[str, float]
    relation: dict[str, float]
    slowdown: dict[str, float]
    ending: dict[str, str]
    exposure: dict[str, tuple[float, float, float, float, float]]


class AnchorRow(Strict):
    level: str
    rule: str
    quantity: str = ""
    case: str = ""
    date: str = ""
    reference: str | None = None
    standing: str | None = None


class AnchorFile(Labelled):
    anchor: dict[str, list[AnchorRow]]


FileT = TypeVar("FileT", bound=Strict)


def raw(name: str) -> bytes:
    """Bytes of a data file of this package."""
    return resources.files(__package__).joinpath("data", name).read_bytes()


def read(name: str, model: type[FileT]) -> FileT:
    """A data file, validated; BadInput names the file and every field that is wrong."""
    try:
        return model.model_validate(tomllib.loads(raw(name).decode()))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"cannot be used: {error}", where=f"estimate/data/{name}", mend="restore the file") from None
