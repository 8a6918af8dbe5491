"""Scenarios on the page: what moves is told once, what does not in a line, and page one answers the question."""

from dataclasses import replace

import pytest
from reading import Page
from sample_futures import FUTURES, NODES

from estimative.brief import contents, fans, to_html, to_json, to_markdown, turns
from estimative.brief.figures import figures, shown
from estimative.domain import Trace


@pytest.fixture(scope="module")
def ahead(run):
    return replace(run, futures=FUTURES, trace=Trace(run.trace.nodes | NODES))


@pytest.fixture(scope="module")
def future_page(ahead):
    return Page(to_html(ahead))


def test_page_one_says_what_would_change_it(future_page, ahead):
    front = next(e for e in future_page.tagged("section") if e.attributes["id"] == "page-one").text
    for words in ("What would change it", "War by summer", "Interceptors come +21 points", "Crude +3.1 crowns",
                  "Crude above 9 crowns in any month to July 2031", "nothing that is told here moves"):  # fmt: skip
        assert words in front
    markdown = to_markdown(ahead)
    assert "What would change it" in markdown and "Interceptors come" in markdown.split("## ")[0]


def test_only_strong_signs_reach_page_one(future_page):
    front = next(e for e in future_page.tagged("section") if e.attributes["id"] == "page-one").text
    assert "in no month to July 2031" not in front
    assert any("in no month to July 2031" in e.text for e in future_page.tagged("li") if e.section == "signposts")


def test_every_figure_of_the_scenarios_leads_to_its_trace(future_page):
    assert len(future_page.ids) == len(set(future_page.ids))
    assert set(future_page.inner_links()) <= set(future_page.ids)
    words = {e.text.removesuffix("†") for e in future_page.of_class("figure")}
    assert not [f for f in figures(FUTURES) if f.text not in words and shown(f) not in words]


def test_a_scenario_without_a_difference_is_a_row_of_dots(future_page):
    assert [line.id for line in turns.lines(FUTURES, "act")] == ["jets"]
    assert turns.lines(FUTURES, "act")[0].cells[1] is None
    assert [act.act for act in turns.same_acts(FUTURES)] == ["pact"]
    section = next(e for e in future_page.tagged("section") if e.attributes["id"] == "scenarios").text
    assert "No scenario changes it: The pact is broken" in section
    assert section.count("The pact is broken") == 1


def test_fans_stand_beside_nothing_changing_only_where_they_differ():
    (fan,) = fans.quantities(FUTURES)
    assert [name for name, _ in fan.fans] == ["If nothing changes", "War"]
    assert fan.size == 0.9 and not fans.still(FUTURES)
    flat = replace(FUTURES, scenarios=(FUTURES.scenarios[0], FUTURES.scenarios[2]))
    assert [q.output for q in fans.still(flat)] == ["oil.price"] and not fans.quantities(flat)


def test_shares_that_are_alike_are_told_together():
    post = FUTURES.signposts[0]
    twice = replace(post, seen=(*post.seen, ("peace", post.seen[1][1])))
    told = turns.elsewhere(twice, FUTURES.scenarios[1])
    assert [[name for name, _ in group] for group in told] == [["calm", "peace"]]


def test_a_darker_cell_is_a_farther_move():
    assert [turns.heat(x) for x in (0.0, 0.03, 0.2, 0.3, 0.9)] == [0, 1, 2, 3, 4]


def test_a_mechanism_shows_how_its_test_came_out(run):
    row = replace(run.mechanisms[0], warnings=("not shown to work: it missed eight of ten", "a second remark"))
    assert contents.record(row) == ("not shown to work", "it missed eight of ten")
    page = Page(to_html(replace(run, mechanisms=(row,))))
    (record, *_) = page.of_class("record")
    assert record.text == "not shown to work it missed eight of ten"
    assert not [e for e in page.of_class("warning") if "missed" in e.text]
    assert "**not shown to work**" in to_markdown(replace(run, mechanisms=(row,)))


def test_rivals_that_tell_the_same_share_a_table_and_count_where_they_differ(run):
    short, other = run.mechanisms[0].rivals[0], run.mechanisms[0].rivals[1]
    twin = replace(short, name="twin")
    assert contents.alike((short, twin)) and contents.differing((short, twin)) == 0
    changed = replace(twin, outputs=tuple(replace(o, figure=other.outputs[0].figure) for o in twin.outputs))
    assert contents.differing((short, changed)) == len(short.outputs)


def test_json_holds_the_scenarios(ahead):
    assert '"speaks": "Crude above 9 crowns in any month to July 2031"' in to_json(ahead)
