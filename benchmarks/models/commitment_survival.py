"""M20: a published survival table, and the calibration points that are figures."""

from estimative.measures import kaplan_meier
from estimative.mechanisms.commitment_survival import Kind, within

from .common import Row

NAME = "commitment_survival"
WEEKS = (6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35)
CENSORED = (3, 5, 7, 8, 11, 12, 13, 16, 17, 18, 19, 20)
PRINTED = ((6, 0.8571), (10, 0.7529), (16, 0.6275), (23, 0.4482))


def rows() -> list[Row]:
    km = kaplan_meier(WEEKS, [i not in CENSORED for i in range(len(WEEKS))])
    table = "Freireich and others 1963, remission under 6-mercaptopurine, as in Gehan 1965 (from memory)"
    saudi = "US-Saudi package of 2017, carried out by May 2025 (list of mechanisms, M20)"
    kept = within(0.0, 96, Kind(1.06, 25.1, 0.7, 0.0055, 0.0), 1.0, 1.0)[0]
    found = [
        Row(NAME, f"in remission after {week} weeks", table, "-", share, km.open_at(week), 5e-5)
        for week, share in PRINTED
    ]
    return [*found, Row(NAME, "share of announced packages carried out after 96 months", saudi, "-", 0.27, kept, 0.02)]
