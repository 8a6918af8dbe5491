"""M20: a published survival table, and the calibration points that are figures."""

from estimative.domain import PartialDate
from estimative.measures import kaplan_meier
from estimative.mechanisms.commitment_survival import Kind as Commitment
from estimative.mechanisms.commitment_survival import within

from .common import Kind, Row, worked

NAME = "commitment_survival"
WEEKS = (6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35)
CENSORED = (3, 5, 7, 8, 11, 12, 13, 16, 17, 18, 19, 20)
PRINTED = ((6, 0.857), (7, 0.807), (10, 0.753), (13, 0.690), (16, 0.627), (22, 0.538), (23, 0.448))


def rows() -> list[Row]:
    km = kaplan_meier(WEEKS, [i not in CENSORED for i in range(len(WEEKS))])
    table = "Freireich and others 1963 (Blood 21, 699-716), remission under 6-mercaptopurine, estimated as in textbooks"
    kept = within(0.0, 96, Commitment(1.06, 25.1, 0.7, 0.0055, 0.0), 1.0, 1.0)[0]
    signed, force = PartialDate("2023-12-25").first, PartialDate("2025-05-15").first
    return [
        *(Row(NAME, f"in remission after {w} weeks", table, "from memory", s, km.open_at(w), 5e-4) for w, s in PRINTED),
        worked(NAME, "M20", "months from signing to force, Eurasian union and Iran", 17,
               (force - signed).days / 30.4375, 0.5),
        worked(NAME, "M20", "share of the package of 2017 carried out by May 2025, %", 27, 100 * 30 / 110, 0.5),
        Row(NAME, "the same after 96 months, by the rival that was set to meet it, %", "worked figures", "M20", 27,
            100 * kept, 1, Kind.CARRIED),
    ]  # fmt: skip
