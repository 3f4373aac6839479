"""A notebook in JupyterLab as a person uses it: cells are written and run, buttons are pressed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

SHOWN = ".jp-NotebookPanel:not(.lm-mod-hidden)"


class LabPage:
    """One notebook open in one tab. Every method waits for what it says, and for nothing else."""

    def __init__(self, page: Page, server: str, *, folder: Path, artefacts: Path) -> None:
        self.page = page
        self.server = server
        self.folder = folder
        self.panel = page.get_by_test_id("mockmind-panel").first
        self.beside = page.locator(".jp-mockmind-beside").first
        self.chat = self.panel.get_by_test_id("mockmind-chat")
        self.status = page.get_by_test_id("mockmind-status")
        self.path = ""
        self._artefacts = artefacts

    def open(self, path: str, *, app: str = "lab") -> None:
        """Load the page with the notebook, and wait until its kernel is ready: keys pressed before that go
        nowhere."""
        self.path = path
        shown = "lab/tree/{}?reset" if app == "lab" else "notebooks/{}"
        self.page.goto(f"{self.server}/{shown.format(path)}")
        self._ready()

    def show(self, name: str) -> None:
        """Open another notebook of the same folder, and wait for nothing."""
        path = f"{self.folder.name}/{name}"
        self.page.evaluate("path => { void jupyterapp.commands.execute('docmanager:open', { path }); }", path)

    def settings(self, title: str = "Interviews") -> Locator:
        """The extension's form in the settings editor, opened; ids of fields end in their names."""
        query = "query => { void jupyterapp.commands.execute('settingeditor:open', { query }); }"
        self.page.evaluate(query, title)
        self.page.locator(".jp-PluginList-entry", has_text=title).first.click()
        return self.page.locator(".jp-SettingsForm").first

    def clear(self) -> None:
        """Put away all that is open, unsaved, and end all kernels: JupyterLab is empty then."""
        self.page.evaluate("for (const widget of [...jupyterapp.shell.widgets('main')]) widget.dispose()")
        self.end_kernels()
        expect(self.page.locator(".jp-NotebookPanel, .jp-mockmind-beside")).to_have_count(0)

    def end_kernels(self) -> None:
        """End all kernels of the server."""
        self.page.evaluate("window.jupyterapp?.serviceManager.sessions.shutdownAll()")

    def cell(self, number: int) -> Locator:
        """The code cell of that number, from 0, of the notebook that shows."""
        return self.page.locator(f"{SHOWN} .jp-Notebook .jp-CodeCell").nth(number)

    def write(self, number: int, source: str) -> None:
        """Replace what a code cell holds."""
        self.cell(number).locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(source)

    def run(self, number: int, source: str | None = None) -> Locator:
        """Run a code cell and wait until it has run; returns its output area."""
        if source is not None:
            self.write(number, source)
        else:
            self.cell(number).locator(".cm-content").click()
        prompt = self.cell(number).locator(".jp-InputPrompt").first
        before = prompt.inner_text()
        self.page.keyboard.press("Control+Enter")
        expect(prompt).not_to_have_text(before)
        expect(prompt).not_to_have_text("[*]:")
        return self.cell(number).locator(".jp-OutputArea").first

    def start(self, number: int, source: str) -> None:
        """Run a code cell that does not end, and wait until it has begun."""
        self.write(number, source)
        self.page.keyboard.press("Control+Enter")
        expect(self.cell(number).locator(".jp-InputPrompt").first).to_have_text("[*]:")

    def say(self, text: str) -> None:
        """Write to the interviewer in the panel, and send it."""
        self.panel.get_by_test_id("mockmind-input").locator("textarea").first.fill(text)
        self.press("send")

    def run_command(self, name: str) -> None:
        """Choose a command from the palette, as a person does."""
        self.page.keyboard.press("Control+Shift+c")
        self.page.locator(".lm-CommandPalette-input").fill(name)
        # At once: the list is drawn anew while commands change, and a mouse would miss.
        self.page.locator(".lm-CommandPalette-item", has_text=name).first.evaluate("item => item.click()")

    def restart_kernel(self) -> None:
        """Restart the kernel by the menu, and wait until it is ready again."""
        self.page.locator(".lm-MenuBar-item", has_text="Kernel").click()
        self.page.locator(".lm-Menu-item", has_text="Restart Kernel…").first.click()
        self.page.locator(".jp-Dialog .jp-mod-accept").click()
        expect(self.run(3, "1 + 1")).to_contain_text("2")

    def another_tab(self) -> LabPage:
        """The same notebook, saved, in a second tab."""
        self.cell(0).locator(".cm-content").click()
        with self.page.expect_response(lambda r: r.request.method == "PUT" and "/api/contents/" in r.url):
            self.page.keyboard.press("Control+s")
        other = LabPage(
            self.page.context.new_page(), self.server, folder=self.folder, artefacts=self._artefacts
        )
        other.page.goto(f"{self.server}/lab/tree/{self.path}")
        expect(other.cell(0)).to_be_visible()
        return other

    def seconds_left(self) -> int:
        """What the panel's clock shows."""
        clock = self.panel.get_by_test_id("mockmind-clock").inner_text()
        minutes, seconds = re.search(r"(\d+):(\d\d)", clock).groups()
        return int(minutes) * 60 + int(seconds)

    def press(self, name: str) -> None:
        """Press one of the panel's buttons, and its question's answer where it asks one."""
        self.panel.get_by_test_id(f"mockmind-{name}").click()

    def use_theme(self, name: str) -> None:
        """Choose ``JupyterLab Dark`` or ``JupyterLab Light`` by the menu, as a person does."""
        self.page.locator(".lm-MenuBar-item", has_text="Settings").click()
        for label in ("Theme", name):
            self.page.locator(".lm-Menu-item", has_text=re.compile(f"^{label}$")).click()
        expect(self.page.locator("body")).to_have_attribute("data-jp-theme-name", name)

    def picture(self, name: str) -> None:
        """Keep a picture of the whole window among the artefacts."""
        self._artefacts.mkdir(exist_ok=True)
        self.page.screenshot(path=self._artefacts / f"{name}.png")

    def _ready(self) -> None:
        notebook = self.page.locator(SHOWN)
        expect(notebook.locator(".jp-Toolbar-kernelName")).to_have_text("Mock interview")
        status = notebook.locator(".jp-NotebookPanel-toolbar [data-status]").first
        expect(status).to_have_attribute("data-status", "idle")
