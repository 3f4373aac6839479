"""Writes a package's folder whole or not at all, and reads it back before anyone else can."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from mockmind_lab.authoring.draft import Draft
from mockmind_lab.errors import ProblemError, Refused
from mockmind_lab.library import Package

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping

    from mockmind_lab.core.ideas import Ideas
    from mockmind_lab.core.mistakes import Mistakes
    from mockmind_lab.core.problem import Hint, Manifest, ProblemTest

__all__ = [
    "line_of",
    "make_folder",
    "write_files",
    "write_hidden_tests",
    "write_mistakes",
    "write_package",
    "write_unread",
    "yaml_text",
]

_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")
_HINT_NAMES = ("nudge", "approach", "near-solution")


def write_package(draft: Draft, bank: str | Path, *, replace: bool = False) -> Package:
    """Write ``draft`` as the folder ``bank/<slug>`` and return it; ``bank`` is made if it is not there.

    It is written beside its place, read back, compared and only then renamed: nobody sees half a package, and
    where it fails nothing has changed. With ``replace`` a package of that name gives way.

    Raises ``ProblemError`` with file and line for what ``Package.load`` would refuse, and ``Refused`` for
    a name that is taken, a part that would be read back differently, or a folder that can't be written.
    """
    files = dict(_files(draft))
    with make_folder(draft.slug, bank, replace=replace) as folder:
        write_files(folder, files)
        found = Draft.of(Package(folder))
        for part, wanted in _parts(draft).items():
            if _parts(found)[part] != wanted:
                raise Refused(f"{draft.slug}: the {part} would be read back differently; {_ADVICE[part]}.")
    return Package(Path(bank) / draft.slug)


_ADVICE = {
    "manifest": "give text without control characters",
    "statement": "give text without control characters",
    "hints": "no hint may hold a heading '## Level' or '<!-- keys', no key a comma",
    "ideas": "give text without control characters",
    "generator": "give text without control characters",
    "tests": "number the visible ones before the hidden ones, and give plain JSON values",
    "submissions": "give each kind's files different names",
}


def _parts(draft: Draft) -> dict[str, Any]:
    return {
        "manifest": draft.manifest,
        "statement": _text(draft.statement),
        "hints": [(hint.level, hint.text.strip(), hint.keys) for hint in draft.hints],
        "ideas": draft.ideas,
        "generator": draft.generator and _text(draft.generator),
        "tests": [
            line_of(test) for visible in (True, False) for test in draft.tests if test.visible is visible
        ],
        "submissions": {(source.kind, source.name): _text(source.text) for source in draft.submissions},
    }


@contextlib.contextmanager
def make_folder(slug: str, bank: str | Path, *, replace: bool = False) -> Generator[Path]:
    """A folder named ``slug`` that takes its place in ``bank`` at the end, if nothing was raised.

    Raises ``Refused`` as ``write_package`` does.
    """
    if not Package.is_slug(slug):
        raise Refused(f"{slug[:80]!r} is no name for a problem; use lower-case words joined by hyphens.")
    bank = Path(bank)
    place = bank / slug
    if not replace and os.path.lexists(place):
        raise Refused(f"{slug} is taken; choose another name or remove {place.name} first.")
    try:
        bank.mkdir(parents=True, exist_ok=True)
        # Hidden, so that no library takes it for a package; in the bank, so that renaming is one step.
        workshop = Path(tempfile.mkdtemp(prefix=".new-", dir=bank))
        try:
            made = workshop / slug
            made.mkdir()
            yield made
            old = workshop / "replaced"
            if os.path.lexists(place):
                place.rename(old)
            try:
                made.rename(place)
            except OSError:
                if os.path.lexists(old):
                    old.rename(place)
                raise
        finally:
            shutil.rmtree(workshop, ignore_errors=True)
    except OSError as error:
        raise Refused(f"{place} can't be written ({error.strerror}); name another folder.") from error


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write ``files`` (path within the package to text) below ``folder``, which is new and empty."""
    for name, text in files.items():
        try:
            data = text.encode("utf-8")
        except UnicodeEncodeError:
            raise ProblemError.at(f"{folder.name}/{name}", None, "holds text that is no Unicode") from None
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def write_unread(draft: Draft, bank: Path) -> Package:
    """Write ``draft`` as ``write_package`` does, but don't read it back: its hidden tests may be missing."""
    with make_folder(draft.slug, bank) as folder:
        write_files(folder, dict(_files(draft)))
    return Package(bank / draft.slug)


def write_hidden_tests(package: Package, tests: Iterable[ProblemTest]) -> None:
    """Replace ``tests/hidden.jsonl`` in one step. Raises ``Refused`` where that can't be written."""
    text = "".join(f"{line_of(test)}\n" for test in tests)
    _replace(package.folder.path / "tests" / "hidden.jsonl", text)


def write_mistakes(package: Package, mistakes: Mistakes | None) -> None:
    """Replace ``mistakes.yaml`` in one step; None removes it. Raises ``Refused`` where that can't be done."""
    target = package.folder.path / "mistakes.yaml"
    if mistakes is not None:
        _replace(target, yaml_text(mistakes))
        return
    try:
        target.unlink(missing_ok=True)
    except OSError as error:
        raise Refused(f"{target} can't be removed ({error.strerror}).") from error


def _replace(target: Path, text: str) -> None:
    """Write ``text`` beside ``target`` and let it take its place: nobody sees half of it."""
    try:
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.stem}-")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as sink:
                sink.write(text)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(target)
        finally:
            Path(temporary).unlink(missing_ok=True)
    except OSError as error:
        raise Refused(f"{target} can't be written ({error.strerror}).") from error


def _files(draft: Draft) -> Iterator[tuple[str, str]]:
    yield "problem.yaml", yaml_text(draft.manifest)
    yield "statement.md", _text(draft.statement)
    whole = draft.manifest.origin != "imported"
    if whole or draft.hints:
        yield "hints.md", _hints_text(draft.hints)
    if draft.ideas:
        yield "ideas.yaml", yaml_text(draft.ideas)
    if whole or draft.generator:
        yield "generator.py", _text(draft.generator)
    for name, visible in (("visible", True), ("hidden", False)):
        lines = [line_of(test) for test in draft.tests if test.visible is visible]
        yield f"tests/{name}.jsonl", "".join(f"{line}\n" for line in lines)
    if len({(source.kind, source.name) for source in draft.submissions}) < len(draft.submissions):
        raise Refused(f"{draft.slug}: two submissions have one name; {_ADVICE['submissions']}.")
    for source in draft.submissions:
        if not _FILE.fullmatch(source.name) or ".." in source.name:
            raise Refused(f"{source.name[:80]!r} is no name for a file; use letters, digits and underscores.")
        yield f"submissions/{source.kind}/{source.name}", _text(source.text)


class _Dumper(yaml.SafeDumper):
    """YAML as a package has it: no anchors."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - yaml's signature
        return True


def yaml_text(part: Manifest | Ideas | Mistakes) -> str:
    """``part`` as a package's YAML file, its version first."""
    content = part.model_dump(mode="json", exclude_defaults=True)
    return yaml.dump(
        {"schema_version": part.schema_version, **content},
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=None,
        sort_keys=False,
        width=110,
    )


def _hints_text(hints: tuple[Hint, ...]) -> str:
    parts = ["# Hints\n"]
    for hint, name in zip(hints, _HINT_NAMES, strict=False):
        keys = f"<!-- keys: {', '.join(hint.keys)} -->\n\n" if hint.keys else ""
        parts.append(f"\n## Level {hint.level}: {name}\n{keys}{hint.text.strip()}\n")
    return "".join(parts)


def line_of(test: ProblemTest) -> str:
    """``test`` as a line of a test file."""
    content: dict[str, Any] = {"number": test.number, "category": test.category, "args": test.args}
    content |= {"raises": test.raises} if test.raises is not None else {"expected": test.expected}
    content |= {"explanation": test.explanation} if test.explanation else {}
    content |= {"generated": test.generated.model_dump()} if test.generated else {}
    try:
        return json.dumps(content, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise Refused(f"Test {test.number} has no JSON form: {error}.") from None


def _text(text: str) -> str:
    return text.strip("\n") + "\n"
