"""HTML to text and metadata. Extraction is trafilatura's (Barbaresi 2021), the metadata date htmldate's (Barbaresi
2020)."""

import re
from dataclasses import dataclass

from estimative.domain import BadInput, PartialDate

from .text import clean

_HTML = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta|title|script)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,80}charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_FEED = re.compile(r"^\s*(?:<\?xml[^>]*>\s*)?<(?:rss|feed|rdf)\b", re.IGNORECASE)
_FIRST, _LAST = "1900-01-01", "2100-01-01"  # htmldate's own upper bound is the day it runs on


@dataclass(frozen=True, slots=True)
class Page:
    text: str
    title: str | None
    publisher: str | None
    url: str | None
    date: PartialDate | None


def is_html(text: str) -> bool:
    """
    >>> is_html("<!DOCTYPE html><html>..."), is_html("a < b")
    (True, False)
    """
    return bool(_HTML.match(text[:4000]))


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page's first bytes name."""
    found = _CHARSET.search(data[:2048])
    return found.group(1).decode("ascii") if found else None


def read_page(html: str, where: str) -> Page:
    """The report of a page. Errors: BadInput if none can be found (script-only pages, feeds, logins)."""
    import trafilatura

    tree = trafilatura.load_html(html)
    text = (
        None
        if tree is None
        else trafilatura.extract(tree, include_comments=False, include_tables=False, favor_recall=True)
    )
    if not text or not text.strip():
        mend = "open it in a browser and save the page complete, or give its text"
        raise BadInput("the page has no text of its own" + (": only scripts" if "<script" in html else ""), where, mend)
    found = trafilatura.extract_metadata(trafilatura.load_html(html))
    title, site, url = (_plain(getattr(found, name, None)) for name in ("title", "sitename", "url"))
    return Page(_titled(clean(text), title), title, site, url, _metadata_date(html))


def refuse_feed(text: str, where: str) -> None:
    if _FEED.match(text[:500]):
        raise BadInput("this is a feed, not a page", where, "save the pages it lists and give those")


def _plain(value: object) -> str | None:
    return clean(value).strip() or None if isinstance(value, str) else None


def _titled(text: str, title: str | None) -> str:
    return text if not title or title in text[: len(title) + 200] else f"{title}\n{text}"


def _metadata_date(html: str) -> PartialDate | None:
    from htmldate import find_date

    found = find_date(html, extensive_search=False, original_date=True, min_date=_FIRST, max_date=_LAST)
    return PartialDate(found) if found else None
