"""Rows and sentences: exact offsets, boundaries that the parse keeps, furniture inside paragraphs."""

import json
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative.coding.segment import segment, sentences
from estimative.coding.sentences import spans
from estimative.domain import Document
from estimative.sources import read

SPLITS = [
    ("Lt. Gen. J. K. Ro met U.S. envoys at 9.30 a.m.|They left."),
    ("He lives in the U.S.|The deal failed."),
    ("U.S. Treasury officials met Acme Inc. Chairman Hale."),
    ('"Will you help?" Mr. Hale asked.|"No."'),
    ("Growth was 3.5 percent; exports fell (see p. 4. of the report) by No. 5."),
    ("It paid $2.5bn in Jan. 2020.|However, it... said nothing."),
    ("The pact was signed.[12]|It holds.|(A copy is kept.|Twice.)|Both agree."),
    ("A blank was lost.|The next sentence stands.|Good."),
    ("Is it over?|Yes!|“It is,” she said."),
    ("Prices rose to 4 crowns.|24 ships came."),
    ("Resolution No. 2231 holds, said Col. Orr, e.g. Article 5."),
    # ranks, titles and initials
    ("Maj. Gen. (ret.) Osei spoke.|Nobody answered."),
    ("Vice Adm. Lee and Brig. Gen. T. R. Lund Jr. met.|They sailed."),
    ("K.C. Maurer, the chief, agreed.|So did V. I. Petrov."),
    ("President J.K. Osei met Rep. Cole of Acme Inc. in St. Petersburg.|They agreed."),
    ("Sen. Ann Wu, D-Calif., objected.|A. Lund did not."),
    # abbreviations inside and at the end
    ("The envoy left for the U.S.|Iran had not replied."),
    ("The envoy praised the U.S. Congress and the U.N. Security Council."),
    ("It went to the U.S.|The U.S.-led force left."),
    ("The U.S. Navy watched in Washington, D.C. on Monday."),
    ("He works for the F.B.I.|She works for the C.I.A. in Kabul."),
    ("It left at 5 p.m. Tuesday.|It arrived at 7 a.m.|Customs cleared it at 9 p.m. Moscow time."),
    ("Torval sent tanks, guns, etc. to Arven.|Arven sent oil, gas, etc.|Torval paid."),
    ('Col. Gen. Orlov, a.k.a. "Bear," fled.|He was caught.'),
    ("It ruled on Smith vs. Jones on Oct. 7.|2023 was new."),
    # quotations
    ("“We will not yield,” he said.|“Never.”|He left."),
    ('"Who pays?" he asked.|Nobody knew.'),
    ('"Stop!" shouted the guard.|They ran.'),
    ('He said: "We agree.|We must act."|Then he left.'),
    ("‘We agree.’|So he said."),
    ("It passed, 5–4.|“Finally!” said Ms. Orr.|She smiled."),
    # ellipses and notes
    ("The deal was dead...|Nobody mourned it."),
    ("It sent guns ... Nothing else."),
    ("The ship sank . . .|Nobody knew why."),
    ("“It was … difficult,” the aide said.|Talks go on."),
    ("The pact was signed. [3] [4]|It holds."),
    # items and datelines
    ("1. Mali sends oil.|2. Niger pays.|3. Chad waits."),
    ("Key points:|• Mali sends oil|• Niger pays."),
    ("WASHINGTON (AP) — The U.S. will sell jets.|Japan will pay."),
]


@pytest.mark.parametrize("marked", SPLITS)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    text = marked.replace("lost.|The", "lost.The").replace("|", " ")
    expected = marked.split("|")
    assert [text[a:b] for a, b in spans(text)] == expected


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("aBc .?!()\"'”1;U…"), max_size=80))
def test_sentences_cover_everything_but_blanks_in_order(text: str) -> None:
    found = spans(text)
    assert all(a < b for a, b in found)
    assert all(x[1] <= y[0] for x, y in pairwise(found))
    assert "".join(text[a:b] for a, b in found).replace(" ", "") == text.replace(" ", "")


PAGE = """Talks Resume On The Canal
The talks resumed in Torval on Monday. Both sides sent ministers.
- Ten Tricks To Sleep Better At Night
- What Your Shoes Say About You
The U.S. envoy left early. Subscribe to our newsletter for more updates. The toll stays.
"""


def test_rows_are_numbered_over_furniture_too_and_parses_leave_it_out() -> None:
    document = Document(PAGE, "", ())
    parsed, rows = segment(document)
    assert [(r.id, r.kind) for r in rows] == [
        ("s001", "heading"),
        ("s002", "body"),
        ("s003", "body"),
        ("s004", "boilerplate"),
        ("s005", "boilerplate"),
        ("s006", "body"),
        ("s007", "boilerplate"),
        ("s008", "body"),
    ]
    assert [[s.id for s in p.sentences] for p in parsed] == [["s002", "s003"], ["s006"], ["s008"]]
    assert rows[6].subkind == "call_to_action"


def test_parsed_sentences_are_those_of_the_parse_with_offsets_in_the_document() -> None:
    document = Document(PAGE, "", ())
    for parsed in segment(document)[0]:
        found = list(parsed.doc.sents)
        assert len(found) == len(parsed.sentences)
        for sent, row in zip(found, parsed.sentences, strict=True):
            assert (parsed.base + sent.start_char, parsed.base + sent.end_char) == (row.start, row.end)
            assert document.text[row.start : row.end] == row.text


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB c.\n-?(\"'”1;U"), max_size=120))
def test_any_text_gives_rows_whose_parse_keeps_their_boundaries(text: str) -> None:
    document = Document(text, "", ())
    parsed, rows = segment(document)
    assert all(document.text[r.start : r.end] == r.text for r in rows)
    for block in parsed:
        assert len(list(block.doc.sents)) == len(block.sentences)


def test_bullets_and_headlines_without_a_stop_are_rows_of_their_own() -> None:
    text = "Arvenia agreed on two points, the ministry said:\n\n• It sends oil to Torval\n\n• Torval pays in grain\n"
    rows = sentences(Document(text, "", ()))
    assert [r.text for r in rows] == [
        "Arvenia agreed on two points, the ministry said:",
        "It sends oil to Torval",
        "Torval pays in grain",
    ]


def test_lines_are_sentences_of_their_own_and_all_of_them_body() -> None:
    text = "Arvenia gave two. It gave three.\n\n  A Headline Without Stop\nRead more: a story\nand a half line"
    parsed, rows = segment(Document(text, "", ()), lines=True)
    assert [r.text for r in rows] == [line.strip() for line in text.split("\n") if line.strip()]
    assert {r.kind for r in rows} == {"body"}
    assert [len(list(p.doc.sents)) for p in parsed] == [1, 1, 1, 1]


def test_encodings_change_offsets_at_most(tmp_path: Path) -> None:
    text = PAGE.replace("Torval", "Málaga").replace("The toll stays", "The “toll” stays — it’s low")
    plain = _rows(tmp_path, text.encode())
    for data in (
        text.encode("utf-16"),
        text.encode("cp1252"),
        text.replace("\n", "\r\n").encode(),
        unicodedata.normalize("NFD", text).encode(),
        b"\xef\xbb\xbf" + text.encode(),
    ):
        assert _rows(tmp_path, data) == plain


def _rows(folder: Path, data: bytes) -> list[tuple[str, str, str]]:
    path = folder / "page.txt"
    path.write_bytes(data)
    return [(r.id, r.kind, r.text) for r in sentences(read(path).document)]


@pytest.mark.shared
def test_the_annotated_article_gives_the_annotated_rows(shared: Path) -> None:
    gold = [json.loads(x) for x in (shared / "gold" / "article_claims_dev.jsonl").read_text("utf-8").splitlines()]
    document = read(shared / "seed" / "russia-iran-article.txt").document
    rows = sentences(document)
    exact = {(r.start, r.end): r.kind for r in rows}
    placed = [exact.get((g["start"], g["end"])) for g in gold]
    assert sum(kind is not None for kind in placed) / len(gold) >= 0.99
    assert [k for k, g in zip(placed, gold, strict=True) if k != g["kind"]] == []
