"""A person interviews in JupyterLab, from the first cell to the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from mockmind_lab.report.check import check

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.lab_page import LabPage

pytestmark = pytest.mark.browser

START = "%interview start medium --problem steady-oven --seed 1"
SOLUTION = '''from bisect import bisect_left, insort


def longest_steady(temps, swing):
    """A window that only moves forward, kept in order beside the list."""
    window, best, left = [], [0, 0], 0
    for temp in temps:
        insort(window, temp)
        while window[-1] - window[0] > swing:
            del window[bisect_left(window, temps[left])]
            left += 1
        if len(window) > best[1]:
            best = [left, len(window)]
    return best'''


def test_an_interview_by_the_panel_is_accepted_and_leaves_a_report(
    open_notebook: Callable[..., LabPage],
) -> None:
    lab = open_notebook("start_here.ipynb", first_cell=START)
    lab.run(0)
    expect(lab.panel.get_by_test_id("mockmind-title")).to_have_text("A steady oven")
    expect(lab.panel.get_by_test_id("mockmind-clock")).to_contain_text("left")

    lab.panel.get_by_test_id("mockmind-input").locator("textarea").first.fill("Can temperatures be negative?")
    lab.press("send")
    expect(lab.panel.get_by_test_id("mockmind-chat")).to_contain_text("the same logger is used in freezers")

    lab.run(2, SOLUTION)
    lab.press("submit")
    expect(lab.panel.get_by_test_id("mockmind-verdict")).to_contain_text("accepted")

    lab.press("finish")
    lab.press("confirm")
    expect(lab.panel.get_by_test_id("mockmind-notice")).to_contain_text("report.ipynb")
    expect(lab.panel.get_by_test_id("mockmind-ended")).to_be_visible()
    _opens_its_report(lab)


def test_an_interview_by_cells_is_accepted_and_leaves_a_report(open_notebook: Callable[..., LabPage]) -> None:
    lab = open_notebook("start_here.ipynb", first_cell=START)
    lab.run(0)
    expect(lab.panel).to_be_visible()
    lab.run(2, SOLUTION)
    expect(lab.run(3, "%interview run")).to_contain_text("3 of 3 tests passed")
    expect(lab.run(5, "%interview submit")).to_contain_text("accepted")
    expect(lab.panel.get_by_test_id("mockmind-verdict")).to_contain_text("accepted")
    expect(lab.run(6, "%interview finish")).to_contain_text("report.ipynb")
    _opens_its_report(lab)


def test_the_panel_can_be_read_in_the_dark(open_notebook: Callable[..., LabPage]) -> None:
    lab = open_notebook("start_here.ipynb", first_cell=START)
    lab.run(0)
    light = _contrast(lab)
    lab.picture("panel-light")
    lab.use_theme("JupyterLab Dark")
    lab.picture("panel-dark")
    dark = _contrast(lab)
    lab.use_theme("JupyterLab Light")
    # WCAG's level AA asks for 4.5 of running text.
    assert min(light, dark) >= 4.5, (light, dark)


def _opens_its_report(lab: LabPage) -> None:
    import nbformat

    path = lab.folder / "report.ipynb"
    assert check(nbformat.read(path, as_version=4)) == []
    here = lab.url.rsplit("/", 1)[0]
    lab.page.goto(f"{here}/report.ipynb?reset")
    expect(lab.page.locator(".jp-Notebook").first).to_contain_text("A steady oven")
    expect(lab.page.locator(".jp-Notebook img").first).to_be_visible()
    lab.picture("report")


def _contrast(lab: LabPage) -> float:
    """The contrast of the problem's text against the panel, as WCAG defines it."""
    script = """panel => {
        const channels = text => text.match(/[\\d.]+/g).slice(0, 3).map(Number);
        const light = text => {
            const [r, g, b] = channels(text).map(v => v / 255)
                .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const text = panel.querySelector('[data-testid=mockmind-statement] p');
        const pair = [getComputedStyle(text).color, getComputedStyle(panel).backgroundColor].map(light);
        return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    }"""
    return lab.panel.evaluate(script)
