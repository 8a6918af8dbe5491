"""M11: reference rates without a delivery, and backing in words."""

from estimative import cases
from estimative.mechanisms import PATRONS_DILEMMA, MechanismResult, evaluate
from estimative.mechanisms.patrons_dilemma import first_event

from .common import PROJECT, Row, worked

NAME = "patrons_dilemma"


def rows() -> list[Row]:
    made = evaluate(PATRONS_DILEMMA, cases.load(PROJECT / "cases/russia-iran"))
    assert isinstance(made, MechanismResult)
    backing = min(r.output("backing").low or 0 for r in made.rivals)
    half, whole = (100 * first_event(0.0, 3.5, years) for years in (0.5, 1.0))
    return [
        worked(NAME, "M11", "first delivery in 6 months after 3.5 years without, %", 6, half, 0.5),
        worked(NAME, "M11", "first delivery in 12 months after 3.5 years without, %", 12, whole, 0.5),
        worked(NAME, "M11", "diplomatic backing, lowest 5 % point of any rival", (0.9, 1), backing, 0),
    ]  # fmt: skip
