"""The other commands: what they print, where they fail, and how they say so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest

from mockmind_lab.cli import main
from mockmind_lab.errors import Refused

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

ROOT = Path(__file__).resolve().parents[2]
BANK = ROOT / "problems"
HEAVY = [
    "IPython",
    "anthropic",
    "jupyter_server",
    "nbformat",
    "papermill",
    "pydantic",
    "sqlalchemy",
    "traitlets",
]


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; from mockmind_lab.cli import main; main(['--help']); "
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert "demo" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["dmeo"], "Unknown command 'dmeo'. Did you mean 'demo'?"),
        (
            ["problems", "show", "lonely-glove"],
            "Unknown problem 'lonely-glove'. Did you mean 'lonely-gloves'?",
        ),
        (
            ["problems", "verify", "lonely-glove"],
            "Unknown problem 'lonely-glove'. Did you mean 'lonely-gloves'?",
        ),
        (["verify", "nowhere.ipynb"], "nowhere.ipynb can't be read (No such file or directory)."),
        (["verify", str(BANK / "lonely-gloves" / "hints.md")], "is no notebook"),
        (["start", "impossible"], "'impossible' is not one of 'easy', 'medium', 'hard'"),
        (["start", "--minutes", "0"], "0 is not in the range 1<=x<=480"),
        (["demo", "--output", "/dev/null/x"], "/dev/null/x can't be made (Not a directory)"),
    ],
)
def test_what_cannot_be_done_is_one_line_on_standard_error(
    shell: Shell, arguments: list[str], answer: str
) -> None:
    done = shell.mockmind(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert answer in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_wrong_setting_is_named(shell: Shell) -> None:
    shell.configure("c.EventStore.url = 'nonsense'")
    done = shell.mockmind("history")
    assert done.returncode == 2
    assert "EventStore.url" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_problems_are_listed_by_difficulty(shell: Shell) -> None:
    rows = shell.mockmind("problems", "list").stdout.splitlines()
    listed = [(row.split()[1], row.split()[0]) for row in rows]
    assert {slug for _, slug in listed} == {manifest.parent.name for manifest in BANK.glob("*/problem.yaml")}
    assert {difficulty for difficulty, _ in listed} == {"easy", "medium", "hard"}
    assert listed == sorted(listed, key=lambda row: (["easy", "medium", "hard"].index(row[0]), row[1]))


def test_a_problem_is_shown_without_what_a_candidate_must_not_see(shell: Shell) -> None:
    shown = shell.mockmind("problems", "show", "steady-oven").stdout
    assert "longest_steady" in shown
    assert "deque" not in shown
    assert "popleft" not in shown


def test_a_corrupt_package_is_named_with_its_file_and_line(shell: Shell) -> None:
    bank = shell.folder / "bank"
    shutil.copytree(BANK / "lonely-gloves", bank / "lonely-gloves")
    shutil.copytree(BANK / "nested-boxes", bank / "nested-boxes")
    manifest = bank / "nested-boxes" / "problem.yaml"
    manifest.write_text(manifest.read_text().replace("difficulty: easy", "difficulty: simple"))
    shell.configure(f"c.Library.paths = [{str(bank)!r}]")
    line = manifest.read_text().splitlines().index("difficulty: simple") + 1

    listed = shell.mockmind("problems", "list")
    assert listed.stdout.startswith("lonely-gloves")
    assert f"problem.yaml:{line}:" in listed.stderr
    assert len(listed.stderr.splitlines()) == 1
    shown = shell.mockmind("problems", "show", "nested-boxes")
    assert (shown.returncode, len(shown.stderr.splitlines())) == (2, 1)
    assert f"problem.yaml:{line}:" in shown.stderr
    *_, fix = shell.mockmind("doctor").stdout.rstrip().splitlines()
    assert "edit that file, then run mockmind problems verify nested-boxes" in fix.replace("`", "")
    assert f"problem.yaml:{line}:" not in fix


def test_verifying_proves_a_package_and_fails_where_it_claims_too_much(shell: Shell) -> None:
    bank = shell.folder / "bank"
    shutil.copytree(BANK / "nested-boxes", bank / "nested-boxes")
    for file in (bank / "nested-boxes" / "submissions").glob("*/*.[!p]*"):
        file.unlink()  # this shell's cache is empty, and compilers are slow
    shell.configure(f"c.Library.paths = [{str(bank)!r}]")
    good = shell.mockmind("problems", "verify")
    assert good.returncode == 0, good.stderr
    assert "✓ nested-boxes" in good.stdout

    submissions = bank / "nested-boxes" / "submissions"
    shutil.copy(submissions / "wrong_answer" / "counts_only.py", submissions / "accepted" / "claims.py")
    bad = shell.mockmind("problems", "verify", "nested-boxes")
    assert bad.returncode == 1
    assert "accepted/claims.py" in bad.stderr
    assert "got WA where AC is claimed" in bad.stderr


def test_recording_writes_what_wrong_answers_fail_and_keeps_the_beliefs(shell: Shell) -> None:
    bank = shell.folder / "bank"
    shutil.copytree(BANK / "nested-boxes", bank / "nested-boxes")
    shell.configure(f"c.Library.paths = [{str(bank)!r}]")
    file = bank / "nested-boxes" / "mistakes.yaml"
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace("fails: [", "fails: [999, "), encoding="utf-8")
    done = shell.mockmind("problems", "record", "nested-boxes")
    assert done.returncode == 0, done.stderr
    assert file.read_text(encoding="utf-8") == before
    assert "wrong answers recorded" in done.stdout


def test_recording_what_has_no_wrong_answer_left_removes_what_was_recorded(shell: Shell) -> None:
    bank = shell.folder / "bank"
    shutil.copytree(BANK / "nested-boxes", bank / "nested-boxes")
    shell.configure(f"c.Library.paths = [{str(bank)!r}]")
    wrong = bank / "nested-boxes" / "submissions" / "wrong_answer"
    for file in wrong.glob("*.py"):
        if file.name != "counts_only.py":
            file.unlink()
    one = shell.mockmind("problems", "record", "nested-boxes")
    assert "1 wrong answer recorded" in one.stdout, one.stderr
    (wrong / "counts_only.py").unlink()
    none = shell.mockmind("problems", "record", "nested-boxes")
    assert "0 wrong answers recorded" in none.stdout, none.stderr
    assert not (bank / "nested-boxes" / "mistakes.yaml").exists()


def test_doctor_finds_this_installation_well(shell: Shell) -> None:
    done = shell.mockmind("doctor")
    assert done.returncode == 0, done.stdout
    for part in ("host", "sandbox: no network", "store", "problems", "kernelspec"):
        assert part in done.stdout
    assert "All is well." in done.stdout


def test_doctor_without_bubblewrap_says_once_what_to_install_and_calls_nothing_well_that_needs_it(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(shell.folder))
    monkeypatch.setenv("DOCKER_HOST", f"unix://{shell.folder}/no-engine.sock")
    done = shell.mockmind("doctor")
    assert done.returncode == 1
    broken = [line.split()[1:] for line in done.stdout.splitlines() if line.startswith("✗")]
    assert [" ".join(words[:2]) for words in broken] == [
        "sandbox: backend", "languages none,", "kernelspec Mock",
    ]  # fmt: skip
    assert "bubblewrap and docker can't be opened" in done.stdout
    assert done.stdout.count("sudo apt install bubblewrap") == 1
    assert done.stdout.count("No Docker engine answers") == 1


def test_doctor_says_how_to_mend_an_empty_bank(shell: Shell) -> None:
    shell.configure("c.Library.paths = []")
    done = shell.mockmind("doctor")
    assert done.returncode == 1
    assert "Set c.Library.paths to a bank." in done.stdout


def test_history_without_interviews_says_how_to_begin(shell: Shell) -> None:
    done = shell.mockmind("history")
    assert (done.returncode, done.stdout) == (0, "No interviews yet. Start one: mockmind start medium.\n")


def test_an_unknown_interview_is_looked_for_where_a_terminal_lists_them(shell: Shell) -> None:
    done = shell.mockmind("report", "zz")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Unknown interview 'zz'. `mockmind history` shows yours.\n"


def test_start_makes_a_fresh_notebook_and_opens_jupyterlab_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    launched: list[list[str]] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "execv", lambda _, command: launched.append(command))
    assert main(["start", "hard", "--minutes", "20", "--no-browser"]) == 0
    assert main(["start"]) == 0
    assert main(["start", "--problem", "lonely-gloves"]) == 0

    made = [Path(command[3]) for command in launched]
    assert len(set(made)) == 3
    first, second, third = (nbformat.read(path, as_version=4) for path in made)
    nbformat.validate(first)
    assert first.cells[1].source == "%interview start hard --minutes 20"
    assert second.cells[1].source == "%interview start medium"
    assert third.cells[1].source == "%interview start --problem lonely-gloves"
    assert first.metadata.kernelspec.name == "mockmind"
    assert "--no-browser" in launched[0]
    assert "--no-browser" not in launched[1]
    assert not any("unsafe" in word for command in launched for word in command)


def test_without_a_sandbox_start_tells_the_server_and_warns(shell: Shell) -> None:
    script = (
        "import os, sys; from mockmind_lab.cli import main; os.execv = lambda _, command: print(command)\n"
        "sys.exit(main(['start', '--unsafe-run-my-own-code']))"
    )
    done = shell.python(script)
    assert (done.returncode, "--Judge.unsafe_run_my_own_code=True" in done.stdout) == (0, True), done.stderr
    assert "WITHOUT a sandbox" in done.stderr


def test_the_servers_command_line_reaches_the_judge_and_no_other_setting_does(shell: Shell) -> None:
    script = (
        "from traitlets.config import Config; from mockmind_lab.server.app import MockmindServerApp\n"
        "from mockmind_lab.host import HostThread, load_config\n"
        "HostThread.listen = lambda self, *_, **named: 1 / 0\n"
        "given = Config({'Judge': {'unsafe_run_my_own_code': True}, 'EventStore': {'url': 'other'}})\n"
        "try: MockmindServerApp(config=given).initialize_settings()\n"
        "except ZeroDivisionError: print(load_config())"
    )
    done = shell.python(script)
    assert done.stdout.strip() == "{'Judge': {'unsafe_run_my_own_code': True}}", done.stderr


def test_without_a_sandbox_the_demos_host_judges_so_and_warns(shell: Shell) -> None:
    script = (
        "import sys; from mockmind_lab.cli import demo, main; from mockmind_lab.host import build_service\n"
        "def execute(notebook, folder):\n"
        "    print(build_service().judge.unsafe_run_my_own_code)\n"
        "    (folder / 'report.ipynb').touch()\n"
        "demo._execute = execute\n"
        "sys.exit(main(['demo', *sys.argv[1:]]))"
    )
    safe, unsafe = shell.python(script), shell.python(script, "--unsafe-run-my-own-code")
    assert (safe.returncode, unsafe.returncode) == (0, 0), unsafe.stderr
    assert ("False\n" in safe.stdout, "True\n" in unsafe.stdout) == (True, True)
    assert ("WITHOUT" in safe.stderr, "WITHOUT" in unsafe.stderr) == (False, True)


def test_a_kernel_can_not_ask_for_no_sandbox() -> None:
    from mockmind_lab.kernel.command import parse

    with pytest.raises(Refused):
        parse("start medium --unsafe-run-my-own-code")


def test_problems_are_verified_without_a_sandbox_only_where_that_is_asked_for(shell: Shell) -> None:
    script = (
        "import sys; from mockmind_lab import verification; from mockmind_lab.cli import main\n"
        "verification.verify_all = lambda _, judge, *a, **b: print(judge.unsafe_run_my_own_code) or ()\n"
        "sys.exit(main(['problems', 'verify', *sys.argv[1:]]))"
    )
    safe, unsafe = shell.python(script), shell.python(script, "--unsafe-run-my-own-code")
    assert ("False\n" in safe.stdout, "True\n" in unsafe.stdout) == (True, True), unsafe.stderr
    assert ("WITHOUT" in safe.stderr, "WITHOUT" in unsafe.stderr) == (False, True)


def test_the_list_of_problems_is_narrowed_down(shell: Shell) -> None:
    bank = shell.folder / "bank"
    for slug in ("nested-boxes", "stage-build", "steady-oven"):  # the whole bank takes seconds to read
        shutil.copytree(BANK / slug, bank / slug)
    shell.configure(f"c.Library.paths = [{str(bank)!r}]")

    def slugs(*options: str) -> list[str]:
        return [row.split()[0] for row in shell.mockmind("problems", "list", *options).stdout.splitlines()]

    every = slugs()
    assert 0 < len(slugs("--difficulty", "easy")) < len(every)
    assert "stage-build" in slugs("--topic", "graph") != every
    assert "nested-boxes" in slugs("--topic", "stack", "--language", "c++", "--difficulty", "easy")
    wrong = shell.mockmind("problems", "list", "--topic", "grafs")
    assert (wrong.returncode, wrong.stderr) == (2, "Unknown topic 'grafs'. Did you mean 'graphs'?\n")


def test_a_problem_is_made_filled_and_counted(shell: Shell) -> None:
    bank = shell.folder / "bank"
    shell.configure(f"c.Library.paths = [{str(bank)!r}]")
    assert shell.mockmind("problems", "new", "first-steps").returncode == 0
    again = shell.mockmind("problems", "new", "first-steps")
    assert (again.returncode, "is taken" in again.stderr) == (2, True)
    made = shell.mockmind("problems", "tests", "first-steps", "edge:0-3@0", "typical:1-4@7")
    assert made.stdout.startswith("8 hidden tests (4 edge, 4 typical)"), made.stderr
    verified = shell.mockmind("problems", "verify", "--no-cache")
    assert "✓ first-steps: " in verified.stdout
    assert "known to hold" not in verified.stdout
    stats = shell.mockmind("problems", "stats").stdout
    assert "1 problems, 9 tests, 5 submissions" in stats
    assert "no accepted solution in Go: first-steps" in stats
    assert "no problem on: hashing, two pointers" in stats
