"""The panel's Python side; what it looks like is for the browser's tests."""

import threading

import pytest

from mockmind_lab import errors
from mockmind_lab.kernel.component import component, texts
from mockmind_lab.kernel.frontend import Answer
from mockmind_lab.kernel.panel import Panel
from tests.kernel.kernel_stand_ins import PATIENCE, view


class Asked:
    """Carries out operations as a test says, and remembers them and the threads they came on."""

    def __init__(self):
        self.calls = []
        self.threads = []
        self.answer = lambda op, args: Answer("")

    def __call__(self, op, args):
        self.calls.append((op, args))
        self.threads.append(threading.current_thread())
        return self.answer(op, args)


@pytest.fixture
def asked():
    return Asked()


@pytest.fixture
def panel(asked):
    panel = Panel(asked)
    panel.show(view(3))
    return panel


def send(panel, op, **args):
    """What a click does; returns when the panel is at rest."""
    at_rest = threading.Event()

    def rested(change):
        if not change["new"].get("busy"):
            at_rest.set()

    panel.observe(rested, "view")
    panel._handle_event(panel, {"event": "send", "data": {"op": op, "args": args}}, [])
    assert at_rest.wait(PATIENCE)
    panel.unobserve(rested, "view")


def test_it_is_the_template_with_one_trait_and_one_event(panel):
    assert panel.events == ["send"]
    assert panel.keys.count("view") == 1
    assert panel.template == component()
    assert panel.texts == texts()


def test_a_view_is_drawn_with_nothing_under_way(panel):
    assert panel.view == {**view(3), "busy": [], "notice": None}


def test_a_click_asks_on_a_thread_of_its_own(panel, asked):
    send(panel, "say", text="hello")
    assert asked.calls == [("say", {"text": "hello"})]
    assert asked.threads[0] is not threading.main_thread()


def test_what_is_under_way_shows_until_it_is_done(panel, asked):
    seen = []
    asked.answer = lambda op, args: seen.append(panel.view["busy"]) or Answer("")
    send(panel, "submit")
    assert seen == [["submit"]]
    assert panel.view["busy"] == []


def test_an_error_is_one_line_in_the_panel_and_the_view_stays(panel, asked):
    def refuse(op, args):
        raise errors.Refused("No interview is open. Start one: `%interview start medium`.")

    asked.answer = refuse
    send(panel, "submit")
    text = "No interview is open. Start one: `%interview start medium`."
    assert panel.view["notice"] == {"kind": "error", "text": text}
    assert panel.view["seq"] == 3


def test_where_the_report_is_and_that_a_host_was_found_again_is_told(panel, asked):
    asked.answer = lambda op, args: Answer(
        "x", notices=("*Connected again.*",), report="It is in `report.ipynb`."
    )
    send(panel, "finish")
    assert panel.view["notice"] == {"kind": "info", "text": "Connected again.\nIt is in `report.ipynb`."}


@pytest.mark.parametrize(
    "data",
    [None, [], "submit", {}, {"op": "cell", "args": {}}, {"op": "hello"}, {"op": "help"}, {"op": ["submit"]}],
)
def test_what_is_no_command_is_not_asked(panel, asked, data):
    panel.vue_send(data)
    assert panel.view["busy"] == []
    assert asked.calls == []


def test_arguments_that_are_none_are_left_out(panel, asked):
    panel.vue_send({"op": "hint", "args": "junk"})
    send(panel, "hint")
    assert ("hint", {}) in asked.calls


def test_clicks_without_end_do_not_pile_up(panel, asked):
    go_on = threading.Event()
    asked.answer = lambda op, args: go_on.wait(PATIENCE) and Answer("")
    for _ in range(10):
        panel.vue_send({"op": "run", "args": {}})
    assert len(panel.view["busy"]) == 4
    assert panel.view["notice"]["kind"] == "error"
    go_on.set()


def test_html_is_shown_only_from_fields_that_the_host_has_sanitised():
    template = component()
    shown = [part.split('"')[1] for part in template.split("v-html=")[1:]]
    assert shown
    assert all(field.endswith(".html") for field in shown)
