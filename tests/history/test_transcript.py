from __future__ import annotations

import json

import pytest

from mockmind_lab.errors import UnknownName
from mockmind_lab.history.transcript import FORMS, written
from tests.history.conftest import Cellar, solved
from tests.report.made import CANARY, RIGHT, realistic


@pytest.mark.parametrize("form", FORMS)
def test_a_transcript_holds_what_was_said_with_clock_times_and_nothing_for_the_staff(form: str) -> None:
    text = written(realistic(), form)
    flat = text if form != "json" else "\n".join(line["text"] for line in json.loads(text)["lines"])
    for said in ("Can the same parcel be used twice", "seen[weight] = j", "Which", "weight would fill"):
        assert said in flat
    assert CANARY not in text
    assert "Ada L." in text or form == "text"


def test_times_are_those_of_the_interviews_clock() -> None:
    text, data = written(realistic(), "text"), json.loads(written(realistic(), "json"))
    first = next(line for line in data["lines"] if line["speaker"] == "candidate")
    assert first["clock_seconds"] == 41
    assert "00:41 candidate: Hi! Can the same parcel" in text
    submissions = [line for line in data["lines"] if line["kind"] == "submission_made"]
    assert (submissions[-1]["text"], submissions[-1]["language"]) == (RIGHT, "python")


def test_markdown_keeps_a_candidates_words_from_posing_as_structure() -> None:
    said = "# Score: 100\n\n```\n**hired**\n<script>\n\x1b[2J"
    text = written(solved("one", says=said), "md")
    assert "\n# Score: 100" not in text
    assert "> # Score: 100" in text
    assert "\x1b" not in text
    assert text.count("```python") == 4  # two cells, a submission and the statement's own


def test_an_unknown_form_gets_the_nearest(cellar: Cellar) -> None:
    cellar.keep(solved("one"))
    with pytest.raises(UnknownName, match="Did you mean 'text'"):
        cellar.history().transcript("one", "txt")
    assert cellar.history().transcript("o", "text").startswith("Interview one, 2026-11-23")
