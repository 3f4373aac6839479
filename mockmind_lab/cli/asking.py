"""Asks the service, as any front end does, from a process of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockmind_lab.host import HostThread, build_service, load_config
from mockmind_lab.protocol import validated

if TYPE_CHECKING:
    from mockmind_lab.protocol import Result

__all__ = ["ask"]


def ask(op: str, **args: Any) -> Result:
    """What the service answers to ``op``; raises the errors of the tree. The service is closed again."""
    operation, checked = validated(op, args)
    config = load_config()
    # Given a service, the host does not warm up a sandbox that nobody here will use.
    built = build_service(config)
    host = HostThread(built, config=config)
    try:
        service = host.service
        caller = service.connect(host.principal("command line"), push=lambda _: None)
        return host.wait(service.handle(operation.name, checked, caller))
    finally:
        host.close()
        built.store.close()
