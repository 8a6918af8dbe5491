"""What is put to the model: the rules, and sentences as data with the actors we recognised in them."""

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources

from .answer import Asked, schema


@cache
def rules() -> str:
    """The system message: the coding rules in our own words (`data/llm.md`)."""
    return resources.files("estimative.coding").joinpath("data", "llm.md").read_text("utf8")


@cache
def form() -> str:
    return json.dumps(schema(), sort_keys=True)


def put(asked: Sequence[Asked], before: Sequence[str], on: str) -> str:
    """The user message: JSON, so that no text can pass itself off as a message of its own. `before` are earlier
    sentences, for pronouns only."""
    body = {
        "document_date": on,
        "before": list(before),
        "sentences": [{"id": a.sentence.id, "text": a.sentence.text, "actors": dict(a.codes)} for a in asked],
    }
    return json.dumps(body, ensure_ascii=False)
