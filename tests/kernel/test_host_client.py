"""The kernel's end of the protocol, over a real socket."""

import json
import os
import signal
import sys
import threading

import pytest

from mockmind_lab import errors
from mockmind_lab.kernel.client import HostClient
from mockmind_lab.protocol import HOST_VARIABLE, MAX_REPLY_BYTES, VERSION
from tests.kernel.kernel_stand_ins import PATIENCE, view


@pytest.fixture
def client(host):
    client = HostClient(notebook="two-sum.ipynb")
    yield client
    client.close()


def noticed(client):
    lines = []
    client._on_notice = lines.append
    return lines


def test_it_connects_at_the_first_request_and_says_who_it_is(host, client):
    assert not host.received
    assert client.request("ping") == {"text": "pong"}
    hello = host.asked("hello")[0]
    assert hello["version"] == VERSION
    assert hello["notebook"] == "two-sum.ipynb"
    assert client.welcome.started_as == "test"


def test_each_error_arrives_as_the_class_it_was_raised_as(host, client):
    def fail(args):
        raise errors.StoreFull("The disk is full: make room.")

    host.answers["submit"] = fail
    with pytest.raises(errors.StoreFull, match="make room"):
        client.request("submit")


def test_an_error_of_a_code_unknown_here_is_still_an_error_of_ours(host, client):
    class Newer(errors.MockmindError):
        code = "from_the_future"

    def fail(args):
        raise Newer("Not today.")

    host.answers["submit"] = fail
    Newer.code = "from_the_future"
    with pytest.raises(errors.MockmindError, match="Not today"):
        client.request("submit")


def test_a_refusal_at_hello_reaches_the_person_and_no_other_host_is_started(host, client):
    def refuse(args):
        raise errors.HostUnavailable("The host speaks protocol 2 and the kernel 1: upgrade mockmind_lab.")

    host.answers["hello"] = refuse
    with pytest.raises(errors.HostUnavailable, match="upgrade"):
        client.request("ping")
    assert client.child is None


@pytest.mark.parametrize(
    ("version", "side"), [(VERSION + 1, "this kernel"), (VERSION - 1, "where the host runs")]
)
def test_another_version_is_refused_with_the_side_to_upgrade(host, client, version, side):
    host.welcome["version"] = version
    with pytest.raises(errors.HostUnavailable, match=f"upgrade mockmind_lab .*{side}"):
        client.request("ping")


def test_pushes_come_in_order_before_the_reply_they_precede(host, client):
    pushes = []
    client._on_push = pushes.append

    def busy(args):
        for seq in range(5):
            host.push(push="view", view=view(seq))
        return {"text": "done"}

    host.answers["run"] = busy
    client.request("run")
    assert [push["view"]["seq"] for push in pushes] == [0, 1, 2, 3, 4]


def test_a_front_end_that_fails_on_a_push_does_not_end_the_connection(host, client):
    def fail(push):
        raise RuntimeError("widget trouble")

    client._on_push = fail
    client.request("ping")
    host.push(push="notice", text="x")
    client.request("ping")
    assert len(host.asked("hello")) == 1


def test_an_interrupt_ends_the_wait_and_the_late_reply_is_dropped(host, client):
    go_on = threading.Event()

    def slow(args):
        os.kill(os.getpid(), signal.SIGINT)
        go_on.wait(PATIENCE)
        return {"text": "late"}

    host.answers["submit"] = slow
    with pytest.raises(KeyboardInterrupt):
        client.request("submit")
    go_on.set()
    assert client.request("ping") == {"text": "pong"}
    assert len(host.asked("hello")) == 1


def test_threads_share_a_client_and_each_gets_its_own_reply(host, client):
    host.answers["say"] = lambda args: {"text": args["text"]}
    got = {}

    def ask(number):
        for turn in range(20):
            text = f"{number}-{turn}"
            got[text] = client.request("say", {"text": text})["text"]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert len(got) == 80
    assert all(text == reply for text, reply in got.items())
    assert len(host.asked("hello")) == 1


def test_a_host_that_died_between_commands_is_found_again_and_the_command_is_done_once(host, client):
    client.request("ping")
    lines = noticed(client)
    host.die()
    host.start()
    assert client.request("submit") == {"text": "did submit"}
    assert len(host.asked("submit")) == 1
    assert lines == ["The interview host had gone away; connected to it again."]


def test_a_host_that_comes_back_a_moment_later_is_waited_for(host, client):
    client.request("ping")
    host.die()
    threading.Timer(0.3, host.start).start()
    assert client.request("submit") == {"text": "did submit"}
    assert client.child is None


def test_a_command_that_may_have_been_done_is_not_repeated(host, client):
    lines = noticed(client)
    host.answers["submit"] = lambda args: host.hang_up()
    host.answers["status"] = lambda args: {"text": "where things stand"}
    assert client.request("submit") == {"text": "where things stand"}
    assert len(host.asked("submit")) == 1
    assert any("may or may not" in line for line in lines)


def test_a_question_is_asked_again(host, client):
    answers = [lambda: host.hang_up(), lambda: {"text": "here"}]
    host.answers["status"] = lambda args: answers.pop(0)()
    assert client.request("status") == {"text": "here"}
    assert len(host.asked("status")) == 2


def test_a_host_that_dies_on_every_request_is_given_up_with_one_line(host, client):
    host.answers["status"] = lambda args: host.hang_up()
    with pytest.raises(errors.HostUnavailable, match="went away twice"):
        client.request("status")


def test_a_message_too_large_is_refused_before_it_is_sent(host, client):
    with pytest.raises(errors.Refused, match="bytes"):
        client.request("say", {"text": "x" * 3_000_000})
    assert client.request("ping") == {"text": "pong"}


@pytest.mark.parametrize("junk", [b"\x00\xff garbage\n", b"[1, 2]\n", b"x" * (MAX_REPLY_BYTES + 2)])
def test_junk_from_a_host_ends_the_connection_and_not_the_kernel(host, client, junk):
    host.answers["status"] = lambda args: (
        host.send(junk) if len(host.asked("status")) == 1 else {"text": "ok"}
    )
    assert client.request("status") == {"text": "ok"}
    assert len(host.asked("hello")) == 2


def test_a_notification_is_sent_without_waiting_and_never_fails(host, client):
    cell = {"cell": "a", "count": 1, "source": "x"}
    done = threading.Event()
    go_on = threading.Event()
    host.answers["cell"] = lambda args: go_on.wait(PATIENCE) and {"text": ""}
    assert client.notify("cell", cell, on_done=done.set) is False
    client.request("ping")
    assert client.notify("cell", cell, on_done=done.set) is True
    assert not done.is_set()
    go_on.set()
    assert done.wait(PATIENCE)
    assert client.notify("cell", {**cell, "source": "x" * 3_000_000}, on_done=done.set) is False


def test_a_notification_that_the_host_did_not_take_is_not_done(host, client):
    def refuse(args):
        raise errors.StoreFull("The disk is full.")

    done = []
    host.answers["cell"] = refuse
    client.request("ping")
    client.notify("cell", {"cell": "a", "count": 1, "source": "x"}, on_done=lambda: done.append(1))
    client.request("ping")
    assert done == []


def test_a_forked_child_lets_go_of_the_connection_and_the_kernel_keeps_it(host, client):
    client.request("ping")
    child = os.fork()
    if child == 0:
        os._exit(0 if not client.connected else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert client.request("ping") == {"text": "pong"}
    assert len(host.asked("hello")) == 1


HOST_PROGRAM = """
import json, socket, sys, os
path = sys.argv[sys.argv.index("--socket") + 1]
listener = socket.socket(socket.AF_UNIX)
listener.bind(path)
listener.listen()
print(json.dumps({"ready": path}), flush=True)
while True:
    connection, _ = listener.accept()
    for line in connection.makefile("rb"):
        request = json.loads(line)
        if request["op"] == "submit":
            os._exit(3)
        result = {"text": str(os.getpid()), "data": {"version": 1, "started_as": "child process"}}
        connection.sendall(json.dumps({"id": request["id"], "ok": True, "result": result}).encode() + b"\\n")
"""


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Puts ``HOST_PROGRAM`` (or what a test writes) in the place of ``python -m mockmind_lab.host``."""
    from mockmind_lab.kernel import child

    path = tmp_path / "host.py"
    path.write_text(HOST_PROGRAM)
    real = child.subprocess.Popen

    def popen(command, **options):
        return real([sys.executable, str(path), *command[4:]], **options)

    monkeypatch.setattr(child.subprocess, "Popen", popen)
    monkeypatch.delenv(HOST_VARIABLE, raising=False)
    return path


def ended(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_kernel_without_a_host_starts_one_and_ends_it(program):
    client = HostClient()
    pid = int(client.request("status")["text"])
    assert client.child is not None
    assert pid == client.child.pid
    assert os.getsid(pid) == pid, "an interrupt of the kernel's group must not reach the host"
    folder = client.child._directory
    assert folder.stat().st_mode & 0o077 == 0
    client.close()
    assert ended(pid)
    assert not folder.exists()


def test_a_kernel_chooses_neither_another_host_nor_a_candidate_for_the_host_it_starts(program, monkeypatch):
    ours = "' '.join(sorted(name for name in os.environ if name.startswith('MOCKMIND_')))"
    program.write_text(HOST_PROGRAM.replace("str(os.getpid())", ours))
    for name in (HOST_VARIABLE, "MOCKMIND_CANDIDATE", "MOCKMIND_DISPLAY"):
        monkeypatch.setenv(name, "/nowhere")
    client = HostClient()
    assert client.request("status")["text"] == "MOCKMIND_DISPLAY"
    client.close()


def test_a_host_variable_that_nobody_answers_at_is_told_and_a_host_is_started(program, monkeypatch, tmp_path):
    monkeypatch.setenv(HOST_VARIABLE, str(tmp_path / "nobody.sock"))
    client = HostClient()
    lines = noticed(client)
    client.request("status")
    assert lines == [f"No host answers at {HOST_VARIABLE}; started one here."]
    client.close()


def test_a_host_of_its_own_that_died_is_started_anew_and_told(program):
    client = HostClient()
    lines = noticed(client)
    first = client.request("status")["text"]
    assert client.request("submit")["text"] != first
    assert "started another" in lines[0]
    assert "may or may not" in lines[1]
    client.close()


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "import sys\nprint('Traceback', file=sys.stderr)\nsys.exit('no bubblewrap here')",
            "no bubblewrap here",
        ),
        ('print(\'{"error": "The disk is full."}\')', "The disk is full"),
        ("print('hello world')", "instead of being ready"),
    ],
)
def test_a_host_that_does_not_start_says_why_in_one_line(program, body, told):
    program.write_text(body)
    client = HostClient()
    with pytest.raises(errors.HostUnavailable, match=told) as caught:
        client.request("status")
    assert "\n" not in str(caught.value)
    client.close()


def test_a_sandboxed_kernel_never_starts_a_host_of_its_own(host, client, monkeypatch):
    # In the sandbox the host's modules are not there at all.
    monkeypatch.setattr("mockmind_lab.kernel.child.importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr("mockmind_lab.kernel.client._PATIENCE_SECONDS", 0)
    host.die()
    with pytest.raises(errors.HostUnavailable, match="restart the kernel"):
        client.request("status")
    assert client.child is None


def test_the_view_that_hello_brings_is_delivered_as_a_push(host, client):
    pushes = []
    client._on_push = pushes.append
    host.answers["hello"] = lambda args: {"text": "", "data": host.welcome, "view": view(7)}
    client.request("ping")
    assert [push["view"]["seq"] for push in pushes] == [7]
    assert json.dumps(pushes)
