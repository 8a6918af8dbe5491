"""The sample run and its three briefs; this folder is put on the path so that its helpers can be imported."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def run():
    from sample import sample

    return sample()


@pytest.fixture(scope="session")
def page(run):
    from reading import Page

    from estimative.brief import to_html

    return Page(to_html(run))
