"""The page: well-formed, offline, accessible, and not one figure without its trace."""

import re
from dataclasses import replace
from importlib.resources import files

import pytest
from reading import Page
from sample import sample

from estimative.brief import to_html, to_json, to_markdown
from estimative.brief.figures import figures, shown
from estimative.brief.page import Links
from estimative.domain import BAND_SENTENCE, Figure, Node, NodeKind, Trace, UnknownName

LISTS = (
    *("findings", "balance", "quantities", "withheld", "propositions", "contradictions", "commitments", "outlooks"),
    *("mechanisms", "timeline", "gaps", "routes", "parameters", "sources", "changes"),
)


def test_every_link_inside_the_page_has_its_target_and_ids_are_unique(page):
    assert len(page.ids) == len(set(page.ids))
    assert set(page.inner_links()) <= set(page.ids)


def test_every_figure_leads_to_its_trace(page, run):
    shown_figures = page.of_class("figure")
    assert len(shown_figures) > 100
    assert all(e.tag == "a" and e.attributes["href"].startswith("#trace-") for e in shown_figures)
    words = {e.text.removesuffix("†") for e in shown_figures}
    missing = [f for f in figures(run) if f.text not in words and shown(f) not in words]
    assert not missing


def test_a_dagger_stands_at_each_figure_from_memory(page, run):
    texts = {shown(f) for f in figures(run) if f.dagger}
    marked = {e.text.removesuffix("†") for e in page.of_class("figure") if e.text.endswith("†")}
    assert texts and texts <= marked


@pytest.mark.parametrize("render", [to_html, to_json, to_markdown])
def test_a_figure_without_a_trace_is_refused(render):
    with pytest.raises(UnknownName, match="nowhere"):
        render(sample(off_chain_share=Figure("3 of 4", "nowhere")))


@pytest.mark.parametrize("render", [to_html, to_json, to_markdown])
def test_a_trace_that_leads_nowhere_is_refused(render, run):
    trace = Trace(run.trace.nodes | {"cell:loose": Node(NodeKind.CELL, "cell:loose", "from nothing")})
    with pytest.raises(UnknownName, match="cell:loose"):
        render(replace(run, trace=trace))


def test_only_a_figure_can_be_shown_as_a_number(run):
    with pytest.raises(TypeError, match="only a Figure"):
        Links(run).figure("48")


def test_templates_print_no_figure_but_through_its_macro():
    for template in files("estimative.brief").joinpath("templates").iterdir():
        for printed in re.findall(r"\{\{(.*?)\}\}", template.read_text(encoding="utf-8"), re.S):
            bare = re.sub(r"\bfig\((?:[^()]|\([^()]*\))*\)", "", printed)
            assert not re.search(r"\.figure\b|\bweight\b|off_chain_share|row\.(signals|origins|claims)\b", bare), (
                template.name,
                printed,
            )


def test_the_page_opens_offline(page, run):
    assert not any(e.tag in {"script", "link", "img", "iframe", "object", "embed", "base"} for e in page.elements)
    assert not any(key in e.attributes for e in page.elements for key in ("src", "srcset", "action", "data"))
    style = page.tagged("style")[0].text
    assert "url(" not in style and "@import" not in style
    outside = [e for e in page.tagged("a") if not e.attributes["href"].startswith("#")]
    assert {e.section for e in outside} == {"sources"}
    assert all(e.attributes["href"].startswith(("http://", "https://")) for e in outside)


def test_text_of_an_article_stays_text(page):
    assert not any(key.startswith("on") for e in page.elements for key in e.attributes)
    assert not any("javascript:" in e.attributes.get("href", "") for e in page.elements)
    quoted = [e.text for e in page.tagged("q") if "long-range air defence" in e.text]
    assert quoted and all('<script>alert("Zenda")</script> & <b onmouseover=alert(1)>' in q for q in quoted)


def test_hostile_ids_and_names_stay_text(run):
    bad = '"><img src=x onerror=alert(1)>'
    header = replace(run.header, question=bad, title=bad, names={"RUR": bad, "ZEN": "Zenda"})
    trace = Trace(run.trace.nodes | {bad: Node(NodeKind.PARAMETER, bad, bad)})
    page = Page(to_html(replace(run, header=header, trace=trace, off_chain_share=Figure(bad, bad, bad))))
    assert not page.tagged("img")
    assert set(page.inner_links()) <= set(page.ids)


def test_charts_say_the_band_sentence_and_speak(page):
    assert all(BAND_SENTENCE in e.text for e in page.tagged("figure"))
    assert {e.section for e in page.tagged("figure")} == {"page-one", "balance", "history"}
    assert all(e.attributes["aria-label"] for e in page.tagged("svg"))
    assert all(e.attributes.get("scope") for e in page.tagged("th"))


def test_page_one_holds_what_a_reader_asks_first(page, run):
    front = next(e for e in page.tagged("section") if e.attributes["id"] == "page-one").text
    for words in (
        run.header.question,
        run.manifest.as_of,
        run.manifest.information_cutoff,
        "no spare airframes before 2033",
        "since 2030-06",
        "very unlikely",
        "5 to 20 %",
        "Confidence is moderate",
        run.header.alternative,
        "No supplied text speaks of Ruritanian nuclear help",
        "5 figures rest on a value cited from memory",
        *(a.text for a in run.header.assumptions),
    ):
        assert words in front


def test_marks(run):
    draft = Page(to_html(run))
    assert draft.of_class("draft") and draft.of_class("illustrative")
    signed = Page(to_html(replace(run, illustrative=False), signed="R. Hentzau, 2031-03-15"))
    assert "Reviewed: R. Hentzau" in signed.of_class("signed")[0].text
    assert not signed.of_class("draft") and not signed.of_class("illustrative")


@pytest.mark.parametrize(
    ("since", "words"), [(None, "No earlier brief to compare."), ("2031-01-01", "Nothing changed since 2031-01-01.")]
)
def test_no_change_is_said(run, since, words):
    changed = replace(run, changes=(), changed_since=since)
    assert words in to_html(changed) and words in to_markdown(changed)


def test_an_empty_run_says_what_is_absent(run):
    empty = replace(run, **dict.fromkeys(LISTS, ()), quotes={}, changed_since=None)
    page, markdown = Page(to_html(empty)), to_markdown(empty)
    assert len(page.of_class("absent")) > 10
    assert "No supplied text gives an amount." in markdown


def test_what_is_cut_from_page_one_stands_below(run):
    changes = tuple(replace(run.changes[0], text=f"Change number {n}.") for n in range(30))
    page = Page(to_html(replace(run, changes=changes)))
    assert "28 more under Changes" in to_html(replace(run, changes=changes))
    below = next(e for e in page.tagged("section") if e.attributes["id"] == "changes").text
    assert all(change.text in below for change in changes)


def test_a_denied_claim_is_marked_wherever_its_words_stand(page, run):
    denied = run.quotes["c21"].claim.span.text
    holders = [e for e in page.tagged("li") if denied in e.text and e.section in {"propositions", "claims"}]
    assert len(holders) == 2 and all("denies:" in e.text for e in holders)
    assert f"denies: “{denied}”" in to_markdown(run)


def test_stages_never_share_a_column(page, run):
    heads = [e.text for e in page.tagged("th") if e.section == "quantities"]
    columns = [heads.index(stage) for stage in ("reported", "promised", "contracted", "delivered", "capacity")]
    assert len(set(columns)) == 5
    rows = [e for e in page.of_class("figure") if e.section == "quantities"]
    assert len(rows) == len(run.quantities)


@pytest.mark.parametrize("scheme", [0, 1])
def test_words_have_contrast(scheme):
    style = files("estimative.brief").joinpath("style.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", style.split("@media")[scheme]))
    for words in ("ink", "muted", "left", "right", "tie", "hostile", "alert"):
        for ground in ("paper", "wash"):
            assert contrast(colours[words], colours[ground]) >= 4.5, (words, ground)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2.1, section 1.4.3."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
