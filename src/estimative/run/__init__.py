"""Composes: Case + as-of -> Run (manifest, digest, results, findings, trace); stores, reloads, diffs."""

from .ahead import (
    mechanism_list,
    scenario_cautions,
    scenario_diff,
    scenario_new,
    scenario_rows,
    share_rows,
)
from .asking import discover_rows, sensitivity_rows, voi_rows
from .batch import code_each, code_to, llm_report, setting
from .check import check
from .compose import make, recall
from .desk import add, coded_rows, judge, listing, resolve
from .diff import diff
from .model import *  # noqa: F403
from .store import keep, load
from .whatif.entries import Changed
from .whatif.shifts import Shift, Stand, Step
from .whatif.simulation import Compared, Simulated, Told, simulate, what_if
from .why import why

__all__ = [
    "Changed",
    "Compared",
    "Shift",
    "Simulated",
    "Stand",
    "Step",
    "Told",
    "add",
    "check",
    "code_each",
    "code_to",
    "coded_rows",
    "diff",
    "discover_rows",
    "judge",
    "keep",
    "listing",
    "llm_report",
    "load",
    "make",
    "mechanism_list",
    "recall",
    "resolve",
    "scenario_cautions",
    "scenario_diff",
    "scenario_new",
    "scenario_rows",
    "sensitivity_rows",
    "setting",
    "share_rows",
    "simulate",
    "voi_rows",
    "what_if",
    "why",
]
