"""The brief as one HTML file that opens offline: no script, no font, no picture from elsewhere."""

from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from estimative.domain import BAND_SENTENCE, CHANNELS, Figure
from estimative.run.model import Finding, Run

from . import contents, fans, marks, sentences, tracing, turns
from .figures import anchor, check, place, shown


class Links:
    """The only way a number or a reference reaches the page: each link is checked against the run."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.index = tracing.Index(run)

    def figure(self, figure: Figure, text: str | None = None) -> Markup:
        """A figure, or a count that belongs to it, linked to its trace."""
        if not isinstance(figure, Figure):
            raise TypeError(f"only a Figure can be shown as a number, not {type(figure).__name__}")
        target = anchor("trace", self.run.trace.node(figure.trace).id)
        mark = Markup('<b class="dagger">†</b>') if figure.dagger else ""
        words = shown(figure) if text is None else text
        return Markup('<a class="figure" href="#{}">{}{}</a>').format(target, words, mark)

    def finding(self, finding: Finding) -> Markup:
        """A sentence with its figures linked in place; figures it does not name follow it."""
        pieces = place(finding.text, finding.figures)
        inside = Markup("").join(self._inline(p) if isinstance(p, Figure) else p for p in pieces)
        rest = [self.figure(f) for f in finding.figures if f not in pieces]
        return inside + (Markup(' <span class="rest">({})</span>').format(Markup(", ").join(rest)) if rest else "")

    def _inline(self, figure: Figure) -> Markup:
        return self.figure(figure, figure.text)

    def claim(self, claim: str) -> Markup:
        """A claim as its source number, linked to its words."""
        target, quote = tracing.claim_target(self.run, claim), self.run.quotes.get(claim)
        text = f"[{quote.source}]" if quote else claim
        return Markup('<a class="cite" href="#{}" title="{}">{}</a>').format(
            target, quote.claim.span.text if quote else claim, text
        )

    def source(self, number: int) -> Markup:
        item = tracing.source(self.run, number)
        return Markup('<a class="cite" href="#{}" title="{}">[{}]</a>').format(
            anchor("source", str(number)), f"{item.publisher}: {item.title}", number
        )

    def named(self, kind: str, key: str, text: str) -> Markup:
        """From an id of the evidence to its place in the trace, where it has one; else the text alone."""
        known = next((n for n in (key, f"{kind}:{key}") if n in self.run.trace.nodes), key)
        return self.node(known, text)

    def node(self, node_id: str, text: str | None = None, brief: bool = False) -> Markup:
        """A link into the trace if the node is there, else the text alone; `brief` in lists of the trace itself."""
        if node_id not in self.run.trace.nodes:
            return Markup("{}").format(node_id if text is None else text)
        words = self.index.name(node_id) if text is None else text
        quiet = Markup("") if brief else Markup(' class="quiet"')
        return Markup('<a{} href="#{}">{}</a>').format(quiet, self.index.target(node_id), words)


def to_html(run: Run, signed: str | None = None) -> str:
    """The brief as HTML text. Raises `UnknownName` for a figure, claim or source that the run cannot trace."""
    check(run)
    environment = _environment(run)
    style = files(__package__).joinpath("style.css").read_text(encoding="utf-8")
    return environment.get_template("page.html.j2").render(
        run=run, style=Markup(style), review=sentences.review(signed), signed=bool(signed)
    )


def _environment(run: Run) -> Environment:
    links = Links(run)
    environment = Environment(
        loader=PackageLoader("estimative.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        fig=links.figure, finding=links.finding, claim=links.claim, cite=links.source, node=links.node,
        named=links.named, anchor=anchor,
        name=lambda code: sentences.name(run, code), s=sentences, contents=contents, marks=marks, fans=fans,
        turns=turns, tracing=tracing, index=links.index, shown=shown, web_address=web_address,
        BAND_SENTENCE=BAND_SENTENCE, CHANNELS=CHANNELS,
    )  # fmt: skip
    return environment


def web_address(url: str | None) -> str | None:
    """A link that may stand in a page: http or https only.

    >>> web_address("javascript:alert(1)"), web_address("https://example.org")
    (None, 'https://example.org')
    """
    return url if url and url.lower().startswith(("http://", "https://")) else None
