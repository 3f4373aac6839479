"""The command: what it prints, where it writes, and that the library finds it."""

from __future__ import annotations

import json

from traitlets.config import Config

from mockmind_lab.provisioner.places import configured_secrets
from tests.cli.conftest import Shell
from tests.cli.conftest import shell as shell
from tests.importing.test_humaneval import LENGTHS, PAIRS


def test_the_command_lists_what_came_and_what_did_not(shell: Shell) -> None:
    rows = [LENGTHS, PAIRS, {"task_id": 5}]
    (shell.folder / "work" / "set.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    done = shell.mockmind("problems", "import", "set.jsonl", "--difficulty", "easy")
    assert done.returncode == 0, done.stderr
    *lines, last = done.stdout.splitlines()
    assert lines[0] == "✓ Ours/lengths → ours-lengths"
    assert lines[1].startswith("    - 2 × call of lengths") or "line 5 asserts something" in done.stdout
    assert "✗ Ours/pairs: " in done.stderr
    assert last.startswith("1 imported into ")
    assert "2 not (" in last
    listed = shell.mockmind("problems", "list", "--difficulty", "easy")
    assert "ours-lengths" in listed.stdout
    assert shell.mockmind("problems", "verify", "ours-lengths").returncode == 0
    nothing = shell.mockmind("problems", "import", "nowhere")
    assert (nothing.returncode, "is not there" in nothing.stderr) == (2, True)


def test_the_folders_of_own_and_imported_problems_are_hidden_from_kernels() -> None:
    config = Config({"Library": {"own": "/srv/mine", "imported": "/srv/theirs"}})
    assert [str(path) for path in configured_secrets(config)] == ["/srv/mine", "/srv/theirs"]
    assert configured_secrets(Config()) == ()
