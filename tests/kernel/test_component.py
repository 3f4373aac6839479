"""The panel's texts and how its files become one component."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from mockmind_lab.core.payloads import ProblemPresented
from mockmind_lab.core.phases import Outcome, Phase, Status
from mockmind_lab.core.verdict import Code
from mockmind_lab.kernel.component import component, texts

KERNEL = Path(__file__).resolve().parents[2] / "mockmind_lab" / "kernel"
TEMPLATE = (KERNEL / "panel.vue").read_text()
SCRIPTS = "".join(path.read_text() for path in sorted((KERNEL / "front").glob("*.js")))
PLURAL = re.compile(r"\.(zero|one|two|few|many|other)$")
MADE = re.compile(r"\bt\(`([\w.]+)\.?\$\{|\bt\('([\w.]+)\.' \+|\bword\('(\w+)',")
NAMED = re.compile(r"(?:\bt\(|\? |: )'([a-z][\w.]*\w)'")


def test_every_language_says_all_of_it_with_the_same_gaps() -> None:
    english = texts()["en"]
    assert {"de", "en"} <= set(texts())
    for language, said in texts().items():
        assert said.keys() == english.keys(), language
        for key, text in said.items():
            assert text.strip(), (language, key)
            assert re.findall(r"\{\w+\}", english[key]) == [] or set(re.findall(r"\{(\w+)\}", text)) == set(
                re.findall(r"\{(\w+)\}", english[key])
            ), (language, key)
    same = [key for key, text in english.items() if len(text) > 12 and texts()["de"][key] == text]
    assert not same, "not translated"


def test_no_words_are_left_in_the_template() -> None:
    bare = re.sub(r"<!--.*?-->", "", TEMPLATE[: TEMPLATE.index("<script")], flags=re.S)
    shown = re.sub(r"\{\{.*?\}\}", "", re.sub(r"<(?:\"[^\"]*\"|[^\">])*>", "\n", bare))
    assert not re.findall(r"[^\W\d_]{2,}", shown), shown.split()
    for name in ("aria-label", "title", "placeholder", "alt"):
        assert not re.findall(rf'(?<!:)\b{name}="', bare), name


def test_every_text_is_used_and_every_text_that_is_asked_for_is_there() -> None:
    english = texts()["en"]
    keys = {PLURAL.sub("", key) for key in english}
    named = {key for key in NAMED.findall(TEMPLATE + SCRIPTS) if "." in key or key in keys}
    assert not {key for key in named if key not in keys and key not in english and "." in key}
    groups = {"".join(found).rstrip(".") for found in MADE.findall(TEMPLATE + SCRIPTS)}
    groups.add("line")  # found by what it says
    unused = {key for key in keys - named if not any(key.startswith(f"{group}.") for group in groups)}
    assert not unused


def test_every_line_that_is_translated_is_one_that_is_written_somewhere() -> None:
    root = KERNEL.parents[1]
    written = [path.read_text() for path in sorted((root / "labextension" / "src").rglob("*.ts"))]
    for path in sorted((root / "mockmind_lab").rglob("*.py")):
        written += [_literal(node) for node in ast.walk(ast.parse(path.read_text()))]
    everything = "\n".join(written).replace("`", "")
    lines = {key: text for key, text in texts()["en"].items() if key.startswith("line.")}
    assert lines
    for key, text in lines.items():
        for part in re.split(r"\{\w+\}", text):
            assert len(part) < 11 or part in everything, (key, part)


def _literal(node: ast.AST) -> str:
    """A text as it stands in a program, with nothing where something is filled in."""
    if isinstance(node, ast.JoinedStr):
        return "\0".join(part.value if isinstance(part, ast.Constant) else "" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@pytest.mark.parametrize(
    ("group", "names"),
    [("code", Code), ("phase", Phase), ("status", Status), ("outcome", Outcome)],
    ids=["code", "phase", "status", "outcome"],
)
def test_every_word_of_the_hosts_has_a_text(group: str, names: type) -> None:
    assert {f"{group}.{name.value}" for name in names} <= texts()["en"].keys()  # type: ignore[attr-defined]
    assert ProblemPresented.model_fields["difficulty"]


def test_the_files_become_one_component_that_parses(tmp_path: Path) -> None:
    whole = component()
    script = whole[whole.index("<script>") + len("<script>") : whole.index("</script>")]
    assert "import " not in re.sub(r"//.*", "", script)
    assert len(re.findall(r"^export ", script, re.M)) == 1
    assert whole.count("<script") == whole.count("<style") == 1
    tops = re.findall(r"^(?:const|let|function|async function) (\w+)", script, re.M)
    assert len(tops) == len(set(tops)), "two modules have a name in common"
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no Node here to parse it")
    file = tmp_path / "panel.mjs"
    file.write_text(script)
    subprocess.run([node, "--check", file], check=True, timeout=60)
