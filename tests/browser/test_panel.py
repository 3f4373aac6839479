"""What the panel shows and sends, in a page of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from mockmind_lab.core.markup import to_html
from tests.browser.conftest import ARTEFACTS
from tests.browser.panel_page import BUILT, NO_EARS, PanelPage, failing, message, serious_findings, view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

WINDOW = {"width": 900, "height": 1000}

HOSTILE = """<script>ran.push('script')</script> <img src=x onerror="ran.push('img')">
<svg onload="ran.push('svg')"><style>@import url(http://elsewhere.example/s.css)</style></svg>
<iframe srcdoc="<script>parent.ran.push('frame')</script>"></iframe>
<a href="javascript:ran.push('raw')">one</a>
[two](javascript:ran.push('link')) [three](data:text/html,<script>ran.push('data')</script>)
![seen](http://elsewhere.example/pixel.png) <https://elsewhere.example>
$\\href{javascript:ran.push('tex')}{x}$

<div style="background:url(http://elsewhere.example/b.png)">x</div>
"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[PanelPage]:
    """One page in which each test mounts a panel of its own."""
    if not (BUILT / "mount.mjs").is_file():
        pytest.skip("the labextension is not built: python labextension/build.py says why")
    context = browser.new_context(viewport=WINDOW, locale="en-GB")
    yield PanelPage(context)
    context.close()


@pytest.fixture
def panel(page: PanelPage, browser: Browser) -> Iterator[Callable[..., PanelPage]]:
    """Mounts a panel; in a context of its own where one is asked for."""
    contexts = []

    def opened(*, context: dict[str, Any] | None = None, **settings: Any) -> PanelPage:
        if context:
            contexts.append(browser.new_context(**{"viewport": WINDOW, **context}))
        used = PanelPage(contexts[-1]) if context else page
        used.mount(**settings)
        return used

    yield opened
    for context in contexts:
        context.close()
    page.page.set_viewport_size(WINDOW)
    page.page.emulate_media(forced_colors="none", reduced_motion="no-preference")


def picture(panel: PanelPage, name: str) -> None:
    ARTEFACTS.mkdir(exist_ok=True)
    panel.page.screenshot(path=ARTEFACTS / f"alone-{name}.png", full_page=True)


def busy_view() -> dict[str, Any]:
    """As much at once as the panel ever shows."""
    cost = {
        "calls": 4,
        "input_tokens": 12_000,
        "cached_tokens": 9_000,
        "output_tokens": 834,
        "dollars": 0.0412,
        "unpriced": 0,
        "budget": "low",
    }
    taken = {"level": 1, "cost": 5, "taken": True, "text": "Two ends.", "html": to_html("Two *ends*.")}
    plain = view()
    said = [*plain["messages"], message(4, "candidate", "I would keep a window.", modality="voice")]
    return {
        **plain,
        "messages": said,
        "preview": "That is a good start.",
        "hints": [taken, *plain["hints"][1:]],
        "results": failing(),
        "cost": cost,
    }


LOOKS = {
    "light": {},
    "dark": {"theme": "dark"},
    "high-contrast": {"theme": "dark-high-contrast"},
    "forced-colors": {"media": {"forced_colors": "active"}},
    "380-pixels": {"window": {"width": 380, "height": 1700}},
    "200-percent": {"window": {"width": WINDOW["width"] // 2, "height": WINDOW["height"] // 2}},
    "280-pixels": {"window": {"width": 280, "height": 1900}},
    "german": {"host": "{ locale: 'de-DE' }"},
}


@pytest.mark.parametrize("name", LOOKS)
def test_axe_finds_nothing_serious_and_nothing_is_cut_off(panel: Callable[..., PanelPage], name: str) -> None:
    look = dict(LOOKS[name])
    window, media = look.pop("window", WINDOW), look.pop("media", {})
    shown = panel(**look)
    shown.page.set_viewport_size(window)
    shown.page.emulate_media(**media)
    shown.show(busy_view())
    picture(shown, name)
    assert serious_findings(shown.page, ".jp-mockmind-panel") == []
    wide = shown.page.evaluate("document.querySelector('.jp-mockmind-beside').scrollWidth - innerWidth")
    assert wide <= 0
    shown.part("hint").click()
    assert serious_findings(shown.page, ".jp-mockmind-actions") == []


def test_nothing_runs_and_nothing_is_fetched_of_what_a_model_a_candidate_or_a_program_wrote(
    panel: Callable[..., PanelPage],
) -> None:
    shown = panel(host="{ typeset: node => window.ran.push('typeset ' + node.textContent) }")
    results = failing()
    results["tests"][0].update(input=HOSTILE, expected=HOSTILE, got=HOSTILE, stdout=HOSTILE, message=HOSTILE)
    plain = view()
    html = to_html(HOSTILE, formulas=True)
    hint = {"level": 1, "cost": 5, "taken": True, "text": HOSTILE, "html": html}
    shown.show(
        {
            **plain,
            "messages": [message(n, who, HOSTILE) for n, who in ((1, "interviewer"), (2, "candidate"))],
            "problem": {**plain["problem"], "title": HOSTILE, "html": html, "starter": HOSTILE},
            "hints": [hint],
            "preview": HOSTILE,
            "results": {**results, "message": HOSTILE},
            "notice": {"kind": "error", "text": HOSTILE},
        }
    )
    shown.page.locator("summary").last.click()
    for link in shown.page.locator(".jp-mockmind-panel a").all():
        assert re.match("https?:", link.get_attribute("href") or "https:")
    assert (
        shown.page.locator(
            ".jp-mockmind-panel :is(script, img, iframe, style, object, embed, form), .jp-mockmind-prose svg"
        ).count()
        == 0
    )
    picture(shown, "hostile")
    assert shown.page.evaluate("window.ran") == []
    assert shown.asked == []


def test_formulas_are_typeset_where_that_can_be_and_read_as_text_elsewhere(
    panel: Callable[..., PanelPage],
) -> None:
    shown = panel()
    shown.show(view())
    expect(shown.part("statement")).to_contain_text("O(n log n) or better; there are n ≤ 10⁵ readings")
    shown = panel(host="{ typeset: node => { node.textContent = '[' + node.textContent + ']'; } }")
    shown.show(view())
    expect(shown.part("statement")).to_contain_text("[$O(n \\log n)$] or better")


def test_each_block_can_be_copied_and_of_an_example_its_input(panel: Callable[..., PanelPage]) -> None:
    shown = panel(
        before="""
        window.copied = []; const kept = { writeText: async text => { copied.push(text); } };
        Object.defineProperty(navigator, 'clipboard', { value: kept, configurable: true });"""
    )
    shown.show(view())
    buttons = shown.page.get_by_role("button", name=re.compile("^Copy"))
    expect(buttons).to_have_count(4)
    buttons.nth(1).click()
    expect(buttons.nth(1)).to_have_text("Copied")
    shown.part("copy").click()
    assert shown.page.evaluate("copied") == [
        "temps = [220, 224, 221, 229, 227, 226]\nswing = 5",
        view()["problem"]["starter"],
    ]


def test_the_keyboard_is_enough(panel: Callable[..., PanelPage]) -> None:
    shown = panel()
    shown.show(view())
    keys = shown.page.keyboard
    shown.box.focus()
    keys.insert_text("One line")
    keys.press("Shift+Enter")
    keys.insert_text("and another")
    keys.press("Enter")
    expect(shown.part("thinking")).to_be_visible()
    shown.show(view(seq=11))
    expect(shown.part("thinking")).to_have_count(0)
    shown.part("hint").focus()
    keys.press("Enter")
    expect(shown.part("question")).to_have_text("The next hint costs 5 points. Take it?")
    expect(shown.part("confirm")).to_be_focused()
    keys.press("Escape")
    expect(shown.part("hint")).to_be_focused()
    keys.press("Enter")
    keys.press("Enter")
    assert shown.sent() == [
        {"op": "say", "args": {"text": "One line\nand another"}},
        {"op": "hint", "args": {}},
    ]


def test_what_differs_is_marked_and_no_more(panel: Callable[..., PanelPage]) -> None:
    shown = panel()
    results = failing()
    results["tests"][0].update(expected="[[1, 2], 'oven', 30]", got="[[1, 22], 'oven']")
    shown.show(view(results=results))
    assert shown.part("expected").locator("ins").all_inner_texts() == ["2", ", 30"]
    assert shown.part("got").locator("del").all_inner_texts() == ["22"]
    expect(shown.part("test-4")).to_contain_text("hidden: large")
    results["tests"][0].update(expected="[0, 3] or [3, 3]", got="[3, 1]")
    shown.show(view(results=results))
    expect(shown.part("expected")).to_have_text("[0, 3] or [3, 3]")
    assert shown.part("expected").locator("ins").all_inner_texts() == ["3"]
    assert shown.part("got").locator("del").all_inner_texts() == ["1"]
    picture(shown, "failing")


def test_the_box_to_write_in_stays_in_sight_while_the_conversation_grows(
    panel: Callable[..., PanelPage],
) -> None:
    shown = panel()
    shown.page.set_viewport_size({"width": 380, "height": 700})
    said = view()["messages"][:1]
    shown.show(view(messages=said))
    shown.box.scroll_into_view_if_needed()
    shown.part("send").scroll_into_view_if_needed()
    for seq in range(4, 8):
        said = [*said, message(seq, "interviewer", "What would it cost for a year of readings? " * 3)]
        shown.show(view(messages=said, seq=10 + seq))
    box, buttons = shown.part("input").bounding_box(), shown.part("actions").bounding_box()
    assert box
    assert buttons
    assert box["y"] + box["height"] <= buttons["y"]

    shown.part("title").scroll_into_view_if_needed()
    shown.part("statement").scroll_into_view_if_needed()
    shown.page.evaluate("document.querySelector('.jp-mockmind-beside').scrollTop = 0")
    shown.show(view(messages=[*said, message(9, "interviewer", "Take your time.")], seq=20))
    assert shown.page.evaluate("document.querySelector('.jp-mockmind-beside').scrollTop") == 0


def test_the_clock_warns_twice_and_is_not_announced_each_second(panel: Callable[..., PanelPage]) -> None:
    shown = panel()
    said = shown.part("announced")

    def at(seconds: float) -> None:
        now = shown.page.evaluate("() => new Date().toISOString()")
        clock = {"running": True, "remaining_seconds": seconds, "total_seconds": 2700, "as_of": now}
        shown.show(view(clock=clock))

    at(1000)
    expect(said).to_have_text("")
    at(299)
    expect(shown.part("warning")).to_contain_text("Five minutes left")
    expect(said).to_contain_text("Five minutes left")
    at(200)
    expect(shown.part("warning")).to_have_count(0)
    at(59)
    expect(said).to_contain_text("One minute left")
    picture(shown, "one-minute")
    expect(shown.part("clock")).to_have_attribute("aria-live", "off")
    assert shown.part("clock").locator("xpath=ancestor::*[@aria-live]").count() == 0


def test_dictation_fills_the_box_and_is_sent_as_spoken(panel: Callable[..., PanelPage]) -> None:
    shown = panel()
    shown.show(view())
    shown.part("mic").click()
    assert shown.page.evaluate("heard") == "listening in en-GB"
    shown.page.evaluate("ears.hear('I would keep', ' a window')")
    expect(shown.box).to_have_value("I would keep a window")
    picture(shown, "listening")
    shown.part("mic").click()
    assert shown.page.evaluate("heard") == "stopped"
    shown.box.press("End")
    shown.page.keyboard.insert_text(" of readings")
    shown.page.keyboard.down("F2")
    shown.page.evaluate("ears.hear('in order')")
    shown.page.keyboard.up("F2")
    assert shown.page.evaluate("heard") == "stopped"
    expect(shown.box).to_have_value("I would keep a window of readings in order")
    shown.part("send").click()
    shown.show(view(seq=11))
    shown.box.fill("typed")
    shown.part("send").click()
    assert shown.sent() == [
        {"op": "say", "args": {"text": "I would keep a window of readings in order", "modality": "voice"}},
        {"op": "say", "args": {"text": "typed"}},
    ]


def test_messages_are_read_aloud_once_switched_on_until_the_candidate_speaks(
    panel: Callable[..., PanelPage],
) -> None:
    shown = panel()
    said = view()["messages"]
    shown.show(view())
    shown.show(view(messages=[*said, message(4, "interviewer", "Not read.")]))
    shown.part("aloud").click()
    expect(shown.part("aloud")).to_have_attribute("aria-checked", "true")
    reply = message(6, "interviewer", "**Good.** Like this:\n\n```python\nx = 1\n```")
    shown.show(view(messages=[*said, message(5, "candidate", "Mine."), reply]))
    assert shown.page.evaluate("spoken") == ["Good. Like this: The code is in the conversation."]
    shown.part("mic").click()
    assert shown.page.evaluate("spoken.at(-1)") == "(hush)"


def test_the_servers_voice_reads_where_there_is_one(panel: Callable[..., PanelPage]) -> None:
    host = (
        "{ speak: async (interview, seq) => seq === 4 ? new Blob(['sound'], { type: 'audio/mpeg' }) : null }"
    )
    played = (
        "window.played = []; HTMLMediaElement.prototype.play = async function () { played.push(this.src);"
    )
    shown = panel(before=played + " setTimeout(() => this.onended()); };", host=host)
    said = view()["messages"]
    shown.show(view())
    shown.part("aloud").click()
    both = [message(4, "interviewer", "By the server."), message(5, "interviewer", "By the browser.")]
    shown.show(view(messages=[*said, *both]))
    shown.page.wait_for_function("spoken.length")
    assert shown.page.evaluate("spoken") == ["By the browser."]
    assert shown.page.evaluate("played.map(url => url.slice(0, 5))") == ["blob:"]


def test_a_browser_without_a_voice_is_told_so(panel: Callable[..., PanelPage]) -> None:
    shown = panel(before=NO_EARS)
    shown.show(view())
    expect(shown.part("mic")).to_have_accessible_name(re.compile("can’t take dictation"))
    shown.part("mic").click()
    expect(shown.part("voice-note")).to_contain_text("can’t take dictation")
    shown.part("aloud").click()
    expect(shown.part("voice-note")).to_have_text("This browser can’t read aloud.")
    expect(shown.part("aloud")).to_have_attribute("aria-checked", "false")


def test_it_speaks_the_languages_of_the_front_end_and_writes_numbers_as_the_person_does(
    panel: Callable[..., PanelPage],
) -> None:
    shown = panel(context={"locale": "de-AT", "timezone_id": "Europe/Vienna"})
    cost = {"input_tokens": 900, "output_tokens": 34, "dollars": 1.5, "unpriced": 0, "budget": "ok"}
    shown.show(view(cost=cost))
    expect(shown.part("submit")).to_have_text("Abgeben")
    expect(shown.part("cost")).to_contain_text("934 Token")
    expect(shown.part("cost")).to_contain_text("1,50")
    expect(shown.part("chat")).to_contain_text("11:01")
    for locale, word in (("en", "Submit"), ("xx", "Submit"), ("de-CH", "Abgeben")):
        shown.page.evaluate("locale => panel.give({ locale })", locale)
        expect(shown.part("submit")).to_have_text(word)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "All 3 hints are taken. Ask a question with `%interview say TEXT`.",
            "Alle 3 Hinweise sind genommen. Stellen Sie dem Interviewer eine Frage.",
        ),
        (
            "This problem is decided (out of attempts). %interview skip goes on.",
            "Diese Aufgabe ist entschieden (keine Abgaben mehr). Mit „Überspringen“ geht es weiter.",
        ),
        ("The report is in a/report.ipynb.", "Der Bericht steht in a/report.ipynb."),
        ("Something that nobody foresaw.", "Something that nobody foresaw."),
    ],
    ids=["with a number", "with words", "with a name", "unknown"],
)
def test_a_line_of_the_hosts_is_told_in_the_persons_language(
    panel: Callable[..., PanelPage], line: str, told: str
) -> None:
    shown = panel(host="{ locale: 'de' }")
    shown.page.set_viewport_size({"width": 380, "height": 500 if told == line else 700})
    shown.show(view())
    shown.part("send").scroll_into_view_if_needed()
    shown.show(view(notice={"kind": "error", "text": line}))
    expect(shown.part("notice")).to_have_text(told)
    expect(shown.part("notice")).to_be_in_viewport()  # wherever the panel is scrolled to


def test_the_typing_indicator_shows_whatever_the_interviewer_works_on(
    panel: Callable[..., PanelPage],
) -> None:
    shown = panel()
    shown.show(view(busy=["submit"]))
    expect(shown.part("thinking")).to_have_count(0)
    shown.show(view(replying=True))
    expect(shown.part("thinking")).to_be_visible()
    shown.show(view(replying=True, preview="Your first"))
    expect(shown.part("thinking")).to_have_count(0)


def test_whoever_wants_no_motion_sees_none(panel: Callable[..., PanelPage]) -> None:
    shown = panel()
    shown.page.emulate_media(reduced_motion="reduce")
    shown.show(view(busy=["say"]))
    shown.part("mic").click()
    moving = "() => document.getAnimations().filter(one => one.playState === 'running').length"
    assert shown.page.evaluate(moving) == 0
