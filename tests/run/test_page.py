"""The brief of the worked case in a real browser."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from estimative import brief, run

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--window-size=1440,1043",  # 143 pixels are the browser's own: the page has 1440 x 900
]
MEASURE = """<script>
const within = [...document.querySelectorAll('#page-one *')].map(e => e.getBoundingClientRect().bottom);
const links = [...document.querySelectorAll('a[href^="#"]')];
const there = a => [a.hash, decodeURIComponent(a.hash)].some(h => document.getElementById(h.slice(1)));
document.documentElement.dataset.found = JSON.stringify({
  bottom: Math.max(...within), height: innerHeight, links: links.length, lost: links.filter(a => !there(a)).length,
  wide: [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 3).length,
  fetched: performance.getEntriesByType('resource').length});
</script>"""


@pytest.fixture(scope="module")
def measured(russia_iran: run.Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """What Chromium measures on a copy of the page whose policy lets a measuring script run."""
    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("no browser here: install chromium")
    folder = tmp_path_factory.mktemp("page")
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", brief.to_html(russia_iran))
    file = Path(folder / "brief.html")
    file.write_text(page.replace("</body>", MEASURE + "</body>"), encoding="utf8")
    done = subprocess.run(
        [browser, *FLAGS, f"--user-data-dir={folder / 'profile'}", "--dump-dom", file.as_uri()],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    found = re.search(r'data-found="([^"]*)"', done.stdout)
    assert found is not None, done.stderr[-500:]
    return dict(json.loads(found[1].replace("&quot;", '"')))


def test_page_one_is_one_screen(measured: dict[str, float]) -> None:
    assert measured["height"] == pytest.approx(900, abs=20)
    assert measured["bottom"] <= measured["height"]
    assert measured["wide"] == 0


def test_every_link_leads_somewhere_and_nothing_is_fetched(measured: dict[str, float]) -> None:
    assert measured["links"] > 100
    assert measured["lost"] == 0
    assert measured["fetched"] == 0
