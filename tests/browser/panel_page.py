"""The panel alone in a page: the labextension's build of it, JupyterLab's themes, a view that a test makes.

The page has an origin of its own and no network: whatever it asks for that is not here is refused and noted.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockmind_lab.core.markup import to_html

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Route

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "labextension" / "lib" / "panel"
THEMES = Path(sys.prefix) / "share" / "jupyter" / "lab" / "themes" / "@jupyterlab"
ORIGIN = "http://panel.test"

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Panel</title>
<link rel="icon" href="data:,"><link id="theme" rel="stylesheet" href="/light.css">
<link rel="stylesheet" href="/mount.css"><link rel="stylesheet" href="/base.css">
<style>html, body { margin: 0; height: 100%; }</style>
<body data-jp-theme-light="true"><main class="jp-mockmind-beside"><div class="jp-mockmind-mount"></div></main>
<script type="module">
import { mount } from '/mount.mjs';
window.remount = host => {
    window.panel?.unmount();
    localStorage.clear();
    Object.assign(window, { sent: [], ran: [], spoken: [] });
    const node = document.querySelector('.jp-mockmind-mount');
    window.panel = mount(node, operation => window.sent.push(operation), host);
};
window.ready = true;
</script>"""

EARS = """
for (const name of ['SpeechRecognition', 'webkitSpeechRecognition', 'speechSynthesis']) delete window[name];
window.heard = '';
window.SpeechRecognition = class {
    constructor() { window.ears = this; }
    start() { window.heard = 'listening in ' + this.lang; }
    stop() { window.heard = 'stopped'; this.onend?.(); }
    abort() { this.stop(); }
    hear(...parts) { this.onresult({ results: parts.map(part => [{ transcript: part }]) }); }
};
window.webkitSpeechRecognition = window.SpeechRecognition;
window.spoken = [];
const voice = { speak: one => spoken.push(one.text), cancel: () => spoken.push('(hush)') };
Object.defineProperty(window, 'speechSynthesis', { value: voice, configurable: true });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
NO_EARS = """
for (const name of ['SpeechRecognition', 'webkitSpeechRecognition', 'speechSynthesis'])
    Object.defineProperty(window, name, { value: undefined, configurable: true });
"""


def axe_script() -> str:
    """axe-core, from the package that carries it."""
    found = importlib.util.find_spec("axe_playwright_python")
    assert found, "The accessibility tests need axe: pip install axe-playwright-python"
    assert found.origin
    return Path(found.origin).with_name("axe.min.js").read_text()


def serious_findings(page: Any, selector: str) -> list[str]:
    """What axe-core calls serious or critical below ``selector``: rule, element and why."""
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(axe_script())
    script = """async selector => {
        const found = await axe.run(selector, { resultTypes: ['violations'] });
        return found.violations.filter(one => ['serious', 'critical'].includes(one.impact)).flatMap(
            one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`));
    }"""
    return page.evaluate(script, selector)


class PanelPage:
    """The panel in a page of its own."""

    def __init__(self, context: BrowserContext) -> None:
        self.asked: list[str] = []
        self._files = {
            "/": ("text/html", _PAGE),
            "/mount.mjs": ("text/javascript", (BUILT / "mount.mjs").read_text()),
            "/mount.css": ("text/css", (BUILT / "mount.css").read_text()),
            "/base.css": ("text/css", (ROOT / "labextension" / "style" / "base.css").read_text()),
        }
        for theme in ("light", "dark", "dark-high-contrast"):
            sheet = (THEMES / f"theme-{theme}-extension" / "index.css").read_text()
            self._files[f"/{theme}.css"] = ("text/css", sheet)
        self.page = context.new_page()
        self.page.route("**/*", self._answer)
        self.page.goto(f"{ORIGIN}/")
        self.page.wait_for_function("window.ready")

    def mount(self, *, theme: str = "light", host: str = "{}", before: str = "") -> None:
        """A panel like new. ``host`` is what its place can do, ``before`` a program: JavaScript."""
        self.asked.clear()
        self.page.evaluate(
            """async ([theme, host, before]) => {
                const sheet = document.getElementById('theme');
                if (!sheet.href.endsWith(`/${theme}.css`)) {
                    const loaded = new Promise(done => { sheet.onload = done; });
                    sheet.href = `/${theme}.css`;
                    await loaded;
                }
                (0, eval)(`{ ${before} }`);
                remount((0, eval)(`(${host})`));
            }""",
            [theme, host, EARS + before],
        )

    def show(self, view: dict[str, Any]) -> None:
        """Draw a view, and wait until it is drawn."""
        drawn = "await new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
        self.page.evaluate(f"async view => {{ panel.show(view); {drawn}; }}", view)

    def part(self, name: str) -> Locator:
        """The element of that test id."""
        return self.page.get_by_test_id(f"mockmind-{name}")

    @property
    def box(self) -> Locator:
        """Where one writes to the interviewer."""
        return self.part("input").locator("textarea").first

    def sent(self) -> list[dict[str, Any]]:
        """What the panel has asked for so far."""
        return self.page.evaluate("window.sent")

    def _answer(self, route: Route) -> None:
        url = route.request.url
        kind, body = self._files.get(url.removeprefix(ORIGIN), ("", ""))
        if kind:
            route.fulfill(content_type=f"{kind}; charset=utf-8", body=body)
        else:
            self.asked.append(url)
            route.abort()


STATEMENT = """A baker logs the temperature of the oven once a minute. Find a longest stretch in which any \
two readings differ by at most `swing`, in $O(n \\log n)$ or better; there are $n \\le 10^5$ readings.

| reading | meaning |
|---|---|
| below 0 | a freezer |
| 600 | the logger's limit |

```python
def longest_steady(temps: list[int], swing: int) -> list[int]: ...
```

## Examples

```text
Input:  temps = [220, 224, 221, 229, 227, 226]
        swing = 5
Output: [0, 3]
```

The first three readings lie between 220 and 224.
"""

CODE = "Yes: the same logger is used in freezers. For example:\n\n```python\ntemps = [-20, -18]\n```"


def message(seq: int, speaker: str, text: str, **more: Any) -> dict[str, Any]:
    """A message as the host puts it into a view."""
    time = f"2026-11-21T10:{seq:02}:00+00:00"
    html = to_html(text, formulas=True)
    plain = {"hint": None, "modality": "text"}
    return {"seq": seq, "speaker": speaker, "time": time, "text": text, "html": html, **plain, **more}


def tested(number: int, code: str, **more: Any) -> dict[str, Any]:
    """One test's outcome; hidden unless told otherwise."""
    hidden = {"visible": False, "category": "edge", "input": None, "expected": None, "got": None}
    figures = {"wall_seconds": 0.02, "cpu_seconds": 0.5, "peak_memory_bytes": 64 * 2**20}
    return {"number": number, "code": code, **hidden, **figures, "message": "", "stdout": "", **more}


def failing() -> dict[str, Any]:
    """Results with an example that failed, one that passed and hidden tests of both kinds."""
    example = {"visible": True, "category": "example", "cpu_seconds": 0.0123, "peak_memory_bytes": 9 * 2**20}
    tests = [
        tested(
            1,
            "WA",
            **example,
            input="temps = [220, 224, 221, 229, 227, 226], swing = 5",
            expected="[0, 3]",
            got="[0, 4]",
            stdout="window 220 224\nwindow 221 229\n",
        ),
        tested(2, "AC", **example, input="temps = [], swing = 0", expected="[0, 0]", got="[0, 0]"),
        tested(3, "AC"),
        tested(4, "TLE", category="large"),
    ]
    head = {"kind": "submission", "attempt": 1, "code": "WA", "meaning": "wrong answer", "message": ""}
    return {**head, "passed": 2, "total": 4, "sandboxed": True, "tests": tests}


def view(**more: Any) -> dict[str, Any]:
    """A view in the middle of an interview, the clock standing still unless told otherwise."""
    messages = [
        message(1, "interviewer", "Hello. **Read the problem**, then tell me how you would begin."),
        message(2, "candidate", "Can temperatures be negative?"),
        message(3, "interviewer", CODE),
    ]
    problem = {
        "slug": "steady-oven",
        "title": "A steady oven",
        "difficulty": "medium",
        "topics": ["sliding window"],
        "entry_point": "longest_steady",
        "tests": 24,
        "cpu_seconds": 2.0,
        "memory_bytes": 256 * 2**20,
        "starter": "def longest_steady(temps: list[int], swing: int) -> list[int]:\n    ...\n",
        "html": to_html(STATEMENT, formulas=True),
        "examples": [
            {"number": 1, "input": "temps = [1], swing = 0", "expected": "[0, 1]", "explanation": ""}
        ],
    }
    hints = [
        {"level": n, "cost": c, "taken": False, "text": None, "html": None}
        for n, c in ((1, 5), (2, 10), (3, 20))
    ]
    clock = {
        "running": False,
        "remaining_seconds": 1925,
        "total_seconds": 2700,
        "as_of": "2026-11-21T10:00:00Z",
    }
    can = ["say", "hint", "run", "submit", "skip", "pause", "finish"]
    return {
        "schema_version": 1,
        "interview": "one",
        "seq": 10,
        "status": "in_progress",
        "phase": "observing",
        "round": 1,
        "rounds": 1,
        "trust": "practice",
        "clock": clock,
        "problem": problem,
        "messages": messages,
        "preview": None,
        "hints": hints,
        "attempts": {"used": 1, "max": 3},
        "results": None,
        "history": [],
        "can": can,
        "outcome": None,
        "score": None,
        "interviewer": "scripted",
        "cost": None,
        "busy": [],
        "notice": None,
        **more,
    }
