"""The tree stays in order: what lies where, how long a module is, and what no file may name."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from pathlib import Path

import nbformat
import pytest

from mockmind_lab.kernel.command import parse

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "mockmind_lab"
NOTEBOOKS = sorted((ROOT / "example_notebooks").glob("*.ipynb"))
MOST_LINES = 400
TOP = {
    ".ci", ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "docs", "example_notebooks",
    "labextension", "mockmind_lab", "problems", "pyproject.toml", "requirements.txt", "sandbox", "tests",
}  # fmt: skip
# The sandboxed kernel's own home, and a folder below /proc, are no paths of anybody's machine.
MACHINE_PATH = re.compile(r"(?<![\w}])/(?:home/(?!candidate\b)\w+|Users/\w+|root/\w+|work/\w+)")


def tracked() -> list[Path]:
    """The files of the repository, as git knows them and as they still exist."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def modules() -> list[Path]:
    """The package's modules."""
    return sorted(PACKAGE.rglob("*.py"))


def test_nothing_lies_at_the_top_that_has_no_place_there() -> None:
    found = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert found <= TOP, found - TOP


def test_no_module_is_longer_than_can_be_read_at_once() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in modules()}
    assert not {name: length for name, length in lengths.items() if length > MOST_LINES}


def test_every_module_says_what_it_is() -> None:
    assert not [str(path) for path in modules() if not ast.get_docstring(ast.parse(path.read_text()))]


def test_public_names_are_sorted_and_exist() -> None:
    for path in modules():
        tree = ast.parse(path.read_text())
        names = next((ast.literal_eval(node.value) for node in tree.body if _assigns_all(node)), None)
        if names is None:
            continue
        assert names == sorted(names, key=_order), path
        assert set(names) <= _defined(tree), (path, set(names) - _defined(tree))


def test_no_file_names_a_path_of_one_machine() -> None:
    hits = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for path in tracked()
        if path != Path(__file__)
        for number, line in enumerate(_text(path).splitlines(), start=1)
        if MACHINE_PATH.search(line)
    ]
    assert not hits


def test_the_lock_names_versions_and_no_place_to_get_them() -> None:
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    assert len(lines) > 50
    for line in lines:
        assert re.fullmatch(r"[a-z0-9._-]+==[^\s;@/]+( ; [^@/]+)?", line), line


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_an_example_notebook_is_clean_and_its_commands_are_right(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "mockmind"
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code[0].source.startswith(("%interview start", "%%problem"))
    assert not [cell for cell in code if cell.outputs or cell.execution_count]
    for cell in code:
        if cell.source.startswith("%interview"):
            parse(cell.source.removeprefix("%interview"))


def test_the_kernelspec_names_our_provisioner() -> None:
    spec = json.loads((ROOT / "sandbox" / "kernelspec" / "kernel.json").read_text())
    assert spec["metadata"]["kernel_provisioner"]["provisioner_name"] == "mockmind-provisioner"


def test_continuous_integration_runs_the_commands_of_the_readme() -> None:
    runs, readme = (ROOT / ".ci" / "run").read_text(), (ROOT / "README.md").read_text()
    for command in ("make test", "make check", "make verify"):
        assert command in runs
        assert command in readme


def _assigns_all(node: ast.stmt) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else []
    return any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets)


def _order(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions, each by name, as ruff sorts them."""
    return (0 if name.isupper() else 1 if name[:1].isupper() else 2, name)


def _defined(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return names


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""  # a picture
