"""Stand-ins that people who build on mockmind_lab need in their own tests."""

from __future__ import annotations

from mockmind_lab.testing.clock import ManualClock

__all__ = ["ManualClock"]
