"""What the labextension says, and that its catalogues say all of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import mockmind_lab.server
from mockmind_lab.core.topics import TOPICS

ROOT = Path(__file__).resolve().parents[2]
LABEXTENSION = ROOT / "labextension"
LOCALES = Path(mockmind_lab.server.__file__).with_name("locale")
TEXTS = ("title", "description", "jupyter.lab.setting-icon-label")
PROGRAMMING = {"Python", "JavaScript", "Java", "C++", "Go"}


def said_in_code() -> set[str]:
    code = "".join(path.read_text() for path in (LABEXTENSION / "src").rglob("*.ts"))
    return {text.replace("\\'", "'") for text in re.findall(r"trans\.__\(\s*'((?:[^'\\]|\\.)*)'", code)}


def said_in_settings(part: Any) -> set[str]:
    if isinstance(part, list):
        return set().union(*map(said_in_settings, part))
    if not isinstance(part, dict):
        return set()
    own = {value for key, value in part.items() if key in TEXTS and isinstance(value, str)}
    return own.union(*map(said_in_settings, part.values()))


def test_each_catalogue_says_all_that_the_labextension_says_and_nothing_else() -> None:
    schema = json.loads((LABEXTENSION / "schema" / "panel.json").read_text())
    said = said_in_code() | (said_in_settings(schema) - PROGRAMMING) | set(TOPICS)
    assert len(said) > 80
    catalogues = sorted(LOCALES.glob("*/LC_MESSAGES/mockmind_lab.json"))
    assert [path.parts[-3] for path in catalogues] == ["de_DE"]
    for path in catalogues:
        known = json.loads(path.read_text())
        head = known.pop("")
        assert head["domain"] == "mockmind_lab"
        assert known.keys() == said, path
        for text, (translated,) in known.items():
            assert sorted(re.findall(r"%\d", text)) == sorted(re.findall(r"%\d", translated)), text


def test_no_words_are_said_past_the_catalogues() -> None:
    for path in (LABEXTENSION / "src").rglob("*.ts"):
        plain = re.findall(r"(?:textContent|label|caption|title) ?[=:] '([^']+)'", path.read_text())
        assert not plain, path
