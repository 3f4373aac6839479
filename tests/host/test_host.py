"""The host on its socket: handshake, hostile bytes, floods, and death."""

from __future__ import annotations

import contextlib
import json
import os
import random
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest

from mockmind_lab.protocol import MAX_REQUEST_BYTES, VERSION
from tests.host.host_process import HostProcess

GLOVES = "lonely-gloves"


def test_the_socket_is_for_its_user_alone(host: Any) -> None:
    assert stat.S_IMODE(host.socket.stat().st_mode) == 0o600


def test_another_protocol_version_is_refused_politely(host: Any) -> None:
    newer = host.bare().hello(version=VERSION + 1)
    assert newer["error"]["code"] == "host_unavailable"
    assert "upgrade mockmind_lab in the host's environment" in newer["error"]["message"]
    older = host.bare().hello(version=VERSION - 1)
    assert "upgrade mockmind_lab in the kernel's environment" in older["error"]["message"]


def test_nothing_is_answered_before_hello(host: Any) -> None:
    line = host.bare()
    reply = line.ask("list")
    assert reply["error"]["code"] == "protocol"
    assert line.read() is None


def test_random_bytes_close_that_connection_and_no_other(host: Any) -> None:
    good = host.connect()
    generator = random.Random(7)
    for _ in range(20):
        line = host.bare()
        line.send(generator.randbytes(2000).replace(b"\n", b"") + b"\n")
        assert line.read()["error"]["code"] == "protocol"
        assert line.read() is None
    assert good.ask("ping")["ok"]


def test_a_message_of_50_mb_is_refused_and_the_host_lives(host: Any) -> None:
    line = host.connect()
    chunk = b"x" * 2**20
    try:
        for _ in range(50):
            line.send(chunk)
        line.send(b"\n")
    except (BrokenPipeError, ConnectionResetError):
        pass  # the host need not read it all to refuse it
    assert host.connect().ask("ping")["ok"]


def test_a_message_just_too_large_is_named_so(host: Any) -> None:
    line = host.connect()
    line.send(b"[" + b" " * MAX_REQUEST_BYTES + b"]\n")
    assert "larger than" in line.read()["error"]["message"]


def test_deep_json_wrong_types_and_unknown_words_are_answered_in_one_line(host: Any) -> None:
    line = host.connect()
    bad = [
        ("nonsense", {}),
        ("start", {"minutes": True}),
        ("start", {"minutes": 10**9}),
        ("start", {"difficulty": "impossible"}),
        ("start", {"surprise": 1}),
        ("say", {}),
        ("say", {"text": "x" * 100_000}),
        ("hello", {"version": VERSION}),
    ]
    for op, args in bad:
        reply = line.ask(op, **args)
        assert not reply["ok"]
        assert "\n" not in reply["error"]["message"]
        assert "failed" not in reply["error"]["message"]
    line.send(b"[" * 100_000 + b"\n")
    assert line.read()["error"]["code"] == "protocol"


@pytest.mark.parametrize(
    ("request_", "number", "missing"),
    [
        ({"op": "start"}, 5, "args"),
        ({"op": "start", "args": None}, 5, "args"),
        ({"op": "start", "args": []}, 5, "args"),
        ({"op": "start", "args": {}}, None, "id"),
        ({"op": "start", "args": {}}, True, "id"),
        ({"op": "start", "args": {}}, "5", "id"),
        ({"op": "start", "args": {}}, 5.0, "id"),
    ],
)
def test_a_request_without_a_number_or_arguments_is_refused_and_not_carried_out(
    host: Any, request_: dict[str, Any], number: Any, missing: str
) -> None:
    line = host.connect()
    line.send(json.dumps({"id": number, **request_}).encode() + b"\n")
    reply = line.read()
    assert not reply["ok"]
    assert reply["error"]["code"] == "protocol"
    assert f"`{missing}`" in reply["error"]["message"]
    assert reply["id"] == (5 if missing == "args" else None)
    assert "No interview is open" in line.ask("status")["result"]["text"]


def test_a_host_never_suggests_the_word_it_was_given(host: Any) -> None:
    message = host.connect().ask("help")["error"]["message"]
    assert "Did you mean 'help'" not in message


def test_lone_surrogates_and_controls_in_text_do_no_harm(host: Any) -> None:
    line = host.connect()
    assert line.ask("start", problem=GLOVES)["ok"]
    assert line.ask("say", text="\ud800 \x00 \x1b[31m hi")["ok"]
    assert line.ask("status")["ok"]


def test_a_flood_of_requests_is_answered_in_full(host: Any) -> None:
    line = host.connect()
    for number in range(1000, 2000):
        line.send(json.dumps({"id": number, "op": "ping", "args": {}}).encode() + b"\n")
    assert [line.read()["id"] for _ in range(1000)] == list(range(1000, 2000))


def test_a_killed_host_loses_no_acknowledged_event(mortal: Any) -> None:
    line = mortal.connect()
    assert line.ask("start", problem=GLOVES, minutes=30)["ok"]
    said = [f"thought number {n}" for n in range(3)]
    for text in said:
        assert line.ask("say", text=text)["ok"]
    assert line.ask("cell", cell="a", count=1, source="def unpaired(gloves):\n    return []\n")["ok"]
    mortal.kill()
    mortal.start()
    again = mortal.connect()
    view = again.ask("status")["result"]["view"]
    assert view["status"] == "in_progress"
    assert [m["text"] for m in view["messages"] if m["speaker"] == "candidate"] == said
    assert again.ask("submit")["result"]["view"]["attempts"]["used"] == 1


def test_a_host_killed_while_judging_judges_again(mortal: Any) -> None:
    line = mortal.connect()
    assert line.ask("start", problem=GLOVES)["ok"]
    slow = "def unpaired(gloves):\n    while True: pass\n"
    assert line.ask("cell", cell="a", count=1, source=slow)["ok"]
    line.send(json.dumps({"id": 99, "op": "submit", "args": {}}).encode() + b"\n")
    while not any(p.get("view", {}).get("attempts", {}).get("used") == 1 for p in line.pushes):
        line.pushes.append(json.loads(line.file.readline()))
    mortal.kill()
    mortal.start()
    view = mortal.connect().ask("status")["result"]["view"]
    assert [entry["code"] for entry in view["history"]] == ["TLE"]


def test_two_windows_on_one_notebook_see_the_same(host: Any) -> None:
    one, two = host.connect(), host.connect()
    assert one.ask("start", problem=GLOVES)["ok"]
    assert two.ask("status")["result"]["view"]["interview"]
    assert one.ask("say", text="Is the list sorted?")["ok"]
    view = two.ask("status")["result"]["view"]
    assert any(m["text"] == "Is the list sorted?" for m in view["messages"])
    assert any(push["push"] == "view" for push in two.pushes)


def test_another_notebook_may_hold_an_interview_of_its_own(host: Any) -> None:
    one, two = host.connect(notebook="a.ipynb"), host.connect(notebook="b.ipynb")
    first = one.ask("start", problem=GLOVES)["result"]["view"]["interview"]
    second = two.ask("start", problem=GLOVES)["result"]["view"]["interview"]
    assert first != second
    assert not one.ask("start", problem=GLOVES)["ok"]


def test_doctor_names_every_part(host: Any) -> None:
    result = host.connect().ask("doctor")["result"]
    parts = {finding["part"].split(":")[0] for finding in result["data"]}
    assert {"host", "sandbox", "interviewer", "store", "problems", "kernelspec", "charts"} <= parts
    assert all(finding["well"] for finding in result["data"]), result["text"]


@pytest.mark.skipif(os.getuid() != 0, reason="mounting a small disk takes root")
def test_a_full_disk_is_said_in_one_line_and_nothing_is_lost(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(data)], check=True)
    host = HostProcess(tmp_path)
    try:
        line = host.start().connect()
        assert line.ask("start", problem=GLOVES)["ok"]
        assert line.ask("say", text="before")["ok"]
        filler = data / "filler"
        _fill(filler)
        refused = [line.ask("say", text="x" * 15_000) for _ in range(5)]
        full = next(reply for reply in refused if not reply["ok"])
        assert full["error"]["code"] == "store_full"
        assert "\n" not in full["error"]["message"]
        filler.unlink()
        assert line.ask("say", text="after")["ok"]
        host.kill()
        host.start()
        view = host.connect().ask("status")["result"]["view"]
        texts = [m["text"] for m in view["messages"] if m["speaker"] == "candidate"]
        kept = ["x" * 15_000 for reply in refused if reply["ok"]]
        assert texts == ["before", *kept, "after"]
    finally:
        host.hang_up()
        host.end()
        subprocess.run(["umount", str(data)], check=True)


def _fill(path: Path) -> None:
    """Write until there is no room."""
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 4096)
