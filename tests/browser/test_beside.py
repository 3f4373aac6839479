"""The panel beside the notebook, over the server's WebSocket: what it shows, keeps and brings back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from mockmind_lab.report.check import check
from tests.browser.lab_page import SHOWN
from tests.browser.test_jupyterlab import SOLUTION, START

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import WebSocketRoute

    from tests.browser.lab_page import LabPage

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("labextension")]

LINE = "The interview is beside this notebook. Open the panel"


def test_it_lives_while_a_cell_spins_and_comes_back_in_every_tab(
    open_notebook: Callable[..., LabPage],
) -> None:
    lab = open_notebook("start_here.ipynb", first_cell=START)
    output = lab.run(0)
    expect(lab.beside.get_by_test_id("mockmind-title")).to_have_text("A steady oven")
    expect(output.get_by_test_id("mockmind-link")).to_have_text(LINE)
    assert output.get_by_test_id("mockmind-panel").count() == 0
    notebook, panel = lab.page.locator(".jp-NotebookPanel").bounding_box(), lab.beside.bounding_box()
    assert notebook
    assert panel
    assert panel["x"] >= notebook["x"] + notebook["width"]

    lab.start(2, "while True:\n    pass")
    lab.say("Can temperatures be negative?")
    expect(lab.chat).to_contain_text("the same logger is used in freezers")
    lab.press("hint")
    lab.press("confirm")
    expect(lab.beside.get_by_test_id("mockmind-hints")).to_contain_text("taken")
    lab.press("pause")
    expect(lab.beside.get_by_test_id("mockmind-clock")).to_contain_text("paused")
    expect(lab.status).to_have_text(re.compile(r"Interview: paused, \d\d:\d\d left"))
    lab.picture("beside-while-a-cell-spins")
    expect(lab.cell(2).locator(".jp-InputPrompt").first).to_have_text("[*]:")
    paused = lab.beside.get_by_test_id("mockmind-clock").text_content() or "nothing"

    second = lab.another_tab()
    second.page.get_by_test_id("mockmind-link").get_by_role("button").click()
    expect(second.chat).to_contain_text("the same logger is used in freezers")
    expect(second.beside.get_by_test_id("mockmind-clock")).to_have_text(paused)
    second.press("resume")
    expect(lab.beside.get_by_test_id("mockmind-clock")).to_contain_text("left")

    lab.page.reload()
    expect(lab.chat).to_contain_text("the same logger is used in freezers")
    clocks = [tab.seconds_left() for tab in (lab, second)]
    assert abs(clocks[0] - clocks[1]) <= 1, clocks
    second.page.close()


def test_a_restarted_kernel_and_text_that_was_never_run(open_notebook: Callable[..., LabPage]) -> None:
    lab = open_notebook("start_here.ipynb", first_cell=START)
    lab.run(0)
    expect(lab.beside.get_by_test_id("mockmind-title")).to_have_text("A steady oven")
    lab.restart_kernel()
    expect(lab.status).to_have_text(re.compile(r"Interview: \d\d:\d\d left"))
    lab.write(2, SOLUTION)
    lab.press("submit")
    expect(lab.beside.get_by_test_id("mockmind-verdict")).to_contain_text("accepted")
    lab.picture("beside-accepted")
    lab.press("finish")
    lab.press("confirm")
    expect(lab.beside.get_by_test_id("mockmind-notice")).to_contain_text("report.ipynb")
    _report_holds(lab)


def test_time_that_runs_out_submits_what_stands_in_a_cell(open_notebook: Callable[..., LabPage]) -> None:
    # An interview of one minute takes seconds on the server of these tests (hurried.py).
    lab = open_notebook("start_here.ipynb", first_cell=f"{START} --minutes 1")
    lab.run(0)
    lab.press("pause")  # however slow the machine is, the time runs out when the text is there
    lab.write(2, SOLUTION)
    lab.press("resume")
    expect(lab.beside.get_by_test_id("mockmind-ended")).to_be_visible()
    expect(lab.beside.get_by_test_id("mockmind-verdict")).to_contain_text("accepted")
    expect(lab.beside.get_by_test_id("mockmind-notice")).to_contain_text("report.ipynb")
    lab.picture("beside-time-is-up")
    _report_holds(lab)


def test_a_cut_connection_shows_and_mends(open_notebook: Callable[..., LabPage]) -> None:
    sockets: list[WebSocketRoute] = []
    there = True

    def through(socket: WebSocketRoute) -> None:
        if there:
            sockets.append(socket)
            socket.connect_to_server()
        else:
            socket.close(code=1011)

    def routed(page: Any) -> None:
        page.route_web_socket(re.compile("/mockmind_lab/live"), through)

    lab = open_notebook("start_here.ipynb", first_cell=START, before=routed)
    lab.run(0)
    expect(lab.chat).to_contain_text("A steady oven")
    there = False
    sockets[-1].close(code=1011)
    away = lab.beside.get_by_test_id("mockmind-away")
    expect(away).to_contain_text("The server is away")
    expect(lab.status).to_have_text("Interview: away")
    lab.picture("beside-away")
    lab.say("Can temperatures be negative?")
    expect(lab.beside.get_by_test_id("mockmind-notice")).to_contain_text("this was not sent")
    there = True
    away.get_by_role("button").click()
    expect(away).to_be_hidden()
    lab.say("Can temperatures be negative?")
    expect(lab.chat).to_contain_text("the same logger is used in freezers")


def test_it_is_at_the_right_in_notebook_7(open_notebook: Callable[..., LabPage]) -> None:
    lab = open_notebook("start_here.ipynb", first_cell=START, app="notebooks")
    lab.run(0)
    expect(lab.beside.get_by_test_id("mockmind-title")).to_have_text("A steady oven")
    lab.say("Can temperatures be negative?")
    expect(lab.chat).to_contain_text("the same logger is used in freezers")
    lab.picture("beside-in-notebook-7")


def test_a_new_interview_by_the_launcher_and_its_place_in_the_history(
    open_notebook: Callable[..., LabPage],
) -> None:
    lab = open_notebook("start_here.ipynb")
    page = lab.page
    lab.run_command("New Launcher")
    page.locator(".jp-LauncherCard:visible", has_text="New interview").click()
    page.get_by_test_id("mockmind-choice-difficulty").select_option("easy")
    page.get_by_test_id("mockmind-choice-topic").select_option("sliding window")
    page.get_by_test_id("mockmind-choice-minutes").fill("15")
    lab.picture("new-interview")
    page.locator(".jp-Dialog .jp-mod-accept").click()
    title = lab.beside.get_by_test_id("mockmind-title")
    expect(lab.beside.get_by_test_id("mockmind-clock")).to_contain_text("14:")
    fresh = page.locator(SHOWN)
    expect(fresh.locator(".jp-CodeCell").first).to_contain_text(
        '%interview start easy --topic "sliding window"'
    )
    expect(fresh.locator(".jp-CodeCell").last).to_contain_text("def ")

    fresh.locator(".jp-CodeCell").last.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("def best_bed(*_):\n    return 0")
    fresh.locator(".jp-cell-toolbar [data-jp-item-name=mockmind-submit]").click()
    expect(lab.beside.get_by_test_id("mockmind-attempts")).to_contain_text("2 of 3")
    page.locator("[data-id=mockmind-history]").click()
    row = page.get_by_test_id("mockmind-history").locator("li").first
    expect(row).to_contain_text(title.inner_text())
    expect(row).to_contain_text("in progress")
    lab.press("finish")
    lab.press("confirm")
    expect(row).to_contain_text("of 100")
    lab.picture("history")
    row.get_by_role("button", name="Report").click()
    expect(page.locator(".jp-Notebook", has_text="Interview report: The sprinkler").first).to_be_visible()


def test_settings_and_shortcuts_do_what_they_say(open_notebook: Callable[..., LabPage]) -> None:
    lab = open_notebook("start_here.ipynb", first_cell=START)
    form = lab.settings()
    form.locator("[id$=panel_autoOpen]").uncheck()
    form.locator("[id$=panel_statusClock]").uncheck()
    form.locator("[id$=panel_side]").select_option(label="Below the notebook")
    with lab.page.expect_response(lambda r: r.request.method == "PUT" and "mockmind-lab" in r.url):
        form.locator("[id$=panel_readAloud]").check()
    lab.picture("settings")
    lab.show("start_here.ipynb")
    output = lab.run(0)
    link = output.get_by_test_id("mockmind-link").get_by_role("button")
    expect(link).to_be_visible()
    expect(lab.beside).to_have_count(0)
    link.click()
    expect(lab.beside.get_by_test_id("mockmind-aloud")).to_have_attribute("aria-checked", "true")
    expect(lab.status).to_be_hidden()
    notebook = lab.page.locator(".jp-NotebookPanel").bounding_box()
    panel = lab.beside.bounding_box()
    assert notebook
    assert panel
    assert panel["y"] >= notebook["y"] + notebook["height"]

    lab.write(2, SOLUTION)
    lab.page.keyboard.press("Control+Alt+r")
    results = lab.beside.get_by_test_id("mockmind-results")
    expect(results).to_contain_text("Run: 3 of 3 tests passed")
    lab.page.keyboard.press("Control+Alt+s")
    expect(results).to_contain_text("Submission 1")
    expect(results.get_by_test_id("mockmind-verdict")).to_be_in_viewport()
    expect(lab.cell(2).locator(".jp-InputPrompt").first).to_have_text("[ ]:")  # it was never run
    lab.picture("settings-below")

    lab.settings()
    lab.page.locator(".jp-RestoreButton").click()
    expect(lab.status).to_be_visible()


def test_an_interview_whose_notebook_was_closed_is_resumed_from_the_history(
    open_notebook: Callable[..., LabPage],
) -> None:
    lab = open_notebook("start_here.ipynb", first_cell=START)
    lab.run(0)
    lab.say("Can temperatures be negative?")
    expect(lab.chat).to_contain_text("the same logger is used in freezers")
    lab.page.evaluate("jupyterapp.shell.activateById('mockmind-history')")
    row = lab.page.get_by_test_id("mockmind-history").locator("li").first
    expect(row).to_contain_text("in progress")
    lab.clear()
    expect(row).to_contain_text("paused")  # a list that is in sight tells of it too
    row.get_by_role("button", name="Resume").click()
    expect(lab.chat).to_contain_text("the same logger is used in freezers")
    expect(lab.beside.get_by_test_id("mockmind-clock")).to_contain_text("left")
    expect(lab.page.locator(".jp-NotebookPanel")).to_be_visible()
    lab.picture("resumed")


def _report_holds(lab: LabPage) -> None:
    import nbformat

    assert check(nbformat.read(lab.folder / "report.ipynb", as_version=4)) == []
