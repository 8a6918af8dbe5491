"""Shared fixtures: where the reference data stands, and what to do without it."""

import os
from pathlib import Path

import pytest

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


@pytest.fixture(scope="session")
def project() -> Path:
    return PROJECT
