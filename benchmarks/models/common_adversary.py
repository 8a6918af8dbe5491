"""M05 and M14: order of ideal points and levers on a third state, as the worked figures ask."""

import duckdb

from estimative import cases
from estimative.measures import ideal_point_distance
from estimative.mechanisms import INFLUENCE, MechanismResult, evaluate

from .common import PROJECT, SHARED, Row, worked

RUS, IRN, USA = 365, 630, 2


def rows() -> list[Row]:
    return [*_points(), *_levers()]


def _points() -> list[Row]:
    table = SHARED / "data/similarity/un_ideal_points.parquet"
    query = (
        f"select session, ccode, IdealPoint from '{table}' where session between 55 and 74 "
        f"and ccode in {(RUS, IRN, USA)}"
    )
    at = {(s, c): float(x) for s, c, x in duckdb.sql(query).fetchall()}
    sessions = sorted({s for s, _ in at})

    def apart(a: int, b: int) -> list[float]:
        return [ideal_point_distance(at[s, a], at[s, b]) for s in sessions]

    pairs = zip(apart(RUS, IRN), apart(RUS, USA), apart(IRN, USA), strict=True)
    closer = [(near < first, near < second) for near, first, second in pairs]
    name, years = "common_adversary", f"sessions of {len(sessions)} from 2000 to 2019, ideal points of April 2020:"
    return [
        worked(name, "M05", f"{years} Russia nearer to Iran than to the USA",
               len(sessions), sum(a for a, _ in closer), 0),
        worked(name, "M05", f"{years} Iran nearer to Russia than to the USA",
               len(sessions), sum(b for _, b in closer), 0),
    ]  # fmt: skip


def _levers() -> list[Row]:
    made = evaluate(INFLUENCE, cases.load(PROJECT / "cases/russia-iran"))
    assert isinstance(made, MechanismResult)
    highest = {kind: made.rivals[0].output(f"{kind}_ratio").high or 0.0 for kind in ("arms", "finance")}
    return [
        worked(
            "influence", "M14", f"Russia's influence on Israel over that of the USA, {kind}, 95 % point", (0, 0.1), v, 0
        )
        for kind, v in highest.items()
    ]
