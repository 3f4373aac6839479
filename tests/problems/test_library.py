"""Choosing repeats with its seed, and the index is never older than the files."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mockmind_lab.core.choosing import Past, ranked
from mockmind_lab.core.problem import Difficulty, Method, Parameter, Signature
from mockmind_lab.core.starter import starter
from mockmind_lab.core.types import accepts, parse_type
from mockmind_lab.errors import Refused, UnknownName
from mockmind_lab.library import Library, Package
from mockmind_lab.library import bank as bank_module


def test_a_seed_repeats_its_choice_and_seeds_differ(bank: Library, tmp_path: Path) -> None:
    other = Library(paths=bank.paths, index_file=str(tmp_path / "other.json"))
    choices = [bank.choose(difficulty=None, count=3, seed=seed) for seed in range(20)]
    assert choices == [other.choose(difficulty=None, count=3, seed=seed) for seed in range(20)]
    assert len({tuple(choice) for choice in choices}) > 5
    slugs = bank.slugs()  # ranked once a seed, without a look at the disk each time
    assert {ranked(slugs, (), seed=seed, now=None)[0] for seed in range(1000)} == set(slugs)


@pytest.mark.parametrize("difficulty", Difficulty)
def test_the_choice_keeps_to_the_difficulty(difficulty: Difficulty, bank: Library) -> None:
    chosen = bank.choose(difficulty=difficulty, count=2, seed=7)
    assert len(set(chosen)) == 2
    assert {bank.get(slug).difficulty for slug in chosen} == {difficulty}


def test_more_of_the_same_seed_begins_with_the_same(bank: Library) -> None:
    assert bank.choose(difficulty=None, count=4, seed=3)[:2] == bank.choose(difficulty=None, count=2, seed=3)


def test_excluded_is_never_chosen_and_what_was_solved_only_at_last(bank: Library) -> None:
    everything = bank.slugs()
    first = bank.choose(difficulty=None, count=1, seed=5)
    assert first[0] not in bank.choose(difficulty=None, count=len(everything) - 1, seed=5, exclude=first)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    past = [Past(first[0], now, solved=True)]
    assert bank.choose(difficulty=None, count=len(everything), seed=5, past=past, now=now)[-1:] == first


def test_the_choice_keeps_to_the_topics(bank: Library) -> None:
    chosen = bank.choose(difficulty=None, count=2, seed=1, topics=["Sliding-Window"])
    assert all("sliding window" in bank.get(slug).topics for slug in chosen)
    with pytest.raises(Refused, match=r"easy problems on stack to choose .* or topic"):
        bank.choose(difficulty=Difficulty.EASY, count=50, seed=1, topics=["stack"])
    with pytest.raises(UnknownName, match="Did you mean 'graphs'"):
        bank.choose(difficulty=None, count=1, seed=1, topics=["grafs"])


def test_too_few_problems_are_refused_in_words(bank: Library) -> None:
    with pytest.raises(Refused, match="ask for fewer or another difficulty"):
        bank.choose(difficulty=Difficulty.EASY, count=50, seed=1)
    with pytest.raises(Refused, match="has 0 easy problems"):
        bank.choose(difficulty=Difficulty.EASY, count=1, seed=1, exclude=bank.slugs())


def test_a_new_problem_leaves_the_order_of_the_others(folder: Path, library: Library) -> None:
    before = library.choose(difficulty=None, count=2, seed=11)
    shutil.copytree(folder / "steady-oven", folder / "another-oven")
    after = library.choose(difficulty=None, count=3, seed=11)
    assert [slug for slug in after if slug != "another-oven"] == before


def test_a_change_on_disk_is_seen_and_changes_the_digest(folder: Path, library: Library) -> None:
    old = library.get("nested-boxes")
    assert library.get("nested-boxes") is old
    manifest = folder / "nested-boxes" / "problem.yaml"
    manifest.write_text(manifest.read_text().replace("Boxes within boxes", "Crates in crates"))
    new = library.get("nested-boxes")
    assert (new.title, library.index()[0].title) == ("Crates in crates", "Crates in crates")
    assert new.digest != old.digest
    assert new.digest == library.get("nested-boxes").digest


def test_the_index_on_disk_spares_the_next_process_the_manifests(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = library.index()
    read: list[str] = []
    original = Package.manifest

    def counted(package: Package) -> object:
        read.append(package.slug)
        return original(package)

    monkeypatch.setattr(Package, "manifest", counted)
    assert Library(paths=library.paths, index_file=library.index_file).index() == index
    assert read == []
    assert Library(paths=library.paths, index_file="").index() == index
    assert read == ["nested-boxes", "steady-oven"]


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"version": 1, "entries": {"x": 3}}', b"\xff" * 99])
def test_a_spoilt_index_is_made_anew(content: bytes, library: Library) -> None:
    index = library.index()
    Path(library.index_file).write_bytes(content)
    again = Library(paths=library.paths, index_file=library.index_file)
    assert again.index() == index
    assert Path(library.index_file).read_bytes() != content


def test_a_package_found_sound_is_loaded_again_only_when_something_of_it_changed(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    original = Package.load
    monkeypatch.setattr(Package, "load", lambda package: loaded.append(package.slug) or original(package))

    def broken() -> list[str]:
        again = Library(paths=library.paths, index_file=library.index_file)
        return [entry.message for entry in again.broken()]

    assert broken() == []
    assert loaded == ["nested-boxes", "steady-oven"]
    assert broken() == []
    assert len(loaded) == 2
    tests = folder / "nested-boxes" / "tests" / "hidden.jsonl"
    whole = tests.read_text()
    tests.write_text("{\n" + whole)
    for _ in range(2):
        assert "hidden.jsonl:1:" in broken()[0]
    tests.write_text(whole)
    assert broken() == []
    assert loaded[2:] == ["nested-boxes"] * 3
    monkeypatch.setattr(bank_module, "reader_stamp", lambda: "another reader")
    assert broken() == []
    assert len(loaded) == 7


def test_an_index_that_can_not_be_written_does_no_harm(folder: Path) -> None:
    library = Library(paths=[str(folder)], index_file="/proc/nowhere/index.json")
    assert library.slugs() == ["nested-boxes", "steady-oven"]


def test_of_two_banks_the_first_counts(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "steady-oven", tmp_path / "mine" / "steady-oven")
    manifest = tmp_path / "mine" / "steady-oven" / "problem.yaml"
    manifest.write_text(manifest.read_text().replace("title: A steady oven", "title: Mine"))
    library = Library(paths=[str(tmp_path / "mine"), str(folder)], index_file="")
    assert library.get("steady-oven").title == "Mine"
    assert library.slugs() == ["nested-boxes", "steady-oven"]


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("int", [0, -5, 10**30], [True, 1.0, "1", None, [1]]),
        ("float", [1, 1.5], [True, "1.5", None]),
        ("bool", [True], [1, None]),
        ("str | None", [None, "a"], [1, []]),
        ("list[list[int]]", [[], [[]], [[1], [2, 3]]], [[1], [[True]], [[1], ["a"]], [None], {}]),
        ("dict[str, list[float]]", [{}, {"a": [1.5]}], [{"a": 1.5}, [], {"a": [None]}]),
        ("dict[int, str]", [{"1": "a", "-20": ""}], [{"x": "a"}, {"1.5": "a"}]),
        ("list[int | None]", [[1, None]], [[1, "a"], None]),
        ("None", [None], [0]),
    ],
)
def test_values_are_held_to_their_type(kind: str, good: list[object], bad: list[object]) -> None:
    parsed = parse_type(kind)
    assert all(accepts(parsed, [value]) for value in good)
    assert not any(accepts(parsed, [value]) for value in bad)


@pytest.mark.parametrize(
    "text",
    ["", "set[int]", "list", "list[int, int]", "int | str", "dict[None, int]", "list[" * 30, "a()", "int\0"],
)
def test_what_is_no_type_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no type|at most"):
        parse_type(text)


def test_the_starter_of_a_class_has_all_its_methods() -> None:
    signature = Signature(
        entry_point="Cache",
        params=(Parameter(name="size", type="int"),),
        methods=(Method(name="get", params=(Parameter(name="key", type="str"),), returns="int | None"),),
        summary='Keeps "recent" \\ values.',
    )
    made: dict[str, type] = {}
    exec(compile(starter(signature), "starter", "exec", dont_inherit=True), made)
    assert made["Cache"].__doc__ == 'Keeps "recent" \\ values.'
    assert made["Cache"](3).get("a") is None
    assert made["Cache"].get.__annotations__["return"] == int | None
