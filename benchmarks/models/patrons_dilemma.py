"""M11: reference rates without a delivery."""

from estimative.mechanisms.patrons_dilemma import first_event

from .common import Row

NAME = "patrons_dilemma"


def rows() -> list[Row]:
    source = "worked figure of the list of mechanisms (M11)"
    found = ((window, percent, 100 * first_event(0.0, 3.5, window)) for window, percent in ((0.5, 6.0), (1.0, 12.0)))
    return [
        Row(
            NAME,
            f"first delivery in {12 * window:g} months after 3.5 years without, %",
            source,
            "-",
            percent,
            ours,
            0.5,
        )
        for window, percent, ours in found
    ]
