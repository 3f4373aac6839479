"""``%interview`` and ``%%solution`` in a shell, with a stand-in host behind a real socket."""

import base64
import json
import os
import signal

import pytest
from IPython.core.completer import provisionalcompleter

from mockmind_lab import errors
from tests.kernel.kernel_stand_ins import message, view


def test_what_the_host_answers_is_shown_for_notebooks_and_terminals(host, notebook):
    host.answers["submit"] = lambda args: {"text": "**Submission 1: accepted**", "view": view()}
    assert notebook.run("%interview submit") == "Submission 1: accepted"
    assert notebook.markdown() == "**Submission 1: accepted**"


def test_interview_alone_asks_for_the_status(host, notebook):
    notebook.run("%interview")
    assert host.asked("status") == [{}]


def test_what_is_said_reaches_the_host_as_typed(host, notebook):
    notebook.run("x = 5")
    notebook.run("%interview say is {x} or $x \"fine\"? 'yes'")
    notebook.run("%%interview say\nfirst line\n  {x} second")
    assert [args["text"] for args in host.asked("say")] == [
        "is {x} or $x \"fine\"? 'yes'",
        "first line\n  {x} second",
    ]


def test_a_question_mark_at_the_end_is_the_candidates_and_no_call_for_help(host, notebook):
    notebook.run("if True:\n    %interview say may it be 'empty'?")
    assert host.asked("say") == [{"text": "may it be 'empty'?"}]


def test_a_question_in_a_string_stays_as_it_is(host, notebook):
    notebook.run(
        "kept = '''\n%interview say is it?\n    %interview say so?\n'''\n"
        "if kept:\n    %interview say what's (it?\n    %interview say or is it\n%interview say so?"
    )
    assert notebook.shell.user_ns["kept"] == "\n%interview say is it?\n    %interview say so?\n"
    assert [args["text"] for args in host.asked("say")] == ["what's (it?", "or is it", "so?"]


def test_an_answer_without_a_word_shows_nothing(host, notebook):
    host.answers["say"] = lambda args: {"text": "", "view": view()}
    assert notebook.run("%interview say thanks") == ""
    assert notebook.outputs == []


@pytest.mark.parametrize("line", ["%interview sumbit", "%interview start --minutes x", "%interview say"])
def test_a_wrong_line_is_answered_in_one_line_without_the_host(host, notebook, line):
    shown = notebook.run(line)
    assert shown.startswith("⚠ ")
    assert "\n" not in shown
    assert not host.received


def test_a_refusal_is_one_line_and_does_not_stop_a_notebook(host, notebook):
    def refuse(args):
        raise errors.NothingToSubmit("No cell that you have run defines `solve`.")

    host.answers["submit"] = refuse
    assert notebook.run("%interview submit") == "⚠ No cell that you have run defines `solve`."


def test_an_interrupt_stops_the_cell_with_one_line(host, notebook):
    host.answers["submit"] = lambda args: os.kill(os.getpid(), signal.SIGINT)
    with pytest.raises(KeyboardInterrupt, match="%interview status"):
        notebook.run("%interview submit")


def test_help_is_there_without_a_host(notebook, monkeypatch):
    assert "%interview submit" in notebook.run("%interview help")


def test_cells_reach_the_host_raw_and_in_time_while_an_interview_is_open(host, notebook):
    host.answers["start"] = lambda args: {"text": "", "view": view()}
    notebook.run("before = 1")
    notebook.run("%interview start")
    notebook.run("%%time\nx = !echo hi\n", cell_id="cell-a")
    notebook.run("%interview say hello")
    notebook.run("%%interview say\nhello")
    notebook.run("# a remark\n%interview submit")
    notebook.run("y = 1\n%interview submit")
    assert [(args["cell"], args["count"], args["source"]) for args in host.wait_for("cell", 2)] == [
        ("cell-a", 3, "%%time\nx = !echo hi\n"),
        ("count-7", 7, "y = 1\n%interview submit"),
    ]
    ops = [request["op"] for request in host.received]
    assert ops.index("cell", ops.index("cell") + 1) < len(ops) - 1, "the cell comes before what it asks for"


def test_no_cell_is_sent_where_no_interview_is_open(host, notebook):
    host.answers["status"] = lambda args: {"text": "none", "view": view(status="completed")}
    notebook.run("%interview status")
    notebook.run("x = 1")
    notebook.run("%interview list")
    assert host.asked("cell") == []


def test_an_open_interview_that_a_status_knows_nothing_of_is_dropped(host, notebook):
    host.answers["start"] = lambda args: {"text": "", "view": view()}
    notebook.run("%interview start")
    frontend = notebook.shell.magics_manager.magics["line"]["interview"].__self__.frontend
    notebook.run("%interview list")
    assert frontend.open
    notebook.run("%interview status")
    assert not frontend.open
    notebook.run("x = 1")
    notebook.run("%interview list")
    assert host.asked("cell") == []


def test_an_interview_that_has_ended_stays_in_view_when_a_status_brings_none(host, notebook):
    host.answers["finish"] = lambda args: {"text": "", "view": view(status="completed")}
    notebook.run("%interview finish")
    notebook.run("%interview status")
    assert (
        notebook.shell.magics_manager.magics["line"]["interview"].__self__.frontend.view["interview"] == "i1"
    )


def test_a_kernel_restarted_within_an_interview_tells_what_ran_before_its_first_command(host, notebook):
    host.answers["status"] = lambda args: {"text": "", "view": view()}
    notebook.run("def solve(): return 1", cell_id="a")
    notebook.run("def solve(): return 2", cell_id="a")
    notebook.run("helper = 3", cell_id="b")
    notebook.run("%interview submit")
    ops = [request["op"] for request in host.received]
    assert ops == ["hello", "status", "cell", "cell", "submit"]
    assert [args["source"] for args in host.asked("cell")] == ["def solve(): return 2", "helper = 3"]


def test_cells_run_while_the_host_was_away_are_told_when_it_is_back(host, notebook):
    host.answers["start"] = host.answers["status"] = lambda args: {"text": "", "view": view()}
    notebook.run("%interview start")
    host.die()
    notebook.run("def solve(): return 1", cell_id="a")
    notebook.run("def solve(): return 2", cell_id="a")
    host.start()
    shown = notebook.run("%interview submit")
    assert shown.splitlines()[0] == "The interview host had gone away; connected to it again."
    assert "did submit" in shown
    assert host.asked("cell")[-1]["source"] == "def solve(): return 2"
    ops = [request["op"] for request in host.received]
    assert ops[-1] == "submit"


def test_a_fault_of_ours_never_breaks_the_candidates_cell(host, notebook, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("ours")

    monkeypatch.setattr("mockmind_lab.kernel.frontend.FrontEnd.cell", fail)
    notebook.run("x = 41 + 1")
    assert notebook.shell.user_ns["x"] == 42


def test_a_solution_cell_runs_as_ordinary_code_and_is_told_as_marked(host, notebook):
    host.answers["start"] = lambda args: {"text": "", "view": view()}
    notebook.run("%interview start")
    assert notebook.run("%%solution\ndef solve():\n    return 5\nprint(solve())") == "5"
    notebook.run("%%solution python\n%pwd\nvalue = solve()")
    assert notebook.shell.user_ns["value"] == 5
    assert host.wait_for("cell", 2)[0]["source"].startswith("%%solution\n")


def test_an_error_in_a_solution_cell_is_raised_with_the_cells_own_line(notebook):
    with pytest.raises(ZeroDivisionError) as caught:
        notebook.run("%%solution\nx = 1\nx / 0")
    assert caught.traceback[-1].lineno + 1 == 3


def test_a_solution_in_another_language_is_answered_in_one_line(notebook):
    assert "solution in java" in notebook.run("%%solution java\nclass A {}")
    told = notebook.run("%%solution cobol\nstop run.")
    assert "no such language" in told
    assert "python, javascript, java, cpp, go" in told


def test_what_the_interviewer_said_unasked_is_shown_with_the_next_command_once(host, notebook):
    first = message(2, "Welcome to *this* one.")
    host.answers["start"] = lambda args: {
        "text": "> **Interviewer:** Welcome to *this* one.",
        "view": view(2, messages=[first]),
    }
    assert notebook.run("%interview start").count("Welcome") == 1
    asked = [first, message(5, "What are you thinking?")]
    host.push(push="view", view=view(5, messages=asked))
    host.answers["status"] = lambda args: {"text": "Going on.", "view": view(5, messages=asked)}
    notebook.run("%interview list")  # the reply comes after the push on the same line
    shown = notebook.run("%interview status")
    later = notebook.run("%interview status")
    assert "What are you thinking?" not in later
    assert "Welcome" not in shown


def test_an_unasked_question_is_shown_exactly_once(host, notebook):
    host.answers["start"] = lambda args: {"text": "", "view": view(1)}
    notebook.run("%interview start")
    asked = [message(5, "What are you thinking?")]

    def late(args):
        host.push(push="view", view=view(5, messages=asked))
        return {"text": ""}

    host.answers["list"] = late
    host.answers["say"] = lambda args: {
        "text": "> **Interviewer:** Good.",
        "view": view(7, messages=[*asked, message(7, "Good.")]),
    }
    shown = [notebook.run(line) for line in ("%interview list", "%interview say x", "%interview say y")]
    assert sum(text.count("What are you thinking?") for text in shown) == 1
    assert shown[1].index("What are you thinking?") < shown[1].index("Good.")


def test_the_last_words_and_the_score_of_an_interview_that_time_ended_are_shown_once(host, notebook):
    host.answers["start"] = lambda args: {"text": "", "view": view(1)}
    notebook.run("%interview start")
    ended = view(9, status="completed", messages=[message(8, "Time is up.")])
    host.push(push="view", view=ended)
    host.push(
        push="file", file={"name": "report.ipynb", "data": "e30=", "interview": "i1"}, text="**Score: 80**"
    )
    notebook.run("x = 1")
    notebook.shell.magics_manager.magics["line"]["interview"].__self__.frontend.client.request("ping")
    shown = [notebook.run("%interview list") for _ in range(3)]  # an answer that brings no view
    assert [text.count("Time is up.") for text in shown] == [1, 0, 0]
    assert [text.count("Score: 80") for text in shown] == [1, 0, 0]
    assert "did list" in shown[2]


def test_words_that_came_before_a_refusal_are_shown_with_the_next_answer(host, notebook):
    host.answers["start"] = lambda args: {"text": "", "view": view(1)}
    notebook.run("%interview start")
    host.push(push="view", view=view(5, messages=[message(5, "What are you thinking?")]))
    notebook.shell.magics_manager.magics["line"]["interview"].__self__.frontend.client.request("ping")

    def refuse(args):
        raise errors.Refused("No.")

    host.answers["hint"] = refuse
    assert "thinking" not in notebook.run("%interview hint")
    assert "thinking" in notebook.run("%interview list")


def test_the_report_is_written_beside_the_notebook_even_after_a_change_of_folder(host, notebook, tmp_path):
    data = base64.b64encode(json.dumps({"metadata": {}}).encode()).decode()
    file = {"name": "report.ipynb", "data": data, "interview": "i1"}
    host.answers["finish"] = lambda args: {"text": "Done.", "file": file}
    (tmp_path / "elsewhere").mkdir()
    notebook.run(f"import os\nos.chdir({str(tmp_path / 'elsewhere')!r})")
    assert notebook.run("%interview finish") == "Done.\n\nThe report is in `report.ipynb`."
    assert (tmp_path / "work" / "report.ipynb").is_file()


@pytest.mark.parametrize("hidden", [False, True])
def test_a_start_where_no_report_can_be_written_says_so_and_what_to_do(
    host, notebook, tmp_path, monkeypatch, hidden
):
    host.answers["start"] = lambda args: {"text": "Begun.", "view": view()}
    assert notebook.run("%interview start") == "Begun."
    if hidden:
        monkeypatch.setenv("MOCKMIND_FOLDER", "hidden")
    else:
        (tmp_path / "work").rmdir()
    began, told = notebook.run("%interview start").split("\n\n")
    assert began == "Begun."
    assert told.startswith("⚠ This kernel ")
    assert "`mockmind report` in a terminal" in told
    assert hidden or "move the notebook to a folder of its own" in told


def test_a_report_is_not_written_where_it_would_be_lost(host, notebook, tmp_path, monkeypatch):
    monkeypatch.setenv("MOCKMIND_FOLDER", "hidden")
    file = {"name": "report.ipynb", "data": "e30=", "interview": "i1"}
    host.answers["finish"] = lambda args: {"text": "Score: 80", "file": file}
    assert "`mockmind report i1` in a terminal" in notebook.run("%interview finish")
    assert not (tmp_path / "work" / "report.ipynb").exists()


def test_a_report_that_cannot_be_written_is_one_line_and_the_answer_stands(host, notebook, tmp_path):
    file = {"name": "report.ipynb", "data": "e30=", "interview": "i1"}
    host.answers["finish"] = lambda args: {"text": "Score: 80", "file": file}
    (tmp_path / "work").rmdir()
    shown = notebook.run("%interview finish")
    assert shown.startswith("Score: 80")
    assert "⚠ report.ipynb can't be written" in shown


def test_a_report_pushed_when_time_is_up_is_written_and_told_with_the_next_command(host, notebook, tmp_path):
    notebook.run("%interview list")
    file = {"name": "report.ipynb", "data": "e30=", "interview": "i1"}
    host.push(push="file", file=file)
    host.push(push="notice", text="Time is <b>up</b>.")
    shown = notebook.run("%interview list")
    assert shown.startswith("The report is in `report.ipynb`.\n\nTime is <b>up</b>.")
    assert (tmp_path / "work" / "report.ipynb").is_file()


def test_older_views_and_views_of_other_interviews_do_not_replace_the_open_one(host, notebook):
    host.answers["start"] = lambda args: {"text": "", "view": view(5)}
    notebook.run("%interview start")
    host.push(push="view", view=view(4, status="paused"))
    host.push(push="view", view=view(9, interview="other"))
    host.push(push="view", view={})
    notebook.run("%interview list")
    magics = notebook.shell.magics_manager.magics["line"]["interview"].__self__
    assert magics.frontend.view["seq"] == 5
    assert magics.frontend.view["interview"] == "i1"


def test_loading_twice_is_loading_once_and_unloading_takes_everything_away(host, notebook):
    shell = notebook.shell
    shell.extension_manager.load_extension("mockmind_lab")
    notebook.run("%interview list")
    assert len(host.asked("list")) == 1
    shell.extension_manager.unload_extension("mockmind_lab")
    assert "interview" not in shell.magics_manager.magics["line"]
    assert "solution" not in shell.magics_manager.magics["cell"]
    hooks = shell.events.callbacks["pre_run_cell"]
    assert not [hook for hook in hooks if "mockmind" in type(getattr(hook, "__self__", None)).__module__]


def test_tab_completes_commands(notebook):
    line = "%interview su"
    with provisionalcompleter():
        found = [completion.text for completion in notebook.shell.Completer.completions(line, len(line))]
    assert "submit" in found
