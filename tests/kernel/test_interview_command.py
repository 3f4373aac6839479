"""``%interview`` as typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockmind_lab.errors import Refused
from mockmind_lab.kernel.command import COMMANDS, Command, completions, help_text, parse
from mockmind_lab.kernel.render import plain
from mockmind_lab.protocol import OPERATIONS


@pytest.mark.parametrize(
    ("line", "op", "args"),
    [
        ("", "status", {}),
        ("  status ", "status", {}),
        ("HINT", "hint", {}),
        ("start", "start", {}),
        ("start medium", "start", {"difficulty": "medium"}),
        (
            "start --seed=3 hard --problem two-sum --minutes 30 --problems 2",
            "start",
            {"seed": 3, "difficulty": "hard", "problem": "two-sum", "minutes": 30, "problems": 2},
        ),
        ("report 2026", "report", {"interview": "2026"}),
        ("run", "run", {}),
    ],
)
def test_a_line_is_parsed_by_the_table(line, op, args):
    assert parse(line) == Command(op, args)


def test_what_is_said_or_run_is_taken_as_it_was_typed():
    assert parse('say  it\'s  "so" --fast {x} $y').args["text"] == 'it\'s  "so" --fast {x} $y'
    assert parse("run [2, 7], 'a  b'").args["input"] == "[2, 7], 'a  b'"


def test_a_cell_magic_says_its_body():
    assert parse("say", "first\n\n  second\n").args == {"text": "first\n\n  second"}
    assert parse("say about this:", "x = 1\n").args == {"text": "about this:\nx = 1"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("sumbit", "Did you mean 'submit'"),
        ("xyzzy", "%interview help"),
        ("hello", "Unknown command"),
        ("start hrad", "Did you mean 'hard'"),
        ("start easy hard", "can't take 'hard'"),
        ("start --minuts 3", "Did you mean --minutes?"),
        ("start --minutes", "--minutes needs a value"),
        ("start --minutes soon", "a whole number, not 'soon'"),
        ("start --minutes 0", "1 to 480"),
        ("start --minutes " + "9" * 5000, "1 to 480, not 9999999999"),
        ("start --seed 99999999999999999999999999", "not 99999999999999999999999999."),
        ("start --seed=-99999999999999999999999999", "not -99999999999999999999999999."),
        ("start --seed abcdefghijklmnopqrstuvwxyz", "a whole number, not 'abcdefghijklmnopqrstuvwxyz'"),
        ("start --seed 'x", "quotation mark"),
        ("submit now", "can't take 'now'"),
        ("say", "needs TEXT"),
        ("say " + "x" * 30_000, "20,000"),
    ],
)
def test_a_wrong_line_gets_one_line_that_helps(line, told):
    with pytest.raises(Refused) as caught:
        parse(line)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_a_cell_magic_that_takes_no_text_is_refused():
    with pytest.raises(Refused, match="no cell magic"):
        parse("submit", "def solve(): pass")


@given(st.text(max_size=80))
def test_any_line_is_a_command_or_one_line_of_refusal(line):
    try:
        command = parse(line)
    except Refused as refusal:
        problem = str(refusal)
    else:
        problem = ""
        assert command.op in COMMANDS
    assert "\n" not in problem


def test_help_names_every_command_and_no_other_operation():
    text = help_text()
    for name, operation in OPERATIONS.items():
        assert (f"%interview {name}" in text) == operation.command


def test_the_help_fits_a_terminal_and_says_below_each_command_what_it_does():
    shown, told = plain(help_text()), OPERATIONS["start"].help
    commands = shown.partition("\n\n")[0].splitlines()
    assert max(map(len, commands)) <= 80
    at = next(at for at, line in enumerate(commands) if line.startswith("- `%interview start"))
    usage = " ".join(line.strip("- `") for line in commands[at : commands.index(f"  {told}")])
    assert usage == f"%interview {OPERATIONS['start'].usage}"


def test_words_and_flags_are_completed():
    assert "submit" in completions("%interview su")
    assert "help" in completions("%interview ")
    assert "cell" not in completions("%interview ")
    assert {"medium", "--minutes"} <= set(completions("%interview start --"))
    assert completions("%interview submit ") == []
