"""Out: one brief as a self-contained HTML page, as canonical JSON and as Markdown. It computes nothing.

`write` puts the three files in a folder; `to_html`, `to_json` and `to_markdown` return their text. All three carry
the same content; every number is a `Figure` whose trace is at the end of the page."""

from .canonical import to_json
from .files import write
from .markdown import to_markdown
from .page import to_html

__all__ = ["to_html", "to_json", "to_markdown", "write"]
