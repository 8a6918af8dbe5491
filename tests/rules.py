"""A rule that a model could have failed: stated by the test that computes it, printed by `make verify-models`."""

from typing import Protocol


class Rule(Protocol):
    def __call__(self, model: str, rule: str, asked: str, found: str, held: bool, docs: str = "") -> None:
        """`docs` names the page of docs/ with the protocol, if not that of the model."""
