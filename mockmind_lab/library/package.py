"""One problem package: from its folder to ``Problem``, with the file and line of whatever is wrong.

The layout: ``problem.yaml`` (the ``Manifest``), ``statement.md``, ``hints.md``, ``tests/visible.jsonl``,
``tests/hidden.jsonl`` (one test a line), ``generator.py``, ``checker.py`` where the checker is ``custom``,
and ``submissions/<kind>/*``, whose suffixes name their languages. ``ideas.yaml`` (the hints in other words,
for the leak guard) and ``mistakes.yaml`` (which tests each wrong answer fails) may be there. An imported one
may lack ``hints.md`` and ``generator.py``.
"""

from __future__ import annotations

import ast
import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from mockmind_lab.core.ideas import IDEAS_VERSION, Ideas
from mockmind_lab.core.languages import LANGUAGES
from mockmind_lab.core.mistakes import MISTAKES_VERSION, Mistakes
from mockmind_lab.core.parsing import parse
from mockmind_lab.core.problem import (
    SCHEMA_VERSION,
    Difficulty,
    Hint,
    Manifest,
    Problem,
    Submission,
    SubmissionKind,
)
from mockmind_lab.core.starter import starter
from mockmind_lab.errors import ProblemError
from mockmind_lab.library.folder import Folder
from mockmind_lab.library.tests import read_tests
from mockmind_lab.library.yaml_lines import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    _Upgrade = Callable[[dict[str, Any]], dict[str, Any]]

__all__ = ["Package", "Summary"]

_Model = TypeVar("_Model", bound=BaseModel)

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_SLUG = 60
TEXT_LIMIT = 64 * 1024  # bytes of each text but the tests
TESTS_LIMIT = 4 * 2**20  # bytes of each of the two test files
SUFFIXES: Mapping[str, str] = {language.suffix: language.name for language in LANGUAGES.values()}

_UPGRADES: dict[int, _Upgrade] = {}
"""From a schema version to the next: what turns an old ``problem.yaml`` into one of the version after it."""

_HEADING = re.compile(r"^## Level ([0-9]+)\b[^\n]*$", re.MULTILINE)
_KEYS = re.compile(r"<!--\s*keys:(.*?)-->", re.DOTALL)


class Summary(BaseModel):
    """What a list of problems shows: cheap to read, nothing secret."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    slug: str
    title: str
    difficulty: Difficulty
    topics: tuple[str, ...]
    kind: str
    origin: str = "own"


@dataclass(frozen=True, slots=True)
class Stamp:
    """One file's size, change times and place: equal stamps, equal content."""

    name: str
    size: int
    modified_ns: int
    changed_ns: int
    inode: int


class Package:
    """A package's folder; each method reads it anew and raises ``ProblemError`` with file and line."""

    def __init__(self, path: Path) -> None:
        self.folder = Folder(path)
        self.slug = path.name

    @staticmethod
    def is_slug(name: str) -> bool:
        """Whether ``name`` may name a package: lower-case words joined by hyphens, at most 60 characters."""
        return len(name) <= MAX_SLUG and SLUG.fullmatch(name) is not None

    def stamps(self) -> tuple[Stamp, ...]:
        """A stamp of each file and folder that ``load`` reads; changes whenever one of them does."""
        return tuple(self._stamp(name) for name in (".", "tests", "submissions", *self._files()))

    def manifest_stamp(self) -> Stamp:
        """The stamp of ``problem.yaml`` alone: what a ``summary`` depends on."""
        return self._stamp("problem.yaml")

    def manifest(self) -> Manifest:
        """What ``problem.yaml`` says."""
        if not self.is_slug(self.slug):
            raise ProblemError.at(
                self.folder.slug, None, "is no name for a problem; use lower-case words joined by hyphens"
            )
        label = self.folder.label("problem.yaml")
        document = read_yaml(self.folder.text("problem.yaml", limit=TEXT_LIMIT), label=label)
        line = document.line(("schema_version",))
        content = _upgraded(document.value, label, line, newest=SCHEMA_VERSION, upgrades=_UPGRADES)
        try:
            manifest = Manifest.model_validate(content)
        except ValidationError as error:
            raise document.fault(label, error) from None
        if (manifest.signature is None) != (manifest.kind == "stdio"):
            what = "signature: a problem of kind function or class has one, of kind stdio has none"
            raise ProblemError.at(label, document.line(("kind",)), what)
        return manifest

    def summary(self) -> Summary:
        """The package's line in a list; reads ``problem.yaml`` alone."""
        found = self.manifest()
        return Summary(
            slug=self.slug,
            title=found.title,
            difficulty=found.difficulty,
            topics=found.topics,
            kind=found.kind,
            origin=found.origin,
        )

    def load(self) -> Problem:
        """The whole problem: manifest, texts and tests, each checked against the signature."""
        manifest = self.manifest()
        if manifest.origin != "imported":
            self.generator()
        tests = read_tests(self.folder, manifest, limit=TESTS_LIMIT)
        signature = manifest.signature
        return Problem(
            **{name: getattr(manifest, name) for name in Manifest.model_fields},
            slug=self.slug,
            statement=self._filled("statement.md"),
            starter=starter(signature) if signature else "",
            checker_source=self._filled("checker.py") if manifest.checker.name == "custom" else "",
            hints=self.hints() if self._whole(manifest, "hints.md") else (),
            ideas=self.ideas() if self.folder.exists("ideas.yaml") else None,
            mistakes=self.mistakes() if self.folder.exists("mistakes.yaml") else None,
            tests=tests,
            digest=self.digest(),
        )

    def hints(self) -> tuple[Hint, ...]:
        """The three levels of ``hints.md``: ``## Level N: name``, ``<!-- keys: a, b -->``, the text."""
        text, label = self._filled("hints.md"), self.folder.label("hints.md")
        headings = list(_HEADING.finditer(text))
        if [heading[1] for heading in headings] != ["1", "2", "3"]:
            raise ProblemError.at(
                label, 1, "needs the headings '## Level 1', '## Level 2', '## Level 3' once each"
            )
        ends = [heading.start() for heading in headings[1:]] + [len(text)]
        hints: list[Hint] = []
        for level, heading, end in zip((1, 2, 3), headings, ends, strict=True):
            body = text[heading.end() : end]
            keys = [key.strip() for found in _KEYS.findall(body) for key in found.split(",") if key.strip()]
            body = _KEYS.sub("", body).strip()
            if not body:
                line = text.count("\n", 0, heading.start()) + 1
                raise ProblemError.at(label, line, f"level {level} says nothing; write the hint under it")
            hints.append(Hint(level=level, text=body, keys=tuple(keys)))
        return tuple(hints)

    def ideas(self) -> Ideas:
        """What ``ideas.yaml`` says."""
        return self._document("ideas.yaml", Ideas, newest=IDEAS_VERSION)

    def mistakes(self) -> Mistakes:
        """What ``mistakes.yaml`` says."""
        return self._document("mistakes.yaml", Mistakes, newest=MISTAKES_VERSION)

    def _document(self, name: str, model: type[_Model], *, newest: int) -> _Model:
        label = self.folder.label(name)
        document = read_yaml(self.folder.text(name, limit=TEXT_LIMIT), label=label)
        line = document.line(("schema_version",))
        content = _upgraded(document.value, label, line, newest=newest, upgrades={})
        try:
            return model.model_validate(content)
        except ValidationError as error:
            raise document.fault(label, error) from None

    def generator(self) -> str:
        """The source of ``generator.py``, which is run in the sandbox only."""
        return self._filled("generator.py")

    def submissions(self) -> tuple[Submission, ...]:
        """The package's own solutions, by the verdict each must get. They never leave the host."""
        return tuple(self._submission(name) for name in self._files() if name.startswith("submissions/"))

    def languages(self) -> frozenset[str]:
        """The languages that it has an accepted solution in; reads names only."""
        names = self.folder.names("submissions/accepted") if self.folder.exists("submissions") else []
        return frozenset(SUFFIXES[s] for s in (PurePath(name).suffix for name in names) if s in SUFFIXES)

    def digest(self) -> str:
        """SHA-256 (hex) over the names and contents of all files of the package."""
        total = hashlib.sha256()
        for name in self._files():
            data = self.folder.read(name, limit=TESTS_LIMIT if name.startswith("tests/") else TEXT_LIMIT)
            total.update(f"{name}\0{len(data)}\0".encode())
            total.update(data)
        return total.hexdigest()

    def _files(self) -> list[str]:
        names = ["problem.yaml", "statement.md"]
        # Whether these may be missing, the manifest says; ``load`` sees to it.
        names += [
            name
            for name in ("hints.md", "ideas.yaml", "mistakes.yaml", "generator.py")
            if self.folder.exists(name)
        ]
        names += ["tests/visible.jsonl", "tests/hidden.jsonl"]
        names += ["checker.py"] if self.folder.exists("checker.py") else []
        known = get_args(SubmissionKind)
        for kind in self.folder.names("submissions"):
            label = self.folder.label(f"submissions/{kind}")
            if kind not in known:
                raise ProblemError.at(label, None, f"is no verdict; use one of {', '.join(known)}")
            for name in self.folder.names(f"submissions/{kind}"):
                if PurePath(name).suffix not in SUFFIXES:
                    known = f"is in no language of ours; use one of {', '.join(SUFFIXES)}"
                    raise ProblemError.at(f"{label}/{name}", None, known)
                names.append(f"submissions/{kind}/{name}")
        return names

    def _whole(self, manifest: Manifest, name: str) -> bool:
        """Whether the file ``name`` is there or has to be."""
        return manifest.origin != "imported" or self.folder.exists(name)

    def _submission(self, name: str) -> Submission:
        source = self._filled(name)
        kind: Any = PurePath(name).parent.name
        language = SUFFIXES[PurePath(name).suffix]
        summary = LANGUAGES[language].summary(source)
        if language == "python":
            try:
                summary = ast.get_docstring(parse(source)) or ""
            except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
                line = error.lineno if isinstance(error, SyntaxError) else None
                raise ProblemError.at(self.folder.label(name), line, "does not parse as Python") from None
        return Submission(
            kind=kind, name=PurePath(name).name, language=language, source=source, summary=summary
        )

    def _filled(self, name: str) -> str:
        text = self.folder.text(name, limit=TEXT_LIMIT)
        if not text.strip():
            raise ProblemError.at(self.folder.label(name), 1, "is empty")
        return text

    def _stamp(self, name: str) -> Stamp:
        try:
            found = (self.folder.path / name).lstat()
        except OSError:
            return Stamp(name, -1, 0, 0, 0)  # whoever reads it will say what is wrong
        return Stamp(name, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def _upgraded(
    content: dict[str, Any], label: str, line: int, *, newest: int, upgrades: Mapping[int, _Upgrade]
) -> dict[str, Any]:
    version = content.get("schema_version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ProblemError.at(label, line, f"schema_version: write 'schema_version: {newest}'")
    if version > newest:
        what = f"schema_version {version} is newer than this mockmind_lab ({newest}); upgrade it"
        raise ProblemError.at(label, line, what)
    for old in range(version, newest):
        content = upgrades[old](content)
    return content
