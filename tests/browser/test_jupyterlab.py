"""A person interviews in JupyterLab, from the first cell to the report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from mockmind_lab.report.check import check
from tests.browser.panel_page import EARS, serious_findings

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

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
WRONG = "def longest_steady(temps, swing):\n    print(temps)\n    return [0, 1]"


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


@pytest.mark.parametrize("mount", ["widget", "beside"])
def test_it_is_sound_in_every_theme_and_what_is_spoken_stays_marked(
    open_notebook: Callable[..., LabPage], request: pytest.FixtureRequest, mount: str
) -> None:
    if mount == "beside":
        request.getfixturevalue("labextension")

    def without(page: Page) -> None:
        page.route(re.compile("/extensions/mockmind-lab/static/"), lambda route: route.abort())

    before = without if mount == "widget" else None
    lab = open_notebook("start_here.ipynb", first_cell=START, before=before, within=f"interview-{mount}")
    lab.page.evaluate(f"() => {{ {EARS} }}")
    output = lab.run(0)
    expect(lab.panel.get_by_test_id("mockmind-title")).to_have_text("A steady oven")
    if mount == "widget":
        expect(output.get_by_test_id("mockmind-panel")).to_be_visible()
        assert lab.page.locator(".jp-mockmind-beside, .jp-mockmind-link").count() == 0
    lab.picture(f"{mount}-start")
    lab.press("mic")
    lab.page.evaluate("ears.hear('Can temperatures be negative?')")
    lab.press("send")
    expect(lab.chat).to_contain_text("the same logger is used in freezers")
    expect(lab.chat).to_contain_text("spoken")
    lab.run(2, WRONG)
    lab.press("submit")
    expect(lab.panel.get_by_test_id("mockmind-verdict")).to_contain_text("wrong answer")
    expect(lab.panel.get_by_test_id("mockmind-got").first).to_be_visible()
    lab.picture(f"{mount}-failing")
    for theme in ("JupyterLab Dark", "JupyterLab Dark High Contrast", "JupyterLab Light"):
        lab.use_theme(theme)
        lab.picture(f"{mount}-{theme.split()[-1].lower()}")
        assert serious_findings(lab.page, ".jp-mockmind-panel") == [], theme
        assert _contrast(lab) >= 4.5, theme  # WCAG's level AA of running text


@pytest.mark.usefixtures("labextension")
def test_jupyterlab_in_german_has_the_interview_in_german(open_notebook: Callable[..., LabPage]) -> None:
    lab = open_notebook("start_here.ipynb", first_cell=START)
    page = lab.page
    page.locator(".lm-MenuBar-item", has_text="Settings").click()
    page.locator(".lm-Menu-item", has_text="Language").click()
    page.locator(".lm-Menu-item", has_text="Deutsch").click()
    try:
        with page.expect_event("load"):
            page.locator(".jp-Dialog .jp-mod-accept").click()
        lab.open(lab.path)
        lab.run(0)
        expect(page.get_by_test_id("mockmind-link")).to_contain_text(
            "Das Gespräch steht neben diesem Notebook."
        )
        expect(lab.status).to_contain_text("Gespräch: noch")
        lab.press("submit")
        notice = lab.beside.get_by_test_id("mockmind-notice")
        expect(notice).to_contain_text("Keine Zelle, die Sie ausgeführt haben, definiert longest_steady")
        lab.write(2, WRONG)
        lab.press("submit")
        results = lab.beside.get_by_test_id("mockmind-results")
        expect(results).to_contain_text("verdeckt: Randfall")
        expect(results).to_contain_text("falsche Antwort")
        lab.picture("german")
        expect(lab.settings("Bewerbungsgespräche")).to_contain_text("Von selbst anzeigen")
        page.locator("[data-id=mockmind-history]").click()
        expect(page.get_by_test_id("mockmind-history")).to_contain_text("läuft")
        page.evaluate("void jupyterapp.commands.execute('mockmind:new-interview')")
        dialog = page.locator(".jp-Dialog")
        expect(dialog).to_contain_text("Schwierigkeit")
        expect(dialog.locator("option", has_text="Gleitendes Fenster")).to_have_count(1)
        lab.picture("german-dialog")
    finally:
        english = "jupyterapp.serviceManager.settings.save('@jupyterlab/translation-extension:plugin', '{}')"
        page.evaluate(english)


def _opens_its_report(lab: LabPage) -> None:
    import nbformat

    path = lab.folder / "report.ipynb"
    assert check(nbformat.read(path, as_version=4)) == []
    lab.show("report.ipynb")
    report = lab.page.locator(
        ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook", has_text="Interview report"
    )
    expect(report).to_contain_text("A steady oven")
    expect(report.locator("img").first).to_be_visible()
    lab.picture("report")
    link = report.locator("a[href^='#event-']").first
    place = (link.get_attribute("href") or "").removeprefix("#")
    target = report.locator(f"[id='{place}'], [data-jupyter-id='{place}']").first.locator("xpath=..")
    target.scroll_into_view_if_needed()  # JupyterLab only guesses how high a cell is that it never drew
    link.scroll_into_view_if_needed()
    expect(target).not_to_be_in_viewport()
    link.click()
    expect(target).to_be_in_viewport()


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
