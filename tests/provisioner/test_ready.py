"""When a client takes a kernel for ready."""

from __future__ import annotations

from queue import Empty

import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

from mockmind_lab.provisioner.ready import ReadyBlockingClient, use_ready_client
from tests.provisioner.conftest import EchoHost, Kernel, Place


def test_a_ready_kernel_has_nothing_of_its_start_left_to_say(kernel: Kernel):
    assert type(kernel.client) is ReadyBlockingClient
    request = kernel.client.execute("1")
    assert kernel.client.get_iopub_msg(timeout=30)["parent_header"]["msg_id"] == request


def test_a_kernel_that_ends_as_it_starts_is_not_waited_for(place: Place, hosts: list[EchoHost]):
    manager = KernelManager(kernel_name="mockmind")
    manager.start_kernel(cwd=str(place.folder))
    client = manager.client()
    try:
        manager.provisioner.process.kill()
        client.start_channels()
        with pytest.raises(RuntimeError, match="ended before it was ready"):
            client.wait_for_ready(timeout=60)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_a_kernel_that_does_not_answer_is_given_up_in_time(kernel: Kernel):
    kernel.start("print('busy', flush=True)\nwhile True: pass")
    client = kernel.manager.client()
    client.start_channels()
    try:
        with pytest.raises(RuntimeError, match=r"not ready within 0\.3 seconds: start it again"):
            client.wait_for_ready(timeout=0.3)
    finally:
        client.stop_channels()


def test_an_answer_that_comes_late_and_a_lost_subscription_are_asked_for_again(kernel: Kernel, monkeypatch):
    client = kernel.client
    asked: list[str] = []
    ask, hear = client.kernel_info, client._async_get_iopub_msg

    def kernel_info() -> str:
        asked.append(ask())
        return asked[-1]

    async def deaf_at_first(**words: float) -> dict[str, object]:
        if len(asked) == 1:
            raise Empty  # as while the subscription has not arrived
        return await hear(**words)

    monkeypatch.setattr(client, "kernel_info", kernel_info)
    monkeypatch.setattr(client, "_async_get_iopub_msg", deaf_at_first)
    client.wait_for_ready(timeout=30)
    assert len(asked) == 2
    request = client.execute("1")
    assert client.get_iopub_msg(timeout=30)["parent_header"]["msg_id"] == request


def test_a_client_of_somebody_elses_stays():
    class Theirs(BlockingKernelClient):
        pass

    manager = KernelManager(kernel_name="mockmind")
    manager.client_factory = Theirs
    use_ready_client(manager)
    assert manager.client_factory is Theirs
