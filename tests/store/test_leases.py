from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta

import pytest

from mockmind_lab.errors import LeaseHeld, UnknownName
from mockmind_lab.store import EventStore, Lease, Record, new_holder
from mockmind_lab.store.holder import is_dead
from tests.store import store_children
from tests.store.store_children import T0

SECONDS = timedelta(seconds=1)


@pytest.fixture
def lease(store: EventStore) -> Lease:
    return store.create("i", owner="ann", notebook=None, created=T0, holder="first")


def test_creating_an_interview_takes_its_lease(store, lease):
    assert lease == Lease("i", "first", T0 + store.lease_seconds * SECONDS, None)
    with pytest.raises(LeaseHeld, match="03:04:35 UTC") as raised:
        store.lease("i", holder="second", now=T0 + 29 * SECONDS)
    assert "\n" not in str(raised.value)


def test_an_expired_lease_is_taken_and_tells_when_its_holder_last_lived(store, lease):
    store.renew([lease], now=T0 + 10 * SECONDS)
    with pytest.raises(LeaseHeld):
        store.lease("i", holder="second", now=T0 + 39 * SECONDS)
    second = store.lease("i", holder="second", now=T0 + 40 * SECONDS)
    assert second.previous_alive_at == T0 + 10 * SECONDS
    with pytest.raises(LeaseHeld, match="another host"):
        store.append([Record("i", 1, "{}")], lease=lease)
    store.append([Record("i", 1, "{}")], lease=second)


def test_an_expired_lease_that_nobody_took_still_writes(store, lease):
    assert store.renew([lease], now=T0 + 100 * SECONDS)[0].expires == T0 + 130 * SECONDS
    store.append([Record("i", 1, "{}")], lease=lease)


def test_a_holder_takes_its_own_lease_again(store, lease):
    assert store.lease("i", holder="first", now=T0 + SECONDS).expires == T0 + 31 * SECONDS


def test_renewing_returns_only_what_is_still_held(store, lease):
    other = store.create("j", owner="ann", notebook=None, created=T0, holder="first")
    second = store.lease("i", holder="second", now=T0 + 60 * SECONDS)
    assert [each.holder for each in store.renew([lease, second], now=T0 + 60 * SECONDS)] == ["second"]
    assert store.renew([lease, other], now=T0 + 61 * SECONDS) == [
        Lease("j", "first", T0 + 91 * SECONDS, None)
    ]
    assert store.renew([], now=T0) == []


def test_a_released_lease_is_free_at_once_but_only_its_holder_can_release(store, lease):
    store.release(Lease("i", "second", lease.expires))
    with pytest.raises(LeaseHeld):
        store.lease("i", holder="second", now=T0)
    store.release(lease)
    assert store.lease("i", holder="second", now=T0).previous_alive_at == T0


def test_an_unknown_interview_is_no_lease(store):
    with pytest.raises(UnknownName, match="nosuch"):
        store.lease("nosuch", holder="h", now=T0)


def test_one_of_two_processes_gets_a_lease_and_when_it_is_killed_the_other(url, store, processes):
    store.lease_seconds = 1e6
    for number in range(5):
        name = f"i{number}"
        free = store.create(name, owner="ann", notebook=None, created=T0 - SECONDS, holder="maker")
        store.release(free)
        start, pipes = processes.Barrier(2), [processes.Pipe() for _ in range(2)]
        rivals = [
            processes.Process(target=store_children.contend, args=(url, name, start, theirs))
            for _, theirs in pipes
        ]
        for rival in rivals:
            rival.start()
        answers = [ours.recv() for ours, _ in pipes]
        winner = [word for word, _ in answers].index("got")
        loser = 1 - winner
        assert answers[winner] == ("got", T0 - SECONDS)
        assert answers[loser][0] == "held"
        pipes[loser][0].send("again")
        assert pipes[loser][0].recv()[0] == "held", "its holder lives"
        rivals[winner].kill()
        rivals[winner].join()
        pipes[loser][0].send("again")
        assert pipes[loser][0].recv() == ("got", T0)
        pipes[loser][0].send("end")
        rivals[loser].join()


def test_a_killed_process_is_dead_before_its_parent_has_reaped_it():
    code = "from mockmind_lab.store.holder import new_holder; print(new_holder(), flush=True); input()"
    child = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    holder = child.stdout.readline().strip()
    assert not is_dead(holder)
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # it has ended, and is still a zombie
    assert is_dead(holder)
    child.communicate()
    assert is_dead(holder)


def test_a_reused_pid_is_not_its_predecessor():
    boot, namespace, pid, started, token = new_holder().split(":")
    assert not is_dead(":".join((boot, namespace, pid, started, token)))
    assert is_dead(":".join((boot, namespace, pid, str(int(started) - 1), token)))


@pytest.mark.parametrize("changed", [0, 1])
def test_nothing_is_known_of_a_process_on_another_machine_or_in_another_container(changed):
    parts = new_holder().split(":")
    parts[2], parts[3] = str(2**22 - 1), "1"  # no such process here
    assert is_dead(":".join(parts))
    parts[changed] = "elsewhere"
    assert not is_dead(":".join(parts))


@pytest.mark.parametrize("holder", ["", "hub", "a:b:c:d:e", "::::", "a:b:1:2"])
def test_a_holder_of_another_form_is_never_called_dead(holder):
    assert not is_dead(holder)
