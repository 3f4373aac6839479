"""The real bank, the real judge, and a copy of one package to do harm to."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mockmind_lab.judge import Judge
from mockmind_lab.library import Library

BANK = Path(__file__).parents[2] / "problems"


@pytest.fixture(scope="session")
def judge() -> Iterator[Judge]:
    judge = Judge()
    yield judge
    judge.close()


@pytest.fixture
def bank(tmp_path: Path) -> Library:
    """The bank of this checkout, its index kept apart."""
    return Library(paths=[str(BANK)], index_file=str(tmp_path / "cache" / "index.json"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bank with two packages: ``nested-boxes`` cut down to its small tests, and ``steady-oven``."""
    root = tmp_path / "bank"
    for slug in ("nested-boxes", "steady-oven"):
        shutil.copytree(BANK / slug, root / slug)
    package = root / "nested-boxes"
    hidden = package / "tests" / "hidden.jsonl"
    lines = hidden.read_text().splitlines()
    small = [line for line in lines if json.loads(line)["category"] in ("edge", "typical")]
    hidden.write_text("\n".join(small) + "\n")
    shutil.rmtree(package / "submissions" / "time_limit_exceeded")
    return root


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Library:
    """The library of the copied bank."""
    return Library(paths=[str(folder)], index_file=str(tmp_path / "cache" / "index.json"))
