"""A package in the making: what a person's cells say, part by part, until it is a ``Draft``."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from mockmind_lab.authoring.draft import Draft, Source
from mockmind_lab.authoring.examples import with_examples
from mockmind_lab.authoring.tests import Wish, read_wishes
from mockmind_lab.core.languages import LANGUAGES, named
from mockmind_lab.core.parsing import parse
from mockmind_lab.core.problem import CATEGORIES, Generated, Hint, Manifest, ProblemTest
from mockmind_lab.errors import ProblemError, Refused
from mockmind_lab.library import Package
from mockmind_lab.library.yaml_lines import read_yaml

if TYPE_CHECKING:
    from mockmind_lab.core.problem import SubmissionKind

__all__ = ["Asked", "Unfinished"]

_HEAD = re.compile(r"\A\s*---[ \t]*\n(.*?\n)---[ \t]*\n(.*)\Z", re.DOTALL)
_CASES = '''\
"""The cases that were written by hand; generate(seed, 0) returns the seed-th."""

CASES = {cases}


def generate(seed: int, size: int) -> list:
    return CASES[seed]
'''


@dataclass(frozen=True, slots=True)
class Asked:
    """A test without its answer."""

    category: str
    visible: bool
    args: list[Any]
    explanation: str = ""
    generated: Generated | None = None


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What is there so far. Each ``with_`` method takes a cell and returns what is there then.

    ``calls`` are the tests written as calls, by the word after ``%%tests``; ``sources`` the submissions by
    kind and file name.
    """

    slug: str = ""
    manifest: Manifest | None = None
    statement: str = ""
    hints: tuple[Hint, ...] = ()
    calls: dict[str, tuple[Asked, ...]] = field(default_factory=dict[str, tuple[Asked, ...]])
    generator: str = ""
    wishes: tuple[Wish, ...] = ()
    sources: dict[tuple[str, str], Source] = field(default_factory=dict[tuple[str, str], Source])

    def known(self) -> Manifest:
        """The manifest. Raises ``Refused`` before there is one."""
        if self.manifest is None:
            raise Refused("Run the cell that begins with `%%problem` first: it says what is to be solved.")
        return self.manifest

    def with_problem(self, line: str, text: str) -> Unfinished:
        """``%%problem [SLUG]``: a YAML head between two lines ``---``, then the statement in Markdown."""
        match = _HEAD.match(text)
        if match is None:
            raise Refused("Begin with the head: a line `---`, YAML, a line `---`, then the statement.")
        document = read_yaml(match[1], label="%%problem")
        content: dict[str, Any] = {"schema_version": 1, **document.value}
        slug = line.strip() or str(content.pop("slug", "") or self.slug)
        content.pop("slug", None)
        raw: Any = content.pop("hints", [])
        try:
            manifest = Manifest.model_validate(content)
            listed = raw if isinstance(raw, list) else []
            hints = tuple(Hint.model_validate({"level": n, **one}) for n, one in enumerate(listed, start=1))
        except (ValidationError, TypeError) as error:
            if isinstance(error, TypeError):
                raise Refused("hints: write a list of three, each with text and keys") from None
            first = error.errors(include_url=False, include_context=False, include_input=False)[0]
            where = list(first["loc"])
            name = ".".join(map(str, where))
            # The line of the cell: its magic and the line of three hyphens come before the head.
            raise ProblemError.at("%%problem", document.line(where) + 2, f"{name}: {first['msg']}") from None
        if not Package.is_slug(slug or "unnamed"):
            raise Refused(f"{slug[:60]!r} is no name for a problem; use lower-case words joined by hyphens.")
        if (manifest.signature is None) != (manifest.kind == "stdio"):
            raise Refused("A problem of kind function or class has a signature, one of kind stdio has none.")
        return replace(self, slug=slug, manifest=manifest, statement=match[2].strip() + "\n", hints=hints)

    def with_submission(self, part: str, line: str, text: str) -> tuple[Unfinished, Source]:
        """``%%reference [LANGUAGE] [brute force]`` or ``%%wrong [--slow] [LANGUAGE:] MISCONCEPTION``."""
        kind, name, language, about = _headline(part, line)
        if language == "python":
            try:
                tree = parse(text)
            except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
                where = (
                    f" (line {error.lineno + 1})" if isinstance(error, SyntaxError) and error.lineno else ""
                )
                raise Refused(f"This does not parse as Python{where}.") from None
            if not ast.get_docstring(tree):
                text = f'"""{_plain(about)}"""\n\n{text}'
        elif not LANGUAGES[language].summary(text):
            text = f"// {_plain(about)}\n\n{text}"
        source = Source(kind, f"{name}{LANGUAGES[language].suffix}", text)
        return replace(self, sources={**self.sources, (kind, source.name): source}), source

    def with_tests(self, line: str, text: str) -> Unfinished:
        """``%%tests [visible|CATEGORY]`` and calls, or ``%%tests CATEGORY:SEEDS@SIZE…`` and a generator."""
        words = line.split()
        if "def generate" in text:
            if not words:
                raise Refused("Say which tests to make: `%%tests edge:0-3@0 typical:1-4@9 large:1@5000`.")
            return replace(self, generator=text, wishes=read_wishes(words))
        word = words[0] if words else "visible"
        if word not in ("visible", *CATEGORIES) or len(words) > 1:
            raise Refused(f"%%tests {line.strip()[:40]}: write visible or one of {', '.join(CATEGORIES)}.")
        category = "typical" if word == "visible" else word
        found = tuple(_calls(self.known(), text, category=category, visible=word == "visible"))
        return replace(self, calls={**self.calls, word: found})

    def asked(self) -> tuple[Asked, ...]:
        """The tests written as calls, visible ones first, hidden ones as cases of a generator of theirs."""
        visible = [test for tests in self.calls.values() for test in tests if test.visible]
        hidden = [test for tests in self.calls.values() for test in tests if not test.visible]
        if hidden and self.generator:
            raise Refused("Give the hidden tests either as calls or by a generator (its cases at size 0).")
        numbered = (replace(test, generated=Generated(seed=seed, size=0)) for seed, test in enumerate(hidden))
        return (*visible, *numbered)

    def draft(self, tests: tuple[ProblemTest, ...], slug: str = "") -> Draft:
        """The package with its answered ``tests``. Raises ``Refused`` where a part is missing."""
        manifest, slug = self.known(), slug or self.slug
        if not slug:
            raise Refused("It has no name yet: `%interview problem save SLUG`, or `slug:` in the head.")
        hidden = [test.args for test in tests if not test.visible]
        statement = self.statement
        if "### Example" not in statement:
            statement = with_examples(statement, manifest, [test for test in tests if test.visible])
        return Draft(
            slug=slug,
            manifest=manifest,
            statement=statement,
            hints=self.hints,
            generator=self.generator or _CASES.format(cases=_listed(hidden)),
            tests=tests,
            submissions=tuple(self.sources.values()),
        )


def _listed(cases: list[list[Any]]) -> str:
    return "\n".join(["[", *(f"    {case!r}," for case in cases), "]"])


def _plain(text: str) -> str:
    return " ".join(text.split()).replace("\\", "/").replace('"', "'")


def _headline(part: str, line: str) -> tuple[SubmissionKind, str, str, str]:
    """Kind, file name without suffix, language and what it is about, from the line of a magic."""
    words = line.split()
    if part == "reference":
        rest = " ".join(words).lower().replace("_", " ")
        brute = "brute force" in rest
        word = rest.replace("brute force", "").strip() or "python"
        if (language := named(word)) is None:
            raise Refused(f"%%reference {line.strip()[:40]}: write a language, `brute force`, or nothing.")
        if brute:
            return "brute_force", "brute_force", language.name, "Brute force: right on small tests."
        return "accepted", "solution", language.name, "The reference."
    slow = words[:1] == ["--slow"]
    words = words[1:] if slow else words
    language = named(words[0].removesuffix(":")) if words and words[0].endswith(":") else None
    about = " ".join(words[1:] if language else words)
    if not about:
        raise Refused("Name the misconception: `%%wrong Forgets that the list may be empty`.")
    name = re.sub(r"[^a-z0-9]+", "_", about.lower()).strip("_")[:40].strip("_") or "wrong"
    kind: SubmissionKind = "time_limit_exceeded" if slow else "wrong_answer"
    return kind, name, language.name if language else "python", f"Misconception: {about}."


def _calls(manifest: Manifest, text: str, *, category: str, visible: bool) -> list[Asked]:
    """The calls in ``text``, read as literals and never evaluated; a comment behind one explains it."""
    try:
        tree = parse(text)
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (SyntaxError, ValueError, tokenize.TokenError, RecursionError, MemoryError) as error:
        where = f" (line {error.lineno + 1})" if isinstance(error, SyntaxError) and error.lineno else ""
        raise Refused(f"The tests can't be read{where}: write a call on each line.") from None
    comments = {t.start[0]: t.string.lstrip("# ").strip() for t in tokens if t.type == tokenize.COMMENT}
    found: list[Asked] = []
    for node in tree.body:
        try:
            args = _arguments(manifest, node)
        except (ValueError, TypeError, RecursionError):
            raise Refused(f"Line {node.lineno + 1} is {_wanted(manifest)}") from None
        explanation = comments.get(node.end_lineno or node.lineno, "")
        found.append(Asked(category, visible, args, explanation if visible else ""))
    if not found:
        raise Refused("No call is there; write one on each line.")
    return found


def _arguments(manifest: Manifest, node: ast.stmt) -> list[Any]:
    value = node.value if isinstance(node, ast.Expr) else None
    signature = manifest.signature
    if manifest.kind == "stdio" or signature is None:
        text = ast.literal_eval(value) if value else None
        if not isinstance(text, str):
            raise ValueError
        return [text]
    if manifest.kind == "class":
        args: Any = ast.literal_eval(value) if value else None
        if not isinstance(args, list) or len(args) != 2:
            raise ValueError
        return args
    if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Name):
        raise ValueError
    names = [param.name for param in signature.params]
    given = [ast.literal_eval(item) for item in value.args]
    more = {word.arg: ast.literal_eval(word.value) for word in value.keywords}
    if value.func.id != signature.entry_point or len(given) + len(more) != len(names):
        raise ValueError
    if set(more) != set(names[len(given) :]):
        raise ValueError
    return [*given, *(more[name] for name in names[len(given) :])]


def _wanted(manifest: Manifest) -> str:
    if manifest.kind == "stdio" or manifest.signature is None:
        return "no text in quotation marks; write the input of each test as one."
    if manifest.kind == "class":
        return "no [constructor_args, [[method, args], ...]]; write each test so."
    params = ", ".join(param.name for param in manifest.signature.params)
    return f"no call of {manifest.signature.entry_point}({params}) with values as Python literals."
