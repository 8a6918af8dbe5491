"""Three files with one content: equal runs give equal bytes, and a failure writes nothing."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sample import sample

from estimative.brief import to_html, to_json, to_markdown, write
from estimative.brief.figures import figures
from estimative.brief.markdown_text import text
from estimative.brief.sentences import SECTIONS
from estimative.domain import Figure, UnknownName


def test_write_makes_three_files_and_leaves_nothing_else(tmp_path, run):
    out = tmp_path / "new" / "folder"
    paths = write(run, out)
    assert [p.name for p in paths] == ["brief.html", "brief.json", "brief.md"]
    assert sorted(out.iterdir()) == sorted(paths)
    assert paths[0].read_text(encoding="utf-8") == to_html(run)


def test_a_run_that_cannot_be_traced_leaves_the_old_brief(tmp_path, run):
    before = {p: p.read_bytes() for p in write(run, tmp_path)}
    with pytest.raises(UnknownName):
        write(replace(run, off_chain_share=Figure("1", "nowhere")), tmp_path)
    assert {p: p.read_bytes() for p in tmp_path.iterdir()} == before


@pytest.mark.parametrize("render", [to_html, to_json, to_markdown])
def test_same_run_same_bytes_whatever_the_order_of_its_dictionaries(render, run):
    backwards = replace(run, quotes=dict(reversed(run.quotes.items())))
    assert render(run) == render(sample()) == render(backwards)


def test_same_bytes_in_another_process_time_zone_and_hash_seed(tmp_path, run):
    code = "import sys; from pathlib import Path; from sample import sample; from estimative.brief import write; "
    code += "write(sample(), Path(sys.argv[1]))"
    env = os.environ | {"PYTHONPATH": str(Path(__file__).parent), "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], env=env, check=True)
    for path in write(run, tmp_path / "here"):
        assert path.read_bytes() == (tmp_path / path.name).read_bytes()


def test_json_holds_every_field_and_rounds(run):
    data = json.loads(to_json(run))
    assert data["balance"][0]["band"] == {"high": "substantial", "low": "selective", "median": "substantial"}
    assert data["quotes"]["c01"]["claim"]["confidence"] == 0.3
    assert data["review"] == "Draft, unreviewed"
    assert list(data) == sorted(data)
    assert set(data["trace"]) == set(run.trace.nodes)


def test_json_keeps_unknown_apart_from_zero(run):
    outlook = replace(run.outlooks[0], low=float("nan"), high=0.0)
    data = json.loads(to_json(replace(run, outlooks=(outlook,))))
    assert (data["outlooks"][0]["low"], data["outlooks"][0]["high"]) == (None, 0.0)


def test_all_three_carry_every_figure(run):
    page, markdown, data = to_html(run), to_markdown(run), to_json(run)
    for figure in figures(run):
        assert figure.text in page
        assert text(figure.text) in markdown
        assert json.dumps(figure.text, ensure_ascii=False) in data


def test_all_three_carry_every_quote_source_and_parameter(run):
    page, markdown, data = to_html(run), to_markdown(run), to_json(run)
    said = [q.claim.span.text for q in run.quotes.values()] + [s.title for s in run.sources]
    said += (
        [p.reference for p in run.parameters]
        + [g.text for g in run.gaps]
        + [m.sentence for r in run.mechanisms for m in r.rivals]
    )
    for words in said:
        plain = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")
        assert plain.replace("'", "&#39;") in page
        assert text(words) in markdown
        assert json.dumps(words, ensure_ascii=False)[1:-1] in data


def test_markdown_has_the_sections_of_the_page_and_links_that_lead_somewhere(run):
    markdown = to_markdown(run)
    headings = re.findall(r"^## (.*)$", markdown, re.M)
    assert headings == [title for _, title, _ in SECTIONS]
    targets = set(re.findall(r'<a id="([^"]+)">', markdown))
    links = set(re.findall(r"\]\(#([^)\s]+(?:\([^)]*\))*)\)", markdown))
    assert len(links) > 100 and links <= targets


def test_markdown_keeps_the_text_of_an_article_text(run):
    markdown = to_markdown(run)
    tags = re.findall(r"(?<!\\)<(?!/a>)([^>]*)>", markdown)
    assert tags and all(re.fullmatch(r'a id="[^"<>]*"', tag) for tag in tags)
    rows = [line for line in markdown.splitlines() if line.startswith("|")]
    head = {len(re.findall(r"(?<!\\)\|", line)) for line in rows}
    assert min(head) >= 3
