"""M04: the power of an incumbent payment system."""

from estimative.mechanisms.payment_friction import power

from .common import Row

NAME = "payment_friction"
SOURCE = "worked figure of the list of mechanisms (M04)"


def rows() -> list[Row]:
    printed = {0.95: 82.0, 0.80: 38.0, 0.50: 15.0}
    return [
        Row(NAME, f"loss when cut off, share {w:g}, %", SOURCE, "-", v, 100 * power(w, 6.0), 0.5)
        for w, v in printed.items()
    ]
