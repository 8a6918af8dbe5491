"""Bargaining: KTAB's worked example at turn 0, and the emission standards of the European Community round by round."""

import csv
import json

import numpy as np

from estimative.mechanisms.expected_utility import NET_VOTES, SCHOLZ_CODE, Bargainers, bargain, bargainers
from estimative.mechanisms.spatial_bargaining import Contestants, contest

from .common import SHARED, Row

NAME = "spatial_bargaining"
FOLDER = SHARED / "data/bargaining"
KTAB = "KTAB, reference log smpExample of 30 May 2017"
EMISSIONS = "Bueno de Mesquita 1994, through two public replications"


def rows() -> list[Row]:
    return [*_turn_0(), *_rounds()]


def _turn_0() -> list[Row]:
    made = json.loads((FOLDER / "ktab/smpExample_turn0.json").read_text(encoding="utf-8"))
    actors, said = made["actors"], made["turn0"]
    names = tuple(a["name"] for a in actors)
    arrays = (np.array([[a[k] for a in actors]]) for k in ("capability", "position", "salience"))
    capability, position, salience = arrays
    found = contest(Contestants(names, capability, position / 100, salience / 100))
    chances = zip(names, said["winning_probability"].values(), found.chances[0], strict=True)
    worst = float(np.abs(found.utility[0] - said["utility_matrix"]).max())
    return [
        *(Row(NAME, f"chance that {n} wins", KTAB, "turn 0", p, float(c), 5.1e-5) for n, p, c in chances),
        Row(NAME, "largest difference of 25 utilities", KTAB, "turn 0", 0.0, worst, 5.1e-5),
    ]


def _rounds() -> list[Row]:
    game = _emissions()
    known = json.loads((FOLDER / "ec_emission_rounds.json").read_text(encoding="utf-8"))
    first, second = known["jmckib_variant"], known["dmasad_variant"]
    one, two = bargain(game, SCHOLZ_CODE, 3), bargain(game, NET_VOTES, 1)
    return [
        Row(NAME, "median, years of delay", EMISSIONS, "round 0", 7.0, float(one.median[0, 0]), 1e-9),
        Row(NAME, "mean", EMISSIONS, "round 0", 7.38996, float(one.mean[0, 0]), 5e-6),
        *_later("first program", first, one.median[:, 0], one.mean[:, 0]),
        *_later("second program", second, two.median[:, 0], two.mean[:, 0]),
    ]


def _later(which: str, known: dict[str, list[float]], median: np.ndarray, mean: np.ndarray) -> list[Row]:  # type: ignore[type-arg]
    source = f"{which} (a named variant, not the truth)"
    found = []
    for k in range(1, len(mean)):
        found.append(Row(NAME, "median", source, f"round {k}", known["median"][k], float(median[k]), 1e-9))
        found.append(Row(NAME, "mean", source, f"round {k}", known["mean"][k], float(mean[k]), 1e-9))
    return found


def _emissions() -> Bargainers:
    lines = (FOLDER / "ec_emission_standards.csv").read_text(encoding="utf-8").splitlines()
    rows = [r for r in csv.DictReader(lines) if r["variant"] == "dmasad"]
    columns = (np.array([float(r[k]) for r in rows]) for k in ("position", "capability", "salience"))
    return bargainers([r["actor"] for r in rows], *columns)
