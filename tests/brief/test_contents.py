"""What stands where: laws of the groupings."""

import ast
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import estimative.brief
from estimative.brief import contents, marks, sentences
from estimative.brief.figures import anchor, place
from estimative.domain import CHANNELS, Band, Figure, Level, Sense

levels = st.sampled_from(list(Level))
bands = st.tuples(levels, levels, levels).map(lambda three: Band(*sorted(three)))


def test_every_chain_stands_in_exactly_one_place(run):
    placed = [row for group in contents.channel_groups(run) for row in group.rows]
    placed += [*contents.hostility(run), *contents.other_chains(run)]
    assert sorted(r.chain.id for r in placed) == sorted(r.chain.id for r in run.balance)


def test_channels_follow_the_tree_and_ties_stand_between(run):
    groups = contents.channel_groups(run)
    order = list(CHANNELS)
    assert [g.channel for g in groups] == sorted((g.channel for g in groups), key=order.index)
    for group in groups:
        assert group.tie is None or group.tie.chain.sense is Sense.TIE


def test_rivals_of_different_horizons_stand_apart(run):
    assert [horizon for horizon, _ in contents.by_horizon(run.mechanisms[0])] == [3, 24]


def test_conflicting_quantities_stand_together_and_apart_from_others(run):
    conflicts = [g for g in contents.quantity_groups(run) if g.conflict]
    assert [(g.conflict, len(g.rows)) for g in conflicts] == [("shells in 2030", 2)]
    assert sum(len(g.rows) for g in contents.quantity_groups(run)) == len(run.quantities)


def test_a_conflict_set_stays_whole_where_its_flows_differ(run):
    low, high = (row for row in run.quantities if row.conflict)
    back = replace(high, quantity=replace(high.quantity, giver="ZEN", receiver="RUR"))
    (group,) = contents.quantity_groups(replace(run, quantities=(low, back)))
    assert group.flows == (("RUR", "ZEN"), ("ZEN", "RUR"))
    assert sentences.giving(run, group) == "Ruritania to Zenda / Zenda to Ruritania, arms"


def test_disputed_and_uncertain_amounts_say_so_and_come_last(run):
    howitzers = next(row for row in run.balance if row.chain.id == "support:RUR>ZEN/arms")
    delivered = next(q for q in run.quantities if q.quantity.id == "howitzers-delivered")
    doubted = replace(delivered, quantity=replace(delivered.quantity, claim="c22"))
    changed = replace(run, quantities=(doubted, *run.quantities[1:]))
    assert contents.amounts(run, howitzers)[0] is delivered
    assert contents.amounts(changed, howitzers)[-1] is doubted
    assert sentences.counts(run, delivered) == " field howitzers handed over, delivered"
    assert sentences.counts(changed, doubted).endswith(", disputed")
    assert sentences.counts(run, run.quantities[5]).endswith("not certain")


def test_goods_withheld_are_told_once_earliest_account_first(run):
    jets = run.withheld[0]
    later = replace(jets, since="2031-01", reasons=jets.reasons[:1])
    over = replace(jets, good="patrol boats", ended="delivered 2031-02")
    goods = contents.withheld_goods(replace(run, withheld=(*run.withheld, later, over)))
    assert [good.good for good in goods] == ["interceptors", "long-range air defence"]
    assert [row.since for row in goods[0].rows] == ["2030-06", "2031-01"]
    assert goods[0].reasons[0] == (*jets.reasons[0][:2], ("c20", "c20"))


def test_every_claim_stands_under_its_route(run):
    listed = [key for _, items in contents.quotes_by_route(run) for key, _ in items]
    assert sorted(listed) == sorted(run.quotes)


@settings(max_examples=50, deadline=None)
@given(st.lists(bands, min_size=1, max_size=40))
def test_spells_cover_the_history_and_neighbours_differ(history):
    months = [(f"{2000 + i // 12}-{i % 12 + 1:02d}", band) for i, band in enumerate(history)]
    spells = list(contents.spells(months))
    assert spells[0][0] == months[0][0] and spells[-1][1] == months[-1][0]
    assert all(a[2] != b[2] for a, b in pairwise(spells))


@settings(max_examples=50, deadline=None)
@given(bands)
def test_a_scale_is_mirrored_and_has_one_median(band):
    right, left = marks.scale(band), marks.scale(band, leftward=True)
    assert [c.role for c in right] == [c.role for c in left]
    assert {a.x + b.x for a, b in zip(right, left, strict=True)} == {4 * marks.STEP}
    assert sum(c.role == "median" for c in right) == 1
    assert sum(c.role != "out" for c in right) == band.high - band.low + 1


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40), st.lists(st.text("0123456789, ab", min_size=1, max_size=4), max_size=3))
def test_placing_figures_keeps_the_sentence(words, texts):
    pieces = place(words, tuple(Figure(t, f"t{i}") for i, t in enumerate(texts)))
    assert "".join(p.text if isinstance(p, Figure) else p for p in pieces) == words


def test_a_figure_is_not_placed_inside_another_number():
    assert place("In 2030 they gave 1,030 or 30.5 tons", (Figure("30", "t"),)) == [
        "In 2030 they gave 1,030 or 30.5 tons"
    ]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=12), st.text(max_size=12))
def test_anchors_are_valid_and_tell_ids_apart(one, other):
    assert (anchor("trace", one) == anchor("trace", other)) == (one == other)
    assert all((c.isascii() and not c.isspace() and c not in '%#<>"~') or c == "~" for c in anchor("trace", one))


def test_headings_say_the_direction(run):
    assert sentences.heading(run, run.balance[0].chain) == "Ruritania gives Zenda"
    assert sentences.flow(run, "ZEN", "RUR", "energy") == "Zenda to Ruritania, energy"


def test_the_brief_reads_only_domain_and_run():
    allowed = {
        "estimative.domain",
        "estimative.run.figures",
        "estimative.run.model",
        "estimative.run.futures.rows",
        "jinja2",
        "markupsafe",
    }
    for path in Path(estimative.brief.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            else:
                continue
            outside = [n for n in names if n not in allowed and n.split(".")[0] not in STANDARD]
            assert not outside, (path.name, outside)


STANDARD = frozenset({"collections", "dataclasses", "enum", "functools", "importlib", "itertools", "json", "math", "os",
                      "pathlib", "re", "tempfile", "typing", "urllib"})  # fmt: skip
