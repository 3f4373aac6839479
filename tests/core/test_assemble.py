"""Assembling a submission from executed cells."""

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockmind_lab.core.assemble import Cell, assemble
from mockmind_lab.core.cellsource import read
from mockmind_lab.errors import NothingToSubmit


def notebook(*sources):
    return [Cell(f"c{n}", n, source, 10 * n) for n, source in enumerate(sources, start=1)]


def submit(*sources, name="solve"):
    return assemble(notebook(*sources), name)


def value_of(artefact, call):
    """What ``call`` gives in a fresh namespace after the submission ran."""
    space = {"__name__": "submission"}
    exec(compile(artefact.source, "<submission>", "exec"), space)
    return eval(call, space)


def refusal(*sources, name="solve", **options):
    with pytest.raises(NothingToSubmit) as caught:
        assemble(notebook(*sources), name, **options)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_the_cell_that_defines_the_entry_point_is_the_submission():
    artefact = submit("def solve(x):\n    # doubled\n    return 2 * x", "print('hello')")
    assert artefact.source == "def solve(x):\n    # doubled\n    return 2 * x\n"
    assert artefact.cells == (1,)
    assert artefact.language == "python"


@pytest.mark.parametrize(
    "definition",
    [
        "async def solve(x):\n    return x",
        "class solve:\n    pass",
        "solve = lambda x: x",
        "solve: object = len",
        "if True:\n    def solve(x):\n        return x",
        "helper, solve = len, len",
        "(solve := len)",
    ],
)
def test_every_way_to_define_a_name_counts(definition):
    assert submit("import os", definition).cells == (2,)


def test_the_newest_definition_wins_whatever_the_order_given():
    cells = [Cell("a", 7, "def solve(): return 'new'", 9), Cell("b", 2, "def solve(): return 'old'", 3)]
    assert value_of(assemble(cells, "solve"), "solve()") == "new"
    assert value_of(assemble(cells[::-1], "solve"), "solve()") == "new"


def test_needed_imports_and_definitions_come_along_in_order_of_execution():
    artefact = submit(
        "import math\nimport os",
        "LIMIT = 10\nunused = 1",
        "def helper(x):\n    return math.floor(x) + LIMIT",
        "print('nothing to see')",
        "def solve(x):\n    return helper(x)",
    )
    assert artefact.cells == (1, 2, 3, 5)
    assert value_of(artefact, "solve(1.5)") == 11
    assert "os" not in artefact.source
    assert "unused" not in artefact.source


def test_a_helper_defined_after_the_solution_is_found():
    artefact = submit("def solve(x):\n    return helper(x)", "def helper(x):\n    return x + 1")
    assert value_of(artefact, "solve(1)") == 2
    assert artefact.cells == (1, 2)


def test_a_local_variable_does_not_pull_in_a_global_of_its_name():
    artefact = submit("result = launch_rockets()", "def solve(x):\n    result = x\n    return result")
    assert "rockets" not in artefact.source


def test_comprehension_variables_and_parameters_are_local():
    artefact = submit("n = boom()\nx = boom()", "def solve(x):\n    return [n for n in range(x)]")
    assert value_of(artefact, "solve(2)") == [0, 1]
    assert "boom" not in artefact.source


def test_a_function_sees_the_newest_value_of_a_global():
    artefact = submit("K = 1", "def solve():\n    return K", "K = 2")
    assert value_of(artefact, "solve()") == 2


def test_a_default_sees_the_value_from_before():
    artefact = submit("K = 1", "def solve(k=K):\n    return k", "K = 2")
    assert value_of(artefact, "solve()") == 1


def test_an_import_cell_that_was_run_again_still_serves_a_decorator():
    cells = [
        Cell("imports", 1, "from functools import cache", 10),
        Cell("solution", 2, "@cache\ndef solve(n):\n    return n", 20),
        Cell("again", 3, "from functools import cache", 30),
    ]
    assert value_of(assemble(cells, "solve"), "solve(3)") == 3


def test_a_table_built_by_a_function_gets_that_function_first():
    artefact = submit(
        "def base():\n    return 5",
        "def build():\n    return [base()]",
        "TABLE = build()",
        "def base():\n    return 6",
        "def solve():\n    return TABLE + [base()]",
    )
    assert value_of(artefact, "solve()") == [5, 6]


def test_augmented_assignments_and_changes_in_place_come_along():
    artefact = submit(
        "total = 1\nmemo = {}\nseen = []",
        "total += 4",
        "memo['a'] = 1\nseen.append(3)\nfor i in range(3):\n    memo[i] = i",
        "def solve():\n    return total, memo, seen",
    )
    assert value_of(artefact, "solve()") == (5, {"a": 1, 0: 0, 1: 1, 2: 2}, [3])


def test_a_call_on_a_module_elsewhere_is_left_behind():
    artefact = submit("import time", "time.sleep(60)", "def solve():\n    return time.time() > 0")
    assert "sleep" not in artefact.source


def test_the_recursion_limit_is_kept():
    artefact = submit("import sys\nsys.setrecursionlimit(5000)", "def solve():\n    return 1")
    assert "sys.setrecursionlimit(5000)" in artefact.source
    assert "import sys" in artefact.source


def test_blocks_that_bind_a_needed_name_come_whole():
    artefact = submit(
        "try:\n    from nowhere import gadget\nexcept ImportError:\n    gadget = None",
        "if gadget is None:\n    def helper():\n        return 7\nelse:\n    helper = gadget",
        "def solve():\n    return helper()",
    )
    assert value_of(artefact, "solve()") == 7


def test_star_imports_always_come_once():
    artefact = submit("from math import *", "from math import *", "def solve(x):\n    return floor(x)")
    assert artefact.source.count("from math import *") == 1
    assert value_of(artefact, "solve(2.5)") == 2


def test_future_imports_stand_first():
    artefact = submit("x = 1", "from __future__ import annotations\ndef solve(a: Unknown):\n    return x")
    assert artefact.source.startswith("from __future__ import annotations\n")
    assert value_of(artefact, "solve(0)") == 1


def test_experiments_in_the_entry_cell_stay_out():
    artefact = submit(
        "LIMIT = 3\n"
        "def solve(x):\n"
        "    return x + LIMIT\n\n"
        "assert solve(1) == 4\n"
        "solve(2)\n"
        "print(solve(3))\n"
        "got = solve(4)\n"
        "print(got)\n"
        "for case in [1, 2]:\n"
        "    print(solve(case))\n"
        "if __name__ == '__main__':\n"
        "    solve(9)\n"
    )
    assert artefact.source == "LIMIT = 3\ndef solve(x):\n    return x + LIMIT\n"


def test_statements_that_share_a_line_are_told_apart():
    artefact = submit("a = 1; boom = solve(2)\ndef solve(): return a\nsolve(); c = 3")
    assert value_of(artefact, "solve()") == 1
    assert "solve()" not in artefact.source.replace("def solve()", "")
    assert "c = 3" in artefact.source


def test_a_wrapper_in_another_cell_keeps_what_it_wraps():
    artefact = submit(
        "from functools import lru_cache", "def solve(x):\n    return x", "solve = lru_cache(None)(solve)"
    )
    assert value_of(artefact, "solve(4)") == 4
    assert artefact.cells == (1, 2, 3)


def test_decorators_and_the_comment_above_come_with_a_definition():
    artefact = submit(
        "import functools\n\n# counts\n@functools.cache\ndef helper(x):\n    return x",
        "def solve(x):\n    return helper(x)",
    )
    assert "# counts\n@functools.cache\ndef helper(x):" in artefact.source


def test_a_solution_cell_is_taken_alone_and_whole():
    artefact = submit("K = 5", "%%solution\nK = 1\ndef solve():\n    return K", "K = 9")
    assert artefact.source == "K = 1\ndef solve():\n    return K\n"
    assert artefact.cells == (2,)


def test_a_newer_ordinary_cell_wins_over_a_solution_cell():
    assert submit("%%solution\ndef solve(): return 1", "def solve(): return 2").cells == (2,)


def test_a_solution_in_another_language_is_taken_whole():
    artefact = submit("def solve(): pass", "%%solution C++\nint solve() { return 1; }")
    assert (artefact.language, artefact.source, artefact.cells) == (
        "cpp",
        "int solve() { return 1; }\n",
        (2,),
    )


def test_a_solution_in_another_language_that_is_of_something_else_is_passed_over():
    assert submit("def solve(): return 1", "%%solution js\nfunction other() {}").language == "python"
    assert "does not define solve" in refusal("%%solution js\nfunction other() {}")


def test_a_solution_in_a_language_nobody_knows_is_refused_with_those_there_are():
    said = refusal("def solve(): pass", "%%solution cobol\nsolve.")
    assert "%%solution cobol" in said
    assert "python, javascript, java, cpp, go" in said


def test_a_solution_cell_for_something_else_is_named():
    assert "[1] is marked %%solution but does not define solve" in refusal(
        "%%solution\ndef other(): pass", "x = 1"
    )


def test_bodies_of_timing_magics_are_python_and_others_are_not():
    assert submit("%%time\ndef solve(): return 1").cells == (1,)
    assert submit("\n%%capture out\n%%time\ndef solve(): return 1").cells == (1,)
    for magic in ("bash", "writefile solve.py", "interview say", "html"):
        assert "No cell that you have run defines solve" in refusal(f"%%{magic}\ndef solve(): return 1")


def test_line_magics_shell_and_help_lines_do_no_harm():
    artefact = submit(
        "%matplotlib inline\n!pip install numpy \\\n  --quiet\nimport math\nmath.floor?\n?math\n",
        "files = !ls\nhere = %pwd\n"
        "def solve(x):\n"
        '    """It is 50\n%done? yes!\n!important\n"""\n'
        "    if x:\n"
        "        %time\n"
        "    y = (x\n"
        "        % 3)\n"
        "    return math.floor(y) % 2 != 1, files",
    )
    assert value_of(artefact, "solve(4)") == (False, [])
    assert "%done? yes!\n!important" in artefact.source


def test_an_indented_cell_is_read_as_ipython_runs_it():
    assert value_of(submit("  def solve():\n      return 1\n  %time"), "solve()") == 1


def test_windows_line_ends_do_no_harm():
    assert value_of(submit("def solve():\r\n    return 1\r\n"), "solve()") == 1


def test_syntax_errors_elsewhere_do_no_harm():
    assert submit("def broken(:", "def solve(): return 1", "1 +", "x = (").cells == (2,)


def test_a_newest_definition_that_does_not_parse_is_named_with_its_line():
    message = refusal("def solve(): return 1", "x = 1", "import os\ndef solve(x)\n    return 1")
    assert "Cell [3]" in message
    assert "line 2" in message


def test_nothing_written_says_what_to_do():
    assert "run that cell" in refusal()
    assert "No cell that you have run defines solve" in refusal(
        "solver = 1\nsolve == 2\nprint('def solve()')"
    )


def test_a_mention_in_a_broken_cell_is_no_definition():
    assert submit("def solve(): return 1", "print(solve(1)").cells == (1,)


def test_a_submission_that_is_too_large_is_refused_with_the_numbers():
    message = refusal("def solve():\n    return '" + "x" * 3000 + "'", max_characters=2000)
    assert "3,0" in message
    assert "2,000" in message


@pytest.mark.parametrize(
    "bomb",
    [
        "(" * 100_000 + ")" * 100_000,
        "-" * 100_000 + "1",
        "1+" * 50_000 + "1",
        "a" + ".b" * 50_000,
        "x\0y",
        "x = '\ud800'",
        "x" * 400_000,
    ],
    ids=["parentheses", "minus", "plus", "attributes", "null", "surrogate", "huge"],
)
def test_a_bomb_is_refused_in_one_line_and_harmless_elsewhere(bomb):
    assert "does not parse" in refusal(f"def solve():\n    return {bomb}")
    assert submit("def solve(): return 1", bomb).cells == (1,)


def test_sources_that_only_just_parse_do_no_harm():
    deep = "+".join(["a"] * 900)
    artefact = submit(f"b = 1; c = {deep}", "def solve():\n    return b")
    assert value_of(artefact, "solve()") == 1


names = st.sampled_from(["a", "b", "c", "solve", "helper"])
lines = st.one_of(
    st.builds("{} = {}".format, names, st.integers(0, 9)),
    st.builds("def {}():\n    return {}".format, names, names),
    st.builds("def {}(x={}):\n    {}\n    return x".format, names, names, names),
    st.builds("{} += 1".format, names),
    st.builds("print({}())".format, names),
    st.builds("import math as {}".format, names),
    st.builds("for {} in range(2):\n    {}[0] = 1".format, names, names),
    st.sampled_from(
        ["%time", "!ls", "x = !ls", "a?", "def (", '"""', "%%time", "%%bash", "@", "solve()", ""]
    ),
)
cells = st.lists(st.lists(lines, max_size=5).map("\n".join), max_size=6)


@settings(max_examples=300, deadline=None)
@given(cells)
def test_any_notebook_gives_source_that_parses_and_defines_the_entry_point_or_one_line(sources):
    try:
        artefact = submit(*sources)
    except NothingToSubmit:
        refusal(*sources)
        return
    tree = ast.parse(artefact.source)
    stored = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    defined = {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    assert "solve" in stored | defined
    assert set(artefact.cells) <= set(range(1, len(sources) + 1))
    assert artefact == submit(*sources)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_is_read_without_an_error(text):
    result = read(text)
    assert (result.tree is None) == bool(result.problem)


@st.composite
def programs(draw):
    """Cells of a program that runs without error, ending in ``solve`` defined somewhere."""
    bound = ["k"]
    sources = ["k = 1"]
    for number in range(draw(st.integers(1, 8))):
        name = draw(st.sampled_from(["k", "a", "b", "f", "g"]))
        other = draw(st.sampled_from(bound))
        text = draw(
            st.sampled_from(
                [f"{name} = {number}", f"{name} = ({other}, {number})", f"{name} = lambda: {number}"]
            )
        )
        sources.append(text)
        bound.append(name)
    used = draw(st.lists(st.sampled_from(bound), min_size=1, max_size=3))
    default = draw(st.sampled_from(bound))
    place = draw(st.integers(len(sources), len(sources)))
    sources.insert(place, f"def solve(d={default}):\n    return d, {', '.join(used)}")
    after = draw(st.lists(st.sampled_from(bound), max_size=2))
    return [*sources, *(f"{name} = 'later'" for name in after), "print(solve())"]


@settings(max_examples=200, deadline=None)
@given(programs())
def test_the_submission_gives_what_the_notebook_gives(sources):
    space = {}
    for source in sources[:-1]:
        exec(source, space)
    expected = str(eval("solve()", space))
    got = str(value_of(submit(*sources), "solve()"))
    strip = lambda text: text.split(" at 0x")[0]  # noqa: E731 - addresses of lambdas differ
    assert strip(got) == strip(expected)
