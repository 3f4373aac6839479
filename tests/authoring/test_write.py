"""A package made from data reads back as that data, or nothing is written at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mockmind_lab.authoring import Draft, Source, write_package
from mockmind_lab.core.problem import Faq, Generated, ProblemTest
from mockmind_lab.errors import ProblemError, Refused
from mockmind_lab.library import Library, Package

BANK = Path(__file__).parents[2] / "problems"
SLUGS = sorted(path.parent.name for path in BANK.glob("*/problem.yaml"))[:8]


@pytest.fixture
def draft() -> Draft:
    return Draft.of(Package(BANK / "nested-boxes"))


@pytest.mark.parametrize("slug", SLUGS)
def test_a_package_of_the_bank_survives_being_data(slug: str, tmp_path: Path) -> None:
    draft = Draft.of(Package(BANK / slug))
    written = write_package(draft, tmp_path / "deep" / "bank")
    assert Draft.of(written) == replace(draft, statement=draft.statement.strip("\n") + "\n")
    assert [path.name for path in (tmp_path / "deep" / "bank").iterdir()] == [slug]
    assert Library(paths=[str(tmp_path / "deep" / "bank")], index_file="").broken() == ()


def test_text_that_yaml_could_misread_comes_back_as_it_was(draft: Draft, tmp_path: Path) -> None:
    hostile = ("yes", "1.0", "- a: b", "# no", "*x", "ü\u2028é", "a: [", "'\"", "x" * 900, "null", "~")
    faq = Faq(question=hostile[2], answer=hostile[5], keywords=hostile)
    manifest = draft.manifest.model_copy(
        update={"title": "No: *it* [is]", "topics": hostile, "faq": (faq, faq), "edge_cases": hostile}
    )
    written = write_package(replace(draft, manifest=manifest), tmp_path)
    assert written.manifest() == manifest


def test_a_name_that_is_taken_is_refused_unless_it_may_be_replaced(draft: Draft, tmp_path: Path) -> None:
    write_package(draft, tmp_path)
    other = replace(draft, statement="Another one.\n")
    with pytest.raises(Refused, match="is taken"):
        write_package(other, tmp_path)
    assert Package(tmp_path / draft.slug).load().statement == draft.statement
    write_package(other, tmp_path, replace=True)
    assert Package(tmp_path / draft.slug).load().statement == "Another one.\n"
    assert len(list(tmp_path.iterdir())) == 1


WRONG_TYPE = ProblemTest(number=99, visible=False, category="edge", args=[3], expected=1)
NAN = ProblemTest(number=99, visible=False, category="edge", args=[["open a"]], expected=float("nan"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"slug": "../escape"}, "no name for a problem"),
        ({"slug": "Upper"}, "no name for a problem"),
        ({"submissions": (Source("accepted", "../../x.py", "x = 1"),)}, "no name for a file"),
        ({"submissions": (Source("accepted", "x.cob", "x = 1"),)}, r"accepted/x\.cob: is in no language"),
        ({"submissions": (Source("accepted", "x.py", "def ("),)}, r"accepted/x\.py:1: does not parse"),
        ({"submissions": (Source("accepted", "x.py", "1"),) * 2}, "two submissions have one name"),
        ({"statement": " "}, r"statement\.md:1: is empty"),
        ({"statement": "\ud800"}, r"statement\.md: holds text that is no Unicode"),
        ({"hints": ()}, "needs the headings"),
        ({"tests": ()}, "holds no test"),
        ({"tests": (WRONG_TYPE,)}, "holds no test"),
    ],
)
def test_what_is_no_package_leaves_nothing_behind(
    changes: dict[str, object], said: str, draft: Draft, tmp_path: Path
) -> None:
    bank = tmp_path / "bank"
    with pytest.raises((Refused, ProblemError), match=said):
        write_package(replace(draft, **changes), bank)  # pyright: ignore[reportArgumentType]
    assert not bank.exists() or list(bank.iterdir()) == []
    assert [path.name for path in tmp_path.iterdir()] in ([], ["bank"])


@pytest.mark.parametrize(("test", "said"), [(WRONG_TYPE, r"log is no list\[str\]"), (NAN, "no JSON form")])
def test_a_test_that_can_not_be_kept_is_refused(
    test: ProblemTest, said: str, draft: Draft, tmp_path: Path
) -> None:
    with pytest.raises((Refused, ProblemError), match=said):
        write_package(replace(draft, tests=(*draft.tests, test)), tmp_path)


def test_a_part_that_would_be_read_back_differently_is_refused(draft: Draft, tmp_path: Path) -> None:
    sly = draft.hints[0].model_copy(update={"text": "First.\n<!-- keys: planted -->"})
    with pytest.raises(Refused, match="the hints would be read back differently"):
        write_package(replace(draft, hints=(sly, *draft.hints[1:])), tmp_path)
    generated = draft.tests[0].model_copy(
        update={"generated": Generated(seed=1, size=0), "explanation": "so"}
    )
    write_package(replace(draft, tests=(generated, *draft.tests[1:])), tmp_path)


def test_replacing_survives_a_folder_that_can_not_be_renamed(
    draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_package(draft, tmp_path)
    rename = Path.rename

    def fails(path: Path, target: Path) -> Path:
        if path.parent.name.startswith(".new-") and path.name == draft.slug:
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(Refused, match="No space left"):
        write_package(replace(draft, statement="New.\n"), tmp_path, replace=True)
    assert Package(tmp_path / draft.slug).load().statement == draft.statement
    assert [path.name for path in tmp_path.iterdir()] == [draft.slug]
