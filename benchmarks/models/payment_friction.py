"""M04: the power of an incumbent payment system, and what the first phase moves."""

from estimative import cases
from estimative.mechanisms import PAYMENT_FRICTION, MechanismResult, evaluate
from estimative.mechanisms.payment_friction import power

from .common import PROJECT, Row, worked

NAME = "payment_friction"


def rows() -> list[Row]:
    made = evaluate(PAYMENT_FRICTION, cases.load(PROJECT / "cases/russia-iran"))
    assert isinstance(made, MechanismResult)
    cash = max(r.output("by_cash").high or 0 for r in made.rivals)
    kept = 1 - power(0.80, 6.0) / power(0.95, 6.0)
    return [
        *(
            worked(NAME, "M04", f"loss when cut off, share {w:g}, %", v, 100 * power(w, 6.0), 0.5)
            for w, v in ((0.95, 82.0), (0.80, 38.0), (0.50, 15.0))
        ),
        worked(NAME, "M04", "power taken by a share of .2 outside, %, more than half", (50, 100), 100 * kept, 0),
        worked(NAME, "M04", "trade that cash machines (phase 1) can settle, %, about 0", 0, 100 * cash, 0.5),
    ]
