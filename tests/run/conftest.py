"""Runs of the two shipped cases, made once."""

import shutil
from pathlib import Path

import pytest

from estimative import run

SMALL = "ussr-egypt-1955-1973"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    return copied(project / "cases" / SMALL, tmp_path_factory.mktemp("cases"))


@pytest.fixture(scope="session")
def worked(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    return copied(project / "cases" / "russia-iran", tmp_path_factory.mktemp("cases"))


def copied(case: Path, to: Path) -> Path:
    """A copy without a ledger, so that tests leave the project's folder alone."""
    return Path(shutil.copytree(case, to / case.name, ignore=shutil.ignore_patterns(".estimative")))


@pytest.fixture(scope="session")
def made(small: Path) -> run.Run:
    return run.make(small)


@pytest.fixture(scope="session")
def russia_iran(worked: Path) -> run.Run:
    return run.make(worked)
