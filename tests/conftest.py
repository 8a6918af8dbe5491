"""Shared fixtures: where the reference data stands, and what to do without it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.rules import Rule

PROJECT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("ESTIMATIVE_SHARED", PROJECT.parent / "shared"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without the reference data, tests marked `shared` say so instead of failing."""
    if not SHARED.is_dir():
        for item in items:
            if "shared" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="no reference data: set ESTIMATIVE_SHARED to its folder"))


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("no reference data: set ESTIMATIVE_SHARED to its folder")
    return SHARED


@pytest.fixture
def rule(record_property: Callable[[str, object], None]) -> Rule:
    """Puts a rule and its outcome on record, see `benchmarks/models/trials.py`."""

    def state(model: str, words: str, asked: str, found: str, held: bool, docs: str = "") -> None:
        record_property("rule", (model, words, asked, found, bool(held), docs or f"mechanisms/{model}.md"))

    return state


@pytest.fixture(scope="session")
def project() -> Path:
    return PROJECT
