"""Similarity: the printed vectors of 1914 and 1816, and what the State Department counts of votes in the Assembly."""

import csv
import json
from math import nan

import duckdb

from estimative.measures.similarity import (
    Distance,
    agreement,
    cohen_kappa,
    scott_pi,
    signorino_ritter,
    tau_b,
)

from .common import SHARED, Kind, Row

NAME = "similarity"
FOLDER = SHARED / "data/similarity"
SIGNORINO = "Signorino and Ritter 1999, as reprinted by S. V. Miller (post of 28 June 2026)"
MILLER = "S. V. Miller, post of 11 November 2021 (alliances of 1816, Correlates of War)"
REFERENCE = "the reference data (vectors of Signorino and Ritter 1999)"
STATE = "US Department of State, Voting Practices in the United Nations"
SCALE = (0, 1, 2, 3)
VOTES = {"yes": 1.0, "abstain": 2.0, "no": 3.0, None: nan}
ACTORS = {"RU": ("Russia", "RUS"), "IR": ("Iran", "IRN"), "IL": ("Israel", "ISR"), "CN": ("China", "CHN")}
HALF = 0.0051  # half a unit of the second digit, and the tie
OTHER = "printed shares and counts of these years (as transcribed, markschaver/UN) do not follow the rule of 2018"
FEWER = "the roll calls at hand (Voeten, to 2019) are {ours} of the {theirs} that the report counts"


def rows() -> list[Row]:
    made = json.loads((FOLDER / "similarity_reference.json").read_text())
    return [*_portfolios(made["signorino_ritter_1999_table6"]), *_america(made["tau_b_usa_1816"]), *_votes()]


def _portfolios(data: dict) -> list[Row]:  # type: ignore[type-arg]
    a, b, weights, printed = data["gmy"], data["rus"], data["syscap"], data["printed"]
    square, straight = Distance.SQUARED, Distance.ABSOLUTE
    published = (
        ("tau-b", "tau_b", tau_b(a, b), 5e-9),
        ("S", "S_absolute_unweighted", signorino_ritter(a, b, 3.0), 0.005),
        ("S, by capabilities", "S_absolute_weighted_by_syscap", signorino_ritter(a, b, 3.0, weights), 0.005),
    )
    computed = {
        "S_squared": signorino_ritter(a, b, 3.0, distance=square),
        "S_squared_weighted": signorino_ritter(a, b, 3.0, weights, square),
        "kappa_squared": cohen_kappa(a, b, SCALE, square),
        "kappa_absolute": cohen_kappa(a, b, SCALE, straight),
        "pi_squared": scott_pi(a, b, SCALE, square),
        "pi_absolute": scott_pi(a, b, SCALE, straight),
    }
    told = data["computed_here_not_published"]
    who = "Germany and Russia 1914"
    return [
        *(Row(NAME, f"{what}, {who}", SIGNORINO, "table 6", printed[k], v, t) for what, k, v, t in published),
        *(
            Row(NAME, f"{k.replace('_', ' ')}, {who}", REFERENCE, "-", told[k], v, 5e-11, Kind.COMPUTED)
            for k, v in computed.items()
        ),
    ]


def _america(data: dict) -> list[Row]:  # type: ignore[type-arg]
    """Tau-b of the alliances of the USA in 1816 with those of ten other states."""
    kind = (
        "case when cow_defense = 1 then 3 when cow_neutral = 1 or cow_nonagg = 1 then 2 "
        "when cow_entente = 1 then 1 else 0 end"
    )
    pacts = duckdb.sql(
        f"select ccode1, ccode2, {kind} from '{FOLDER}/cow_alliance.parquet' where year = 1816"
    ).fetchall()
    given = {(a, b): float(k) for a, b, k in pacts}
    with (FOLDER / "cow_states.csv").open() as file:
        states = sorted(
            {int(r["ccode"]) for r in csv.DictReader(file) if int(r["styear"]) <= 1816 <= int(r["endyear"])}
        )

    def portfolio(state: int) -> list[float]:
        return [3.0 if other == state else given.get((state, other), 0.0) for other in states]

    return [
        Row(NAME, f"tau-b, USA and state {code} of the Correlates of War, 1816", MILLER, "printed to 3 digits", v,
            tau_b(portfolio(2), portfolio(int(code))), 6e-4 if abs(v) >= 0.1 else 6e-5)
        for code, v in data["printed_3_digits"].items()
    ]  # fmt: skip


def _votes() -> list[Row]:
    with (FOLDER / "us_voting_coincidence_2018_2023.csv").open() as file:
        reported = list(csv.DictReader(file))
    good = [r for r in reported if r["year"] in ("2018", "2020") and _voted(r)]
    rest = [r for r in reported if r["year"] not in ("2018", "2020") and _voted(r)]
    worst = max(_gap(r) for r in good)
    follow = sum(_gap(r) < HALF for r in rest)
    return [
        Row(
            NAME,
            f"largest difference of (1 + S)/2 from the counts of {len(good)} members",
            STATE,
            "2018 and 2020",
            0,
            worst,
            HALF,
        ),
        Row(
            NAME,
            "members whose share follows from the counts in the other years",
            STATE,
            "2019, 2021 to 2023",
            len(rest),
            follow,
            0,
            why=OTHER,
        ),
        *_actors(reported),
        *_pairs(),
    ]


def _voted(row: dict[str, str]) -> bool:
    return int(row["same"]) + int(row["oppose"]) + int(row["partial"]) > 0


def _gap(row: dict[str, str]) -> float:
    return abs(_half_credit(row) - float(row["coincidence"]))


def _half_credit(row: dict[str, str]) -> float:
    """The report's coincidence is (1 + S)/2 with abstention half way between yes and no."""
    same, oppose, partial = (int(row[k]) for k in ("same", "oppose", "partial"))
    theirs = [1.0] * same + [3.0] * oppose + [2.0] * partial
    return (1 + signorino_ritter([1.0] * len(theirs), theirs, 2.0)) / 2


def _ballots(year: int) -> dict[str, list[float]]:
    codes = ("US", *ACTORS)
    columns = ", ".join(f"max(vote) filter (country_code = '{c}')" for c in codes)
    found = duckdb.sql(
        f"select {columns} from '{FOLDER}/un_votes.parquet' join '{FOLDER}/un_roll_calls.parquet' using (rcid) "
        f"where date[:4] = '{year}' group by rcid order by rcid"
    ).fetchall()
    return dict(zip(codes, ([VOTES[v] for v in column] for column in zip(*found, strict=True)), strict=True))


def _actors(reported: list[dict[str, str]]) -> list[Row]:
    found = []
    for year in (2018, 2019):
        cast = _ballots(year)
        for code, (name, iso) in ACTORS.items():
            row = next(r for r in reported if r["iso"] == iso and r["year"] == str(year))
            theirs = sum(int(row[k]) for k in ("same", "oppose", "partial", "absent"))
            ours = (1 + signorino_ritter(cast["US"], cast[code], 2.0)) / 2
            why = FEWER.format(ours=len(cast["US"]), theirs=theirs)
            found.append(Row(NAME, f"votes of {name} with the USA, {year}", STATE, f"{year}, overall votes",
                             float(row["coincidence"]), ours, 0.005, why=why))  # fmt: skip
    return found


def _pairs() -> list[Row]:
    """Agreement in the session of 2019 beside a plain count in the database."""
    cast, found = _ballots(2019), []
    for a, b in (("RU", "IR"), ("RU", "US"), ("IR", "US"), ("RU", "IL"), ("IR", "IL"), ("RU", "CN")):
        ((counted,),) = duckdb.sql(
            f"select avg((x.vote = y.vote)::int) from '{FOLDER}/un_votes.parquet' x join '{FOLDER}/un_votes.parquet' y "
            f"using (rcid) join '{FOLDER}/un_roll_calls.parquet' using (rcid) "
            f"where date[:4] = '2019' and x.country_code = '{a}' and y.country_code = '{b}'"
        ).fetchall()
        found.append(Row(NAME, f"same votes of {a} and {b}, 2019", "a count in SQL (votes: Voeten)", "-", counted,
                         agreement(cast[a], cast[b]), 1e-12, Kind.COMPUTED))  # fmt: skip
    return found
