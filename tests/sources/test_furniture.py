"""Furniture told from body on pages of many subjects, each line tagged B, H or F by hand."""

from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative.domain import Document
from estimative.sources import blocks, call_to_reader
from estimative.sources.text import reflow

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))
KINDS = {"B": "body", "H": "heading", "F": "boilerplate"}


def tagged(page: Path) -> tuple[str, list[tuple[int, str, str]]]:
    """The page without its tags, and (offset, line, kind) of every line."""
    lines = [(line[:1], line[2:]) for line in page.read_text(encoding="utf-8").split("\n")]
    starts = [0, *accumulate(len(line) + 1 for _, line in lines)]
    rows = [(at, line, KINDS[tag]) for at, (tag, line) in zip(starts, lines, strict=False) if line]
    return "\n".join(line for _, line in lines), rows


OPEN = {  # page: what is still misread on it
    "34-portal": "a menu without separators, a section label below it, a counter of views",
    "36-tv": "the name of a video's maker below the title",
}


def pages() -> list[object]:
    known = [pytest.mark.xfail(reason=OPEN[p.stem], strict=True) if p.stem in OPEN else () for p in PAGES]
    return [pytest.param(p, id=p.stem, marks=mark) for p, mark in zip(PAGES, known, strict=True)]


@pytest.mark.parametrize("page", pages())
def test_every_line_gets_the_kind_a_reader_gives_it(page: Path) -> None:
    text, expected = tagged(page)
    found = blocks(reflow(text))
    got = [(at, line, next(b.kind for b in found if b.start <= at < b.end)) for at, line, _ in expected]
    assert got == expected


def test_there_are_at_least_fifteen_pages_with_all_kinds() -> None:
    kinds = [kind for page in PAGES for _, _, kind in tagged(page)[1]]
    assert len(PAGES) >= 15
    assert min(kinds.count(k) for k in KINDS.values()) > 30


@pytest.mark.parametrize(
    "sentence",
    [
        "Share your view in the comments.",
        "Don't forget to subscribe to our newsletter.",
        "Click here to read the full story.",
        "Join our community on Telegram for daily updates.",
        "To continue reading, log in or create an account.",
        "This site uses cookies.",
        "Please visit our website for more coverage of the region.",
        "Sign up for the Monday bulletin here.",
        "Our Standards: The Principles of the Desk.",
        "Write to the night desk at desk@example.org.",
        "Letters on this essay are welcome.",
    ],
)
def test_sentences_to_the_reader_are_calls(sentence: str) -> None:
    assert call_to_reader(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Shares of the bank fell by 3 percent.",
        "Support for membership grew after the vote.",
        "Share prices of media groups fell after comments by the minister.",
        "If you count the loans, the debt has doubled.",
        "He told reporters: “Visit our website, read our reports.”",
        "Follow-up talks on social media rules begin in May.",
        "Joint patrols are discussed in the article of the treaty.",
        "Read together, the two laws ban the export of copper.",
        "The terms and conditions of the loan were not published.",
        "The decree was first published on the website of the ministry.",
        "What will the ministry do next?",
        "Q: What do you think the ministry will do?",
        "Our standards are higher than theirs, the ministry said.",
        "Sign-up fees for the fund rose to 2 percent.",
        "Subscribers to the treaty meet in May.",
        "Comments by the envoy were welcomed in Lorn.",
        "Letters sent by the envoy were published in May.",
        "Follow-on orders, our analysts say, are likely.",
    ],
)
def test_sentences_of_a_report_are_no_calls(sentence: str) -> None:
    assert not call_to_reader(sentence)


def test_a_question_to_the_reader_is_a_call_only_at_the_close() -> None:
    question = "What are your thoughts on the treaty?"
    assert call_to_reader(question, closing=True)
    assert not call_to_reader(question)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB c.\n-?!:#1)|…“”"), max_size=200))
def test_blocks_cover_every_line_once_and_in_order(text: str) -> None:
    document = Document(text, "", ())
    found = blocks(document.text)
    assert [document.text[b.start : b.end] for b in found] == [x.strip() for x in text.split("\n") if x.strip()]
    assert all(b.kind in KINDS.values() for b in found)


@pytest.mark.parametrize(
    "line",
    [
        "LORN, Nov 5 (Wire) - The fleet sailed on Monday.",
        "LORN, 2 April /MNA/ - Meskia signed an accord on seed on Tuesday.",
        "The agency/ministry poll showed a lead for the treaty.",
        "Photo reconnaissance by the navy found nothing.",
        "Source: the ministry, which spoke on Monday, denied it.",
        "Kari Lund is a professor of law, and the treaty is her work.",
        "Reporting by the ministry was late again.",
        "Read closely, both drafts gave Belmar the right to close the port.",
        "(The ministry did not reply to 3 letters.)",
        "So who will pay for the pipeline?",
        "“We go home,” she said.",
    ],
)
def test_a_sentence_of_the_report_stays_body_among_paragraphs(line: str) -> None:
    page = (
        f"Talks on the canal\nThe talks began on Monday in Lorn.\nKari Lund signed the treaty.\n{line}\nThe fleet left."
    )
    assert [b.kind for b in blocks(page)] == ["heading", "body", "body", "body", "body"]


def test_a_call_of_two_sentences_alone_on_its_line_is_one_block() -> None:
    text = "Talks on the canal\nThe talks began on Monday.\nWhat do you think? Tell us in the comments."
    found = blocks(text)[-1]
    assert (found.kind, text[found.start : found.end]) == ("boilerplate", "What do you think? Tell us in the comments.")


def test_credits_close_a_report_only_where_little_stands_below() -> None:
    report = [f"The fleet sailed on day {n}." for n in range(8)]
    notice = "The desk added a quote from a report of the pool."
    low = blocks("\n".join(["Talks on the canal", *report, "Reporting by A. Lee; editing by B. Ek", notice]))
    high = blocks("\n".join(["Talks on the canal", "Reporting by A. Lee; editing by B. Ek", *report, notice]))
    assert low[-1].kind == "boilerplate"
    assert [b.kind for b in high].count("body") == 9
