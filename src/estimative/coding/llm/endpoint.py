"""An endpoint that speaks the OpenAI chat protocol: one question, one answer; retries, timeouts, rate, cost."""

import threading
import time
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from estimative.domain import BadInput, BadService

if TYPE_CHECKING:
    from openai import OpenAI

_FORMATS = ("json_schema", "json_object", "none")


@dataclass(slots=True)
class Usage:
    """What a run cost so far. Prices are the user's, in their currency per million tokens."""

    requests: int = 0
    kept: int = 0  # answers taken from the cache
    asked_again: int = 0  # answers that were no answer
    prompt_tokens: int = 0
    completion_tokens: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def count(self, **more: int) -> None:
        with self._lock:
            for name, n in more.items():
                setattr(self, name, getattr(self, name) + n)

    def cost(self, price_in: float, price_out: float) -> float:
        """
        >>> Usage(prompt_tokens=2_000_000, completion_tokens=500_000).cost(1.0, 4.0)
        4.0
        """
        return (self.prompt_tokens * price_in + self.completion_tokens * price_out) / 1e6

    def report(self, price_in: float | None = None, price_out: float | None = None) -> str:
        """One line for people."""
        text = (
            f"{self.requests} requests, {self.kept} answers from the cache, {self.asked_again} asked again; "
            f"{self.prompt_tokens} tokens in, {self.completion_tokens} out"
        )
        return text if price_in is None or price_out is None else f"{text}; cost {self.cost(price_in, price_out):.4f}"


@dataclass(frozen=True)
class Endpoint:
    """`url` is the base of the API (".../v1"); `timeout` in seconds per request; `retries` after errors of the
    network, 429 and 5xx, with growing waits that heed Retry-After; `per_minute` limits how often requests start (0: no
    limit). `structured` is how the server is told the form of the answer: json_schema, json_object or none."""

    url: str
    model: str
    api_key: str = ""
    timeout: float = 60.0
    retries: int = 4
    per_minute: float = 0.0
    structured: str = "json_schema"
    usage: Usage = field(default_factory=Usage, compare=False)
    _gate: "_Gate" = field(default_factory=lambda: _Gate(), compare=False, repr=False)

    def __post_init__(self) -> None:
        if not self.url.startswith(("http://", "https://")):
            raise BadInput(
                f"{self.url!r} is no address", mend="give the base of the API, as in http://localhost:8000/v1"
            )
        if self.structured not in _FORMATS:
            raise BadInput(f"no form {self.structured!r}", mend="use " + ", ".join(_FORMATS))

    @cached_property
    def _client(self) -> "OpenAI":
        try:
            from openai import OpenAI
        except ImportError as error:
            raise BadInput("the language-model coder is not installed", mend="pip install 'estimative[llm]'") from error
        return OpenAI(base_url=self.url, api_key=self.api_key or "none", timeout=self.timeout, max_retries=self.retries)

    def ask(self, system: str, user: str, schema: dict[str, Any]) -> tuple[str, bool]:
        """The answer's text, and whether it came whole (not cut off at a token limit).

        Errors: BadService after the last retry, or at once for what no retry mends (a wrong key, an unknown model).
        """
        from openai import OpenAIError

        self._gate.wait(self.per_minute)
        try:
            made = self._client.chat.completions.create(
                model=self.model,
                temperature=0,
                messages=[{"role": "system", "content": system}, {"role": "user", "content": user}],
                **self._form(schema),
            )
        except OpenAIError as error:
            raise BadService(f"no answer: {error}", self.url, "what was answered is kept; run it again") from error
        if made.usage:
            self.usage.count(prompt_tokens=made.usage.prompt_tokens, completion_tokens=made.usage.completion_tokens)
        self.usage.count(requests=1)
        if not made.choices:
            return "", True
        return made.choices[0].message.content or "", made.choices[0].finish_reason != "length"

    def _form(self, schema: dict[str, Any]) -> dict[str, Any]:
        if self.structured == "json_schema":
            told = {"name": "claims", "schema": schema, "strict": True}
            return {"response_format": {"type": "json_schema", "json_schema": told}}
        return {"response_format": {"type": "json_object"}} if self.structured == "json_object" else {}


class _Gate:
    """Lets requests start no closer together than the rate allows, whichever thread asks."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next = 0.0

    def wait(self, per_minute: float) -> None:
        if per_minute <= 0:
            return
        with self._lock:
            now = time.monotonic()
            start = max(now, self._next)
            self._next = start + 60.0 / per_minute
        time.sleep(start - now)
