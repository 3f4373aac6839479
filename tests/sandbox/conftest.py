"""The sandbox's tests have an engine to run containers in."""

from __future__ import annotations

from tests.docker_engine import docker_engine as docker_engine
