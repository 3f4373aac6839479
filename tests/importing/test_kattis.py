"""Kattis/ICPC packages of three versions, as folder and zip, and hostile ones."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from mockmind_lab.core.problem import Checker
from mockmind_lab.errors import Refused
from mockmind_lab.importing import Item
from mockmind_lab.importing.latex import markdown
from mockmind_lab.judge import Judge
from mockmind_lab.library import Library, Package
from mockmind_lab.verification import verify
from tests.importing.conftest import write

Run = Callable[..., list[Item]]

TEX = r"""\problemname{Apples} % ours
Ann has $n$ baskets, $1 \leq n \leq 10^5$, of \textbf{apples}.
\section*{Input}
The number $n$, then:
\begin{itemize}
\item the apples, each at most $1\,000$.
\end{itemize}
\begin{figure}\includegraphics{a.png}\end{figure}
\section*{Output}
Their \emph{sum}: \mystery{as one number}.
\begin{verbatim}
6 = 1+2+3
\end{verbatim}
"""
SUM = "import sys\nprint(sum(map(int, sys.stdin.read().split()[1:])))\n"
FILES = {
    "problem.yaml": "name: Apples\nsource: Ours\nlicense: cc by\nlimits:\n  memory: 512\n",
    "problem_statement/problem.en.tex": TEX,
    "problem_statement/problem.sv.tex": TEX,
    "data/sample/1.in": "2\n1 2\n",
    "data/sample/1.ans": "3\n",
    "data/secret/1.in": "3\n1 2 3\n",
    "data/secret/1.ans": "6\n",
    "data/secret/group/2.in": "1\n0\n",
    "data/secret/group/2.ans": "0\n",
    "data/secret/again.in": "2\n1 2\n",
    "data/secret/again.ans": "3\n",
    "data/secret/lost.in": "1\n1\n",
    "data/secret/false.in": "2\n5 5\n",
    "data/secret/false.ans": "11\n",
    "submissions/accepted/ann.py": SUM,
    "submissions/accepted/ann.kt": "fun main() {}\n",
    "submissions/accepted/big/main.py": SUM,
    "submissions/wrong_answer/first.py3": "input()\nprint(input().split()[0])\n",
    "submissions/wrong_answer/right.py": SUM,
    "submissions/run_time_error/crash.py": "print(1 // 0)\n",
    "submissions/partially_accepted/half.py": SUM,
    "input_validators/check.py": "print(1)\n",
}


def test_a_legacy_package_becomes_a_stdio_problem(
    imported: Run, tmp_path: Path, bank: Path, judge: Judge
) -> None:
    (item,) = imported(write(tmp_path / "apples", FILES))
    assert (item.slug, item.reason) == ("apples", "")
    problem = Package(bank / "apples").load()
    assert (problem.kind, problem.origin, problem.title) == ("stdio", "imported", "Apples")
    assert problem.limits.memory_bytes == 512 * 2**20
    visible = [(test.visible, test.args, test.expected) for test in problem.tests]
    assert visible == [
        (True, ["2\n1 2\n"], "3\n"),
        (False, ["3\n1 2 3\n"], "6\n"),
        (False, ["1\n0\n"], "0\n"),
    ]
    kinds = [(one.kind, one.name) for one in Package(bank / "apples").submissions()]
    assert kinds == [("accepted", "ann.py"), ("run_time_error", "crash.py"), ("wrong_answer", "first.py")]
    said = "\n".join(item.notes)
    for words in (
        "lost.in left out: it has no .ans", "accepted/ann.kt left out: in no language", "of several files",
        "partially_accepted/half.py left out", "wrong_answer/right.py left out: got AC",
        "ann.py gets WA on it here", "same input", "figure (1)", "mystery", "input_validators/",
        "ignores case", "sv) one was taken", "no time limit",
    ):  # fmt: skip
        assert words in said, words
    assert "1 ≤ n ≤ 10^5, of **apples**" in problem.statement
    assert "## Input" in problem.statement
    assert "- the apples" in problem.statement
    assert "license: cc by" in problem.statement
    assert not verify(bank / "apples", judge).failures


@pytest.mark.parametrize(
    ("version", "files", "checker", "seconds"),
    [
        (
            "2023-07-draft",
            {"data/testdata.yaml": "output_validator_flags: float_tolerance 1e-4\n"},
            Checker(name="floats", tolerance=1e-4),
            3.0,
        ),
        (
            "2025-09",
            {"data/test_group.yaml": "output_validator_args: [case_sensitive, space_change_sensitive]"},
            Checker(),
            3.0,
        ),
    ],
)
def test_later_versions_say_limits_and_flags_elsewhere(
    version: str,
    files: dict[str, str],
    checker: Checker,
    seconds: float,
    imported: Run,
    tmp_path: Path,
    bank: Path,
) -> None:
    kept = {n: t for n, t in FILES.items() if n.startswith(("data/s", "submissions/accepted/ann.py"))}
    yaml = f"problem_format_version: {version}\nname: {{en: Pears}}\nlimits: {{time_limit: 3}}\n"
    statement = "statement/problem.en.md" if version == "2025-09" else "problem_statement/problem.en.md"
    package = {"problem.yaml": yaml, statement: "# Pears\n\nAdd *them*.\n\n![x](y.png)\n", **kept, **files}
    folder = write(tmp_path / "pears", package)
    zipped = tmp_path / "pears.zip"
    with zipfile.ZipFile(zipped, "w") as file:
        for name in package:
            file.write(folder / name, f"pears/{name}")
    (item,) = imported(zipped)
    assert item.slug == "pears", item
    problem = Package(bank / "pears").load()
    assert (problem.title, problem.checker, problem.limits.cpu_seconds) == ("Pears", checker, seconds)
    assert "Add *them*." in problem.statement
    assert any("1 pictures" in note for note in item.notes)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"problem.yaml": "name: x\nvalidation: custom interactive\n"}, "an interactive validator"),
        ({"problem.yaml": "name: x\ntype: scoring\n"}, "it is scoring"),
        ({"output_validators/check.py": "print(1)\n"}, "output validator of its own"),
        ({"problem.yaml": "a: &a [1]\nb: *a\n"}, "anchors and aliases"),
        ({"submissions/accepted/ann.py": "print(5\n"}, "does not"),
        ({"submissions/accepted/ann.py": "while True: pass\n"}, "fails"),
        ({"data/sample/1.ans": "9\n", "data/secret/1.ans": "9\n"}, "fails"),
    ],
)
def test_what_can_not_be_judged_here_is_refused_with_its_reason(
    change: dict[str, str], words: str, imported: Run, tmp_path: Path, bank: Path
) -> None:
    kept = {n: t for n, t in FILES.items() if not n.startswith("submissions/w")}
    (item,) = imported(write(tmp_path / "apples", kept | change))
    assert words in item.reason
    assert not item.slug
    assert not (bank / "apples").exists()


def test_a_zip_that_climbs_out_links_or_swells_harms_nothing(
    imported: Run, tmp_path: Path, bank: Path
) -> None:
    zipped = tmp_path / "evil.zip"
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in FILES.items():
            file.writestr(name, text)
        file.writestr("../../outside.in", "x")
        file.writestr("/absolute.ans", "x")
        link = zipfile.ZipInfo("data/secret/link.in")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(link, "/etc/passwd")
        file.writestr("data/secret/link.ans", "x")
        file.writestr("data/secret/bomb.in", b"0" * (64 * 2**20))
        file.writestr("data/secret/bomb.ans", "0")
    before = sorted(tmp_path.rglob("*"))
    (item,) = imported(zipped)
    assert item.slug == "evil"
    said = "\n".join(item.notes)
    for words in ("../../outside.in", "/absolute.ans", "link.in left out", "bomb.in is over 2048 KiB"):
        assert words in said
    new = [path for path in tmp_path.rglob("*") if path not in before]
    assert all(bank == path or bank in path.parents for path in new)
    assert len(Package(bank / "evil").load().tests) == 3


def test_links_in_a_folder_are_not_followed(imported: Run, tmp_path: Path, bank: Path) -> None:
    folder = write(tmp_path / "apples", FILES)
    (tmp_path / "secret.ans").write_text("1\n")
    (folder / "data/secret/lost.ans").symlink_to(tmp_path / "secret.ans")
    (folder / "data/more").symlink_to(tmp_path)
    (item,) = imported(folder)
    assert any("lost.ans left out: a link" in note for note in item.notes)
    assert any("data/more left out: a link" in note for note in item.notes)


def test_a_folder_of_packages_is_imported_and_a_name_that_is_taken_is_told(
    imported: Run, tmp_path: Path, bank: Path
) -> None:
    kept = {n: t for n, t in FILES.items() if not n.startswith("submissions/w")}
    for name in ("one", "two"):
        write(tmp_path / "set" / name, kept)
    write(tmp_path / "set" / "no-package", {"read.me": "x"})
    assert [item.slug for item in imported(tmp_path / "set")] == ["one", "two"]
    assert ["is taken" in item.reason for item in imported(tmp_path / "set" / "one")] == [True]
    assert [item.slug for item in imported(tmp_path / "set" / "one", replace=True)] == ["one"]
    library = Library(paths=[], own="", imported=str(bank), index_file="")
    assert library.slugs() == ["one", "two"]
    assert library.broken() == ()
    with pytest.raises(Refused, match="of no form we know"):
        imported(tmp_path / "set" / "no-package")


def test_latex_that_is_no_statement_ends_soon() -> None:
    for text in ("{" * 3000, "\\textbf{" * 500 + "x", "\\begin{itemize}" * 500, "$" * 999, "%" * 3000):
        assert len(markdown(text)[0]) < 10_000
