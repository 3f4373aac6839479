"""The use cases: everything a front end may ask for goes through ``InterviewService.handle``."""

from __future__ import annotations

from mockmind_lab.service.caller import Caller, Principal
from mockmind_lab.service.service import InterviewService

__all__ = ["Caller", "InterviewService", "Principal"]
