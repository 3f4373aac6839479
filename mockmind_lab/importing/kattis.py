"""A Kattis/ICPC problem package: legacy, 2023-07 or 2025-09."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, cast, get_args

from mockmind_lab.authoring import Draft, Source
from mockmind_lab.core.problem import (
    UNKNOWN,
    Checker,
    Complexity,
    Difficulty,
    Limits,
    Manifest,
    ProblemTest,
    SubmissionKind,
)
from mockmind_lab.errors import ProblemError, Refused
from mockmind_lab.importing.found import Item, Notes, Prepared, slug_of
from mockmind_lab.importing.latex import markdown
from mockmind_lab.library.yaml_lines import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mockmind_lab.importing.tree import Tree

__all__ = ["read_kattis"]

_VERSIONS = ("legacy", "2023-07-draft", "2023-07", "draft", "2025-09")
_KINDS: Mapping[str, SubmissionKind] = {
    "accepted": "accepted",
    "wrong_answer": "wrong_answer",
    "time_limit_exceeded": "time_limit_exceeded",
    "run_time_error": "run_time_error",
    "memory_limit_exceeded": "memory_limit_exceeded",
}
_SUFFIXES = {
    ".py": ".py", ".py3": ".py", ".js": ".js", ".java": ".java", ".go": ".go",
    ".cpp": ".cpp", ".cc": ".cpp", ".cxx": ".cpp", ".c++": ".cpp", ".C": ".cpp",
}  # fmt: skip
_LONGEST = 60_000  # bytes of a submission or statement
_LARGEST = 2 * 2**20  # bytes of a test's input or answer
_DEFAULT_SECONDS = 2.0


def read_kattis(tree: Tree, difficulty: Difficulty) -> Iterator[Prepared | Item]:
    """The package in ``tree``, or why it makes none."""
    notes = Notes()
    try:
        yield _prepared(tree, difficulty, notes)
    except Refused as refusal:
        yield Item(tree.name, reason=str(refusal), notes=notes.all())


def _prepared(tree: Tree, difficulty: Difficulty, notes: Notes) -> Prepared:
    config = _yaml(tree, "problem.yaml")
    version = str(config.get("problem_format_version") or "legacy")
    if version not in _VERSIONS:
        notes.say(f"problem_format_version {version[:40]!r} is not known; read as 2025-09")
    for name in tree.refused:
        notes.say(f"{name[:120]} left out: a link, or a path that leads out of the package")
    _refuse_kinds(tree, config)
    flags = _flags(tree, config)
    checker = _checker(flags, notes)
    title = _title(config, tree)
    statement = _statement(tree, title, config, notes)
    tests = _tests(tree, notes)
    submissions = tuple(_submissions(tree, notes))
    manifest = Manifest(
        origin="imported",
        title=title,
        difficulty=difficulty,
        topics=("practical",),
        kind="stdio",
        limits=_limits(tree, config, notes),
        checker=checker,
        complexity=Complexity(time=UNKNOWN, space=UNKNOWN),
    )
    draft = Draft(
        slug=slug_of(tree.name),
        manifest=manifest,
        statement=statement,
        hints=(),
        generator="",
        tests=tests,
        submissions=submissions,
    )
    for folder in ("input_validators", "input_format_validators", "graders", "include", "attachments"):
        if tree.below(folder):
            notes.say(f"{folder}/ left out: nothing of ours uses it")
    return Prepared(tree.name, draft, notes.all())


def _yaml(tree: Tree, name: str) -> dict[str, Any]:
    try:
        return read_yaml(tree.text(name, 64 * 1024), label=name).value
    except ProblemError as error:
        raise Refused(str(error)) from None


def _refuse_kinds(tree: Tree, config: dict[str, Any]) -> None:
    """Problems that are more than input in, output out."""
    kinds = config.get("type") or "pass-fail"
    listed = kinds if isinstance(kinds, list) else str(kinds).split()
    odd = [str(kind) for kind in listed if kind not in ("pass-fail",)]
    if odd:
        raise Refused(f"it is {', '.join(odd)[:80]}; only pass-fail problems can be judged here")
    validation = str(config.get("validation") or "default").split()
    names = [n for folder in ("output_validators", "output_validator") for n in tree.below(folder)]
    if validation[0] != "default" or names:
        what = "an interactive validator" if "interactive" in validation else "an output validator of its own"
        raise Refused(f"it has {what}, which has no counterpart here")


def _flags(tree: Tree, config: dict[str, Any]) -> list[str]:
    """The default validator's flags, from whichever place this version keeps them."""
    found: list[Any] = [config.get("validator_flags")]
    for name in (
        "data/testdata.yaml",
        "data/secret/testdata.yaml",
        "data/test_group.yaml",
        "data/secret/test_group.yaml",
    ):
        if tree.has(name):
            group = _yaml(tree, name)
            found += [group.get("output_validator_flags"), group.get("output_validator_args")]
    words: list[str] = []
    for value in found:
        words += [str(word) for word in value] if isinstance(value, list) else str(value or "").split()
    return words


def _checker(flags: list[str], notes: Notes) -> Checker:
    """The checker nearest to the default validator with ``flags``; where it is stricter, that is noted."""
    names = get_args(Checker.model_fields["name"].annotation)
    tolerance, rest = 0.0, list(flags)
    while rest:
        flag = rest.pop(0)
        if flag in ("float_tolerance", "float_relative_tolerance", "float_absolute_tolerance"):
            try:
                tolerance = max(tolerance, float(rest.pop(0)))
            except (IndexError, ValueError):
                raise Refused(f"the validator flag {flag} has no number") from None
            if flag != "float_tolerance":
                notes.say(
                    f"{flag} {tolerance:g}: here a tolerance is absolute or relative, whichever is kinder"
                )
        elif flag not in ("case_sensitive", "space_change_sensitive"):
            notes.say(f"validator flag {flag[:40]!r} left out: not known")
    if "case_sensitive" not in flags:
        notes.say("its validator ignores case; here case counts")
    if tolerance:
        return Checker(name="floats", tolerance=min(tolerance, 1.0))
    if "space_change_sensitive" in flags:
        notes.say("its validator counts every space; here space at the ends of lines does not")
        return Checker()
    if "tokens" in names:
        return Checker.model_validate({"name": "tokens"})
    notes.say("its validator ignores how words are spaced; here only space at the ends of lines is forgiven")
    return Checker()


def _title(config: dict[str, Any], tree: Tree) -> str:
    name = config.get("name")
    if isinstance(name, dict):
        names = cast("dict[str, Any]", name)
        name = names.get("en") or next(iter(names.values()), None)
    text = " ".join(str(name or tree.name).split())
    return re.sub(r"[$\\{}]", "", text)[:80] or tree.name[:80]


def _statement(tree: Tree, title: str, config: dict[str, Any], notes: Notes) -> str:
    files = [n for folder in ("statement", "problem_statement") for n in tree.below(folder)]
    wanted = ("problem.en.md", "problem.md", "problem.en.tex", "problem.tex")
    ranked = [n for w in wanted for n in files if n.rpartition("/")[2] == w]
    ranked += [n for n in files if re.fullmatch(r"problem\.[\w-]+\.(md|tex)", n.rpartition("/")[2])]
    if not ranked:
        raise Refused("it has no statement in Markdown or LaTeX")
    text = tree.text(ranked[0], _LONGEST)
    if ranked[0].endswith(".tex"):
        text, lost = markdown(text)
        if lost:
            notes.say(f"of the statement left out: {', '.join(lost)}")
    else:
        text, count = re.subn(r"!\[([^\]]*)\]\([^)]*\)", r"(picture: \1)", text)
        if count:
            notes.say(f"of the statement left out: {count} pictures")
        text = re.sub(r"\{\{[^}]*\}\}", "", re.sub(r"\A#\s.*\n", "", text.lstrip()))
    languages = {n.split(".")[-2] for n in ranked if n.count(".") == 2}
    if len(languages) > 1:
        notes.say(f"of the statement's languages ({', '.join(sorted(languages))}) one was taken")
    if not text.strip():
        raise Refused("its statement is empty")
    rights = [f"{key}: {config[key]}" for key in ("source", "license") if isinstance(config.get(key), str)]
    credit = f"\n\n*{'; '.join(rights)[:300]}*" if rights else ""
    return f"# {title}\n\n{text.strip()}{credit}\n"


def _tests(tree: Tree, notes: Notes) -> tuple[ProblemTest, ...]:
    """Samples first and shown, then the secret ones, in the order of their names."""
    tests: list[ProblemTest] = []
    known = set(tree.names)
    for folder in ("data/sample", "data/secret"):
        for name in tree.below(folder):
            stem, _, suffix = name.rpartition(".")
            if suffix != "in":
                if suffix in ("interaction", "args", "files") or (
                    suffix == "ans" and f"{stem}.in" not in known
                ):
                    notes.say(f"{name} left out: not an input with its answer")
                continue
            if f"{stem}.ans" not in known:
                notes.say(f"{name} left out: it has no .ans")
                continue
            try:
                given, answer = tree.text(name, _LARGEST), tree.text(f"{stem}.ans", _LARGEST)
            except Refused as refusal:
                notes.say(f"{name} left out: {refusal}")
                continue
            size = len(given)
            category = "typical" if size < 1000 else "large"
            shown = folder == "data/sample"
            tests.append(
                ProblemTest(
                    number=len(tests) + 1, visible=shown, category=category, args=[given], expected=answer
                )
            )
    return tuple(tests)


def _limits(tree: Tree, config: dict[str, Any], notes: Notes) -> Limits:
    given = config.get("limits")
    limits = cast("dict[str, Any]", given) if isinstance(given, dict) else {}
    seconds = _number(limits.get("time_limit"))
    if not seconds and tree.has(".timelimit"):
        seconds = _number(tree.text(".timelimit", 100).strip())
    if not seconds:
        notes.say(f"it names no time limit; {_DEFAULT_SECONDS:g} s, or what the reference needs")
        seconds = _DEFAULT_SECONDS
    memory = _number(limits.get("memory")) or 1024
    output = _number(limits.get("output")) or 8
    cpu = min(max(seconds, 0.1), 60.0)
    if cpu != seconds:
        notes.say(f"time limit of {seconds:g} s made {cpu:g} s")
    return Limits(
        cpu_seconds=cpu,
        wall_seconds=min(120.0, 3 * cpu + 4),
        memory_bytes=int(min(max(memory, 16), 4096)) * 2**20,
        output_bytes=int(min(max(output, 1), 64)) * 2**20,
    )


def _number(value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return number if 0 < number < 1e6 else 0.0


def _submissions(tree: Tree, notes: Notes) -> Iterator[Source]:
    taken: set[tuple[str, str]] = set()
    folders: set[str] = set()
    for name in tree.below("submissions"):
        parts = PurePosixPath(name).parts[1:]
        if len(parts) < 2:
            continue
        kind, suffix = _KINDS.get(parts[0]), _SUFFIXES.get(PurePosixPath(name).suffix)
        label = "/".join(parts)
        if len(parts) > 2:
            folders.add("/".join(parts[:2]))
        elif kind is None:
            notes.say(f"submission {label} left out: {parts[0]} is no verdict of ours")
        elif suffix is None:
            notes.say(f"submission {label} left out: in no language of ours")
        else:
            stem = re.sub(r"[^A-Za-z0-9_-]", "_", PurePosixPath(name).stem).strip("_-")[:60] or "solution"
            while (kind, stem + suffix) in taken:
                stem += "_2"
            taken.add((kind, stem + suffix))
            try:
                yield Source(kind, stem + suffix, tree.text(name, _LONGEST))
            except Refused as refusal:
                notes.say(f"submission {label} left out: {refusal}")
    for folder in sorted(folders):
        notes.say(f"submission {folder} left out: it is of several files")
