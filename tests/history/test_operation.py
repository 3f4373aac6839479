from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from mockmind_lab.errors import Refused
from mockmind_lab.protocol import OPERATIONS, validated
from mockmind_lab.service import Caller, Principal
from mockmind_lab.service.past import Past
from tests.history.conftest import Bank, Cellar, solved, still_open


def ask(cellar: Cellar, op: str, owner: str = "ada", **given: Any) -> Any:
    operation, args = validated(op, given)
    caller = Caller(Principal(owner, owner, "test", owner, "practice", "a.ipynb"), lambda _: None)
    return asyncio.run(Past(cellar.store, Bank()).handle(operation.name, args, caller))


def test_a_front_end_gets_the_history_as_json_values_and_a_person_types_no_such_command(
    cellar: Cellar,
) -> None:
    cellar.keep(solved("won"))
    cellar.keep(still_open("open"))
    data = json.loads(json.dumps(ask(cellar, "history", limit=1)["data"]))
    assert set(data) == {"total", "interviews", "topics", "weakest", "cost"}
    assert (data["total"], len(data["interviews"])) == (2, 1)
    assert not OPERATIONS["history"].command
    assert ask(cellar, "history", owner="eve")["data"]["total"] == 0
    with pytest.raises(Refused):
        validated("history", {"limit": 0})


def test_a_front_end_gets_what_it_searched_for_in_pieces_and_never_as_markup(cellar: Cellar) -> None:
    cellar.keep(solved("won", says="<b>A heap</b> \x02forged\x03"))
    (hit,) = ask(cellar, "history", words="heap")["data"]["hits"]
    assert {"text": "heap", "found": True} in hit["excerpt"]
    assert "".join(piece["text"] for piece in hit["excerpt"]).startswith("<b>A heap</b>")
    with pytest.raises(Refused):
        ask(cellar, "history", words='"heap')


def test_the_list_says_where_the_older_ones_are(cellar: Cellar) -> None:
    for number in range(21):
        cellar.keep(still_open(f"i{number:02}"))
    told = ask(cellar, "list")
    assert len(told["data"]) == 20
    assert "mockmind history --all" in told["text"]
    assert "No interviews yet" in ask(cellar, "list", owner="eve")["text"]
