from __future__ import annotations

import hashlib
import json
import random
import time

import pytest

from mockmind_lab.store import EventStore
from tests.store import store_children
from tests.store.store_children import T0

SEEDS = range(40)


def test_no_acknowledged_event_is_lost_when_its_process_is_killed(url, processes):
    with EventStore(url=url) as store:
        store.release(store.create("i", owner="ann", notebook=None, created=T0, holder="maker"))
    acknowledged = 0
    for seed in SEEDS:
        chance = random.Random(seed)
        ours, theirs = processes.Pipe(duplex=False)
        child = processes.Process(target=store_children.append_until_killed, args=(url, "i", seed, theirs))
        child.start()
        theirs.close()
        for _ in range(chance.randint(1, 30)):
            acknowledged = ours.recv()
        time.sleep(chance.random() * 0.003)  # so that the kill falls anywhere within an append
        child.kill()
        child.join()
        acknowledged = drain(ours, acknowledged)
        with EventStore(url=url) as store:
            stored = [json.loads(text)["seq"] for text in store.events("i")]
        assert stored == list(range(1, len(stored) + 1)), f"seed {seed}: the list has a gap"
        assert len(stored) >= acknowledged, f"seed {seed}: an acknowledged event is lost"
    assert acknowledged > len(SEEDS)


def drain(pipe, last: int) -> int:
    """What the child sent before it died."""
    try:
        while True:
            last = pipe.recv()
    except EOFError:
        return last


def at_once(processes, target, *arguments) -> list[object]:
    """What four processes send that run ``target`` at the same moment."""
    start, pipes = processes.Barrier(4), [processes.Pipe(duplex=False) for _ in range(4)]
    children = [processes.Process(target=target, args=(*arguments, start, theirs)) for _, theirs in pipes]
    for child in children:
        child.start()
    answers = [ours.recv() for ours, _ in pipes]
    for child in children:
        child.join()
    return answers


@pytest.mark.parametrize("opened", ["new", "existing"])
def test_processes_that_open_a_store_at_the_same_moment_all_succeed(url, processes, opened):
    if opened == "existing":
        EventStore(url=url).open().close()
    digest = hashlib.sha256(b"x").hexdigest()
    assert at_once(processes, store_children.open_at_once, url) == [digest] * 4


def test_processes_that_make_a_file_at_the_same_moment_wait_for_each_other(tmp_path, processes):
    # SQLite refuses some of them ("database is locked") at once, about one in a hundred: hence so many files.
    assert at_once(processes, store_children.switch_to_wal_at_once, tmp_path) == [[], [], [], []]
