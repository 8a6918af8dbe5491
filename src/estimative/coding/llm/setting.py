"""The settings file of the coder by language model."""

import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from platformdirs import user_cache_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from estimative.domain import BadInput

from .cache import Cache
from .coder import LlmCoder
from .endpoint import Endpoint


class _File(BaseModel):
    """`key_env` names the environment variable that holds the key: a key never stands in a file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    url: str
    model: str
    key_env: str = "ESTIMATIVE_LLM_KEY"
    timeout: float = Field(default=60.0, gt=0)
    retries: int = Field(default=4, ge=0)
    per_minute: float = Field(default=0.0, ge=0)
    structured: Literal["json_schema", "json_object", "none"] = "json_schema"
    parallel: int = Field(default=4, ge=1)
    cache: str | None = None
    price_in: float | None = Field(default=None, ge=0)
    price_out: float | None = Field(default=None, ge=0)


@cache
def coder(path: Path) -> LlmCoder:
    """The coder that a settings file describes; one for each file in a process, so that its costs add up.

    Errors: BadInput with the field that is wrong."""
    stated = _read(path)
    endpoint = Endpoint(
        url=stated.url,
        model=stated.model,
        api_key=os.environ.get(stated.key_env, ""),
        timeout=stated.timeout,
        retries=stated.retries,
        per_minute=stated.per_minute,
        structured=stated.structured,
    )
    folder = Path(stated.cache) if stated.cache else user_cache_path("estimative") / "llm"
    return LlmCoder(endpoint, Cache(folder), stated.parallel)


def report(path: Path) -> list[str]:
    """What was refused, and what it all cost: lines for people."""
    stated, made = _read(path), coder(path)
    return [*map(str, made.refusals), made.endpoint.usage.report(stated.price_in, stated.price_out)]


def _read(path: Path) -> _File:
    try:
        return _File.model_validate(tomllib.loads(path.read_text("utf8")))
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", str(path), "see docs/llm.md for the file") from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(p) for p in first["loc"])
        raise BadInput(f"{field}: {first['msg']}", str(path), "see docs/llm.md for the fields") from error
    except ValueError as error:
        raise BadInput(f"is not TOML: {error}", str(path), "see docs/llm.md for the file") from error
