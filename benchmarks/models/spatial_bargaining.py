"""Bargaining: KTAB's reference logs at turn 0, and the expected-utility model round by round."""

import csv
import gzip
import json
import re
from typing import Any

import numpy as np

from estimative.mechanisms.bargaining_rules import Voting, Winner
from estimative.mechanisms.expected_utility import NET_VOTES, SCHOLZ_CODE, Bargainers, bargain, bargainers
from estimative.mechanisms.spatial_bargaining import Contestants, Rules, contest

from .common import SHARED, Row

NAME = "spatial_bargaining"
FOLDER = SHARED / "data/bargaining"
KTAB = "KTAB, reference log {} of 30 May 2017"
EMISSIONS = "Bueno de Mesquita 1994; Scholz, Calbert and Smith 2011; through two public replications"
FIRST, SECOND = "first public program (jmckib), a named variant", "second public program (dmasad), a named variant"
OTHERS = Rules(voting=Voting.PROPORTIONAL, winner=Winner.CONDITIONAL)
Floats = np.ndarray[Any, np.dtype[np.float64]]


def rows() -> list[Row]:
    return [*_example(), *_logs(), *_rounds(), *_sultan()]


def _example() -> list[Row]:
    made = json.loads((FOLDER / "ktab/smpExample_turn0.json").read_text(encoding="utf-8"))
    actors, said = made["actors"], made["turn0"]
    names = tuple(a["name"] for a in actors)
    arrays = (np.array([[a[k] for a in actors]]) for k in ("capability", "position", "salience"))
    capability, position, salience = arrays
    found = contest(Contestants(names, capability, position / 100, salience / 100))
    chances = zip(names, said["winning_probability"].values(), found.chances[0], strict=True)
    worst, source = float(np.abs(found.utility[0] - said["utility_matrix"]).max()), KTAB.format("smpExample")
    return [
        *(Row(NAME, f"chance that {n} wins", source, "turn 0", p, float(c), 5.1e-5) for n, p, c in chances),
        Row(NAME, "largest difference of 25 utilities", source, "turn 0", 0.0, worst, 5.1e-5),
    ]


def _logs() -> list[Row]:
    found = []
    for name in ("SOE-Pol-Comp", "dummyData_3Dim"):
        with gzip.open(FOLDER / f"ktab/20170530_ref-{name}.txt.gz", "rt", encoding="utf-8") as file:
            log = file.read()
        made, source = contest(_contestants(name), OTHERS), KTAB.format(name)
        n = made.chances.shape[1]
        lines = log[log.index("History of actors' winning") :].splitlines()[1 : 1 + n]
        printed = [float(line.split(":")[1].split()[0]) for line in lines]
        chance = float(np.abs(made.chances[0] - printed).max())
        risk = float(np.abs(made.risk[0] - _matrix(log, "Inferred risk attitudes")[:, 0]).max())
        utility = float(np.abs(made.utility[0] - _matrix(log, "Risk-aware actor-pos utility")).max())
        found += [
            Row(NAME, f"largest difference of {n} chances to win", source, "turn 0", 0.0, chance, 5.1e-5),
            Row(NAME, f"largest difference of {n} risk attitudes", source, "turn 0", 0.0, risk, 5.1e-4),
            Row(NAME, f"largest difference of {n * n} utilities", source, "turn 0", 0.0, utility, 5.1e-5),
        ]
    return found


def _contestants(name: str) -> Contestants:
    lines = (FOLDER / f"ktab/{name}.csv").read_text(encoding="utf-8").splitlines()[2:]
    table = [[c.strip() for c in line.split(",") if c.strip()] for line in lines if line.strip()]
    position, salience = (np.array([[[float(v) for v in r[k::2]] for r in table]]) for k in (3, 4))
    capability = np.array([[float(r[2]) for r in table]])
    return Contestants(tuple(r[0] for r in table), capability, position / 100, salience / 100)


def _matrix(log: str, title: str) -> Floats:
    """The numbers under the first line that has `title`."""
    found = []
    for line in log[log.index(title) :].splitlines()[1:]:
        if not re.match(r"\s*[+-]?\d", line):
            break
        found.append([float(v) for v in line.split()])
    return np.array(found)


def _rounds() -> list[Row]:
    game = _read("ec_emission_standards.csv", ("actor", "position", "capability", "salience"), "dmasad")
    known = json.loads((FOLDER / "ec_emission_rounds.json").read_text(encoding="utf-8"))
    first, second = known["jmckib_variant"], known["dmasad_variant"]
    one, two = bargain(game, SCHOLZ_CODE, 3), bargain(game, NET_VOTES, 1)
    return [
        Row(NAME, "emissions: median, years of delay", EMISSIONS, "round 0", 7.0, float(one.median[0, 0]), 1e-9),
        Row(NAME, "emissions: mean", EMISSIONS, "round 0", 7.38996, float(one.mean[0, 0]), 5e-6),
        *_later(FIRST, first, one.median[:, 0], one.mean[:, 0]),
        *_later(SECOND, second, two.median[:, 0], two.mean[:, 0]),
        *(
            Row(
                NAME,
                f"emissions: exponent of risk, {n}",
                SECOND,
                "round 0",
                second["risk_exponents"][n],
                float(r),
                1e-12,
            )
            for n, r in zip(game.names, two.risk[0, 0], strict=True)
        ),
    ]


def _later(source: str, known: dict[str, list[float]], median: Floats, mean: Floats) -> list[Row]:
    found = []
    for k in range(1, len(mean)):
        for what, printed, ours in (("median", known["median"][k], median[k]), ("mean", known["mean"][k], mean[k])):
            found.append(Row(NAME, f"emissions: {what}", source, f"round {k}", printed, float(ours), 1e-9))
    return found


def _sultan() -> list[Row]:
    made = bargain(_read("sultan_oil_price.csv", ("Actor", "Position", "Capability", "Salience")), SCHOLZ_CODE, 1)
    said = (("median", 13.9, made.median), ("mean", 13.619912134884823, made.mean))
    return [
        Row(NAME, f"oil price of the Saudi leadership: {what}", FIRST, f"round {k}", v, float(ours[k, 0]), 1e-9)
        for what, v, ours in said
        for k in (0, 1)
    ]


def _read(file: str, columns: tuple[str, str, str, str], variant: str = "") -> Bargainers:
    table = list(csv.DictReader((FOLDER / file).read_text(encoding="utf-8").splitlines()))
    kept = [r for r in table if not variant or r["variant"] == variant]
    name, *numbers = columns
    return bargainers([r[name] for r in kept], *(np.array([float(r[c]) for r in kept]) for c in numbers))
