"""Files of every kind: encodings, pages, dates, and what is refused."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative.domain import BadInput, PartialDate
from estimative.sources import read
from estimative.sources.text import LIMIT, clean, decode, reflow

TEXT = "A Treaty in Málaga\nThe minister’s “pledge” of €5m — his third — was signed on Monday.\nIt binds both sides.\n"


def write(folder: Path, data: bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def shape(text: str, blocks: tuple[object, ...]) -> list[tuple[str, str]]:
    return [(b.kind, text[b.start : b.end]) for b in blocks]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        unicodedata.normalize("NFD", TEXT).encode(),
        TEXT.replace("pledge", "ple\u00addge").encode(),
        TEXT.replace("signed on", "signed\u00a0on").encode(),
    ],
    ids=["utf8", "bom", "utf16", "utf16le", "utf16be", "cp1252", "crlf", "cr", "nfd", "soft-hyphen", "nbsp"],
)
def test_one_text_in_many_encodings_is_one_document(tmp_path: Path, data: bytes) -> None:
    plain = read(write(tmp_path, TEXT.encode(), "plain.txt")).document
    other = read(write(tmp_path, data)).document
    assert other.sha256 == plain.sha256
    assert shape(other.text, other.blocks) == shape(plain.text, plain.blocks)
    assert (other.original_sha256 == plain.original_sha256) == (data == TEXT.encode())


def test_quotes_stay_as_they_are_and_broken_utf8_is_survived() -> None:
    assert "’s “pledge”" in decode(TEXT.encode(), "a")
    broken = TEXT.encode().replace(b"Monday", b"Mon\xffday")
    assert "’s “pledge”" in decode(broken, "a") and "Mon day" in decode(broken, "a")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t \r\n", "no text"),
        ("\u200b\ufeff\u00a0".encode(), "no text"),
        (bytes(range(256)) * 40, "not text"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (b"a" * (LIMIT + 1), "over the limit of 5 MB"),
        (b"<html><head><script>var a = 1;</script></head><body><script>run()</script></body></html>", "only scripts"),
        (b"<!doctype html><html><body><div id='root'></div></body></html>", "no text of its own"),
        (b"<?xml version='1.0'?><rss><channel><title>x</title></channel></rss>", "feed"),
    ],
)
def test_what_cannot_be_read_is_refused_with_reason_and_mend(tmp_path: Path, data: bytes, words: str) -> None:
    path = write(tmp_path, data)
    with pytest.raises(BadInput, match=words) as caught:
        read(path)
    assert caught.value.mend
    assert str(path) in caught.value.where


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(BadInput, match="cannot be read"):
            read(path)


PAGE = """<!DOCTYPE html><html lang="en"><head><title>Canal reopens | The Lock Keeper</title>
<meta property="og:site_name" content="The Lock Keeper"><meta property="og:title" content="Canal reopens">
{meta}</head><body><nav><a href="/">Home</a><a href="/w">World</a></nav><article><h1>Canal reopens</h1>{line}
<p>The canal between the two lakes reopened on Monday after repairs to the upper lock, which took nine weeks.</p>
<p>Both states had paid for the repairs, and the keepers said that forty barges were waiting to pass.</p>
<p>A toll of three crowns will be charged from the spring, the joint commission decided.</p></article>
<footer>Copyright 2024 The Lock Keeper</footer><script>track()</script></body></html>"""


def page(folder: Path, meta: str = "", line: str = "") -> Path:
    return write(folder, PAGE.format(meta=meta, line=line).encode(), "page.html")


def test_a_page_gives_text_title_publisher_and_date(tmp_path: Path) -> None:
    meta = '<meta property="article:published_time" content="2024-02-05T10:00:00Z">'
    source = read(page(tmp_path, meta))
    body = [text for kind, text in shape(source.document.text, source.document.blocks) if kind == "body"]
    assert len(body) == 3 and body[0].startswith("The canal between")
    assert source.publication.title == "Canal reopens"
    assert source.publication.publisher == "The Lock Keeper"
    assert (source.publication.date, source.publication.date_basis) == (PartialDate("2024-02-05"), "metadata")
    assert source.publication.known_at == PartialDate("2024-02-05")
    assert "track()" not in source.document.text


def test_a_page_without_a_date_has_none_unless_the_caller_knows_it(tmp_path: Path) -> None:
    path = write(tmp_path, TEXT.encode())
    assert (read(path).publication.date, read(path).publication.known_at) == (None, None)
    assert read(path).publication.date_basis == "unknown"
    told = read(path, date=PartialDate("2020-05")).publication
    assert (told.date, told.known_at, told.date_basis) == (PartialDate("2020-05"), PartialDate("2020-05"), "caller")


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Published 16 June 2025", "2025-06-16"),
        ("Updated: June 16, 2025 at 10:30", "2025-06-16"),
        ("By Ann Lee | 2025-06-16", "2025-06-16"),
        ("TORVAL, June 16, 2025 (Newswire) - Talks began.", "2025-06-16"),
        ("16/06/2025", "2025-06-16"),
        ("05/06/2025", None),
        ("On 16 June 2025 the talks began.", None),
        ("Published 31 February 2025", None),
        ("The plant opened: 16 June 2025 was the day.", None),
    ],
)
def test_a_page_dates_itself_only_where_pages_do(tmp_path: Path, line: str, date: str | None) -> None:
    found = read(write(tmp_path, f"Talks resume\n{line}\nThey talked for an hour.\n".encode())).publication
    assert (found.date and found.date.iso, found.date_basis) == (date, "page" if date else "unknown")


def test_the_same_text_from_two_publishers_is_one_document_with_two_keys(tmp_path: Path) -> None:
    path = write(tmp_path, TEXT.encode())
    first, second = read(path, publisher="The Echo"), read(path, publisher="The Mirror")
    assert first.document.sha256 == second.document.sha256
    assert first.publication.key != second.publication.key
    assert read(path).publication.publisher == "unstated"


def test_wrapped_text_flows_and_other_text_does_not() -> None:
    wrapped = "The loan was paid in wheat by the\nneighbours, and the port was\nbuilt.\n\n- one thing\n- another\n"
    assert reflow(wrapped).split("\n")[0].endswith("was built.")
    assert len(reflow(wrapped)) == len(wrapped)
    assert "\n- another" in reflow(wrapped)
    assert reflow(TEXT) == TEXT


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_source_or_a_refusal(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = write(tmp_path_factory.getbasetemp(), data, "any.bin")
    try:
        text = read(path).document.text
    except BadInput:
        return
    assert text == clean(text) and text.strip()
