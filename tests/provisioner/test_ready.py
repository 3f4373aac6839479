"""When a client takes a kernel for ready."""

from __future__ import annotations

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


def test_a_client_of_somebody_elses_stays():
    class Theirs(BlockingKernelClient):
        pass

    manager = KernelManager(kernel_name="mockmind")
    manager.client_factory = Theirs
    use_ready_client(manager)
    assert manager.client_factory is Theirs
