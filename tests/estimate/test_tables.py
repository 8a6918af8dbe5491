"""The tables and anchors as they are shipped."""

from dataclasses import replace

import pytest

from estimative.domain import CHANNELS, Chain, Kind, Level, Sense, Standing
from estimative.estimate import anchors, band, bands, disagreement, has_level, infer, reads, shared, tables
from estimative.estimate.tables import SIZES

from .builders import ARMS, FIRST, LAST, WAR, act


def test_every_value_is_in_the_register_once_with_its_standing():
    found = tables().parameters()
    assert len({p.id for p in found}) == len(found) > 100
    assert {p.standing for p in found} == {Standing.JUDGEMENT}
    assert {p.label for p in found} == {"assumed"}
    assert {p.rival for p in found} == {"plain", "wary", None}
    assert all(p.unit and p.reference for p in found)
    by_id = {p.id: p for p in found}
    assert by_id["estimate.signals.wary.recurring.large.low"].prior.args == (Level.SELECTIVE,)
    assert by_id["estimate.truth.plain.coder"].prior.kind == "beta"


@pytest.mark.parametrize("rival", tables().rivals, ids=lambda r: r.name)
def test_a_larger_act_never_speaks_for_less(rival):
    for channel in (c for c in CHANNELS.values() if c.kind is not Kind.CONTEXT):
        for terms in rival.signals.terms:
            levels = [rival.signals.levels(f"{channel.code}/delivered/{terms}/{size}") for size in SIZES]
            assert levels == sorted(levels)
            assert all(low <= high for low, high in levels)


def test_a_sale_shows_less_than_a_gift():
    table = tables().rivals[0].signals
    sale, gift = (table.levels(f"arms/delivered/{terms}/large") for terms in ("commercial", "grant"))
    assert sale < gift


def test_every_channel_with_a_level_has_five_anchors():
    named = {(a.channel, a.level) for a in anchors()}
    assert named == {(c.code, level) for c in CHANNELS.values() if c.kind is not Kind.CONTEXT for level in Level}
    assert all((a.date is None) == (not a.case) for a in anchors())
    assert not any({"RUS", "IRN"} <= set(a.case.split(",")[0].split(">")) for a in anchors())
    assert all(a.standing is not Standing.VERIFIED for a in anchors()), "none has been checked against a source"


def test_which_chains_have_a_level():
    assert not has_level(Chain("A", "B", "conflict"))
    assert has_level(Chain("A", "B", "conflict", Sense.HOSTILITY))
    assert not has_level(Chain("A", "B", "ideational", Sense.TIE))


def test_rivals_are_shown_apart_and_disagree_where_it_matters():
    sale = replace(act("sale", 4, "large", terms="commercial"), id="sale")
    data = infer([sale, replace(sale, id="two"), replace(sale, id="three")], [ARMS], FIRST, LAST, tables(), 1, 8)
    apart = disagreement(data).sel(chain=ARMS.id)
    assert apart.sel(time=FIRST + 4) >= 1
    each = [bands(data, rival=r.name)["median"].sel(chain=ARMS.id, time=FIRST + 4) for r in tables().rivals]
    assert each[0] > each[1]
    assert band(data, ARMS.id, FIRST + 4).low <= each[1]


def test_the_dataset_says_what_it_holds():
    data = infer([act("s")], [ARMS], FIRST, LAST, tables(), 1, 4)
    assert data["smoothed"].dims == ("time", "chain", "level")
    assert str(data["month"].dtype) == "datetime64[s]"
    assert float(abs(data["smoothed"].sum("level") - 1).max()) < 1e-12
    assert float(data["edge_mass"].max()) < 1e-6
    assert data.attrs["tables"] == tables().digest
    assert all("units" in data[name].attrs for name in ("filtered", "smoothed", "truth", "smoothed_line"))


def test_what_a_signal_reads_is_in_the_register():
    ids = {p.id for p in tables().parameters()}
    for signal in (act("a"), act("b", chain=WAR, size="vast", corroborated=True), act("c", terms="commercial")):
        assert set(reads(tables(), signal)) | set(shared(tables())) <= ids
