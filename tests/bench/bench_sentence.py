"""How late a model's sentence is in the page: ``python tests/bench/bench_sentence.py``.

A real JupyterLab with this checkout's extension in a real Chromium; the model is the local stand-in. From the
last piece of a sentence leaving the stand-in to that sentence in the page, by one clock; beside it how long
the page has had it, from its message over the WebSocket to the DOM, and to the frame painted with it. What
comes before that is the SDK's, the server's and the wire's; ``bench_model_cost.py`` tells what of it is ours.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from mockmind_lab.testing import ModelServer
from tests.bench.bench_live import DIST, Speech
from tests.bench.links import JupyterServer, settings
from tests.browser.conftest import CHROMIUM_FLAGS

TURNS = 12
BAR_MS = 50.0
BAR_PAGE_MS = 10.0
MODEL = "anthropic:claude-sonnet-5-5"
START = f"%load_ext mockmind_lab\n%interview start --problem lonely-gloves --seed 1 --model {MODEL}"
WATCH = """
window.heard = {};
const now = () => performance.timeOrigin + performance.now();
const note = (text, kind) => {
    for (const [, mark] of text.matchAll(/number (\\d+)\\./g)) {
        const times = (window.heard[mark] ??= {});
        if (times[kind]) continue;
        times[kind] = now();
        if (kind === 'shown') requestAnimationFrame(() => setTimeout(() => { times.painted = now(); }));
    }
};
const Plain = window.WebSocket;
window.WebSocket = class extends Plain {
    constructor(...given) {
        super(...given);
        if (String(given[0]).includes('/mockmind_lab/live')) {
            this.addEventListener('message', (event) => {
                if (event.data.startsWith('{"push":"preview"')) note(event.data, 'came');
            });
        }
    }
};
window.watch = () => {
    const log = document.querySelector('[data-testid=mockmind-chat]');
    const seen = (changes) => {
        for (const { target, addedNodes } of changes) {
            if (target.nodeType === Node.TEXT_NODE) note(target.data, 'shown');
            addedNodes.forEach((node) => note(node.textContent, 'shown'));
        }
    };
    new MutationObserver(seen).observe(log, { subtree: true, childList: true, characterData: true });
};
"""


def notebook(folder: Path) -> None:
    """A notebook of an ordinary kernel that starts the interview."""
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "source": START,
        "outputs": [],
        "execution_count": None,
    }
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    whole = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "model.ipynb").write_text(json.dumps(whole))


def converse(page: Page, server: JupyterServer) -> dict[str, dict[str, float]]:
    """Talk with the model; when each sentence came over the WebSocket, was in the page, and was painted."""
    page.goto(f"http://127.0.0.1:{server.port}/lab/tree/model.ipynb?reset&token={server.token}")
    expect(page.locator(".jp-Toolbar-kernelName").first).to_have_text("Python 3 (ipykernel)")
    expect(page.locator(".jp-NotebookPanel-toolbar [data-status]").first).to_have_attribute(
        "data-status", "idle"
    )
    page.locator(".jp-Notebook .jp-CodeCell .cm-content").first.click()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".jp-Notebook .jp-CodeCell .jp-InputPrompt").first).not_to_have_text("[ ]:")
    panel = page.locator(".jp-mockmind-beside").get_by_test_id("mockmind-panel").first
    messages = panel.locator(".jp-mockmind-message:not(.jp-mockmind-preview)")
    expect(messages.first).to_be_visible()
    page.evaluate("window.watch()")
    for turn in range(TURNS):
        before = messages.count()
        box = panel.get_by_test_id("mockmind-input").locator("textarea").first
        box.fill(f"At step {turn} I keep what has no partner yet.")
        panel.get_by_test_id("mockmind-send").click()
        expect(messages).to_have_count(before + 2)
        expect(panel.get_by_test_id("mockmind-thinking")).to_have_count(0)
    return page.evaluate("window.heard")


def measure(server: JupyterServer) -> dict[str, dict[str, float]]:
    """The same, in a browser."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 1100})
        page.set_default_timeout(60_000)
        expect.set_options(timeout=60_000)
        page.add_init_script(WATCH)
        try:
            return converse(page, server)
        except BaseException:
            page.screenshot(path=server.home.parent / "bench_sentence.png")
            raise
        finally:
            browser.close()


def main() -> int:
    """Print the figures; 1 if a bar is missed."""
    speech = Speech()
    with ModelServer(speech.answer) as models, tempfile.TemporaryDirectory() as name:
        home = Path(name)
        notebook(home)
        mounted = home / "data" / "labextensions" / "mockmind-lab"
        mounted.parent.mkdir(parents=True)
        mounted.symlink_to(DIST.parent, target_is_directory=True)
        labconfig = home / "config" / "labconfig"
        server = JupyterServer(home, settings(models), "jupyterlab")
        labconfig.mkdir(parents=True)
        disabled = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
        (labconfig / "page_config.json").write_text(json.dumps(disabled))
        try:
            asyncio.run(server.ready())
            heard = measure(server)
        finally:
            server.close()
    wall = time.time() - time.perf_counter()
    left = {mark: 1000 * (at + wall) for mark, at in speech.left.items()}
    whole = {mark: times for mark, times in heard.items() if mark in left and len(times) == 3}

    def median(begin: Any, end: str) -> float:
        return statistics.median(times[end] - begin(mark, times) for mark, times in whole.items())

    total = median(lambda mark, _: left[mark], "shown")
    ours = median(lambda _, times: times["came"], "shown")
    slowest = sorted(times["shown"] - left[mark] for mark, times in whole.items())[int(len(whole) * 0.95)]
    print(f"{len(whole)} sentences to the page: median {total:.1f} ms (bar {BAR_MS:g}), p95 {slowest:.1f} ms")
    print(f"  to the browser's socket {median(lambda mark, _: left[mark], 'came'):.1f} ms")
    print(f"  from there to the DOM {ours:.1f} ms (ours; bar {BAR_PAGE_MS:g})")
    print(f"  from the DOM to a painted frame {median(lambda _, times: times['shown'], 'painted'):.1f} ms")
    return int(len(whole) < 30 or total > BAR_MS or ours > BAR_PAGE_MS)


if __name__ == "__main__":
    raise SystemExit(main())
