"""Proves a problem package: every claim it makes is run through the real judge."""

from mockmind_lab.verification.kept import Kept
from mockmind_lab.verification.mistakes import recorded
from mockmind_lab.verification.report import Check, Progress, Report
from mockmind_lab.verification.verify import verify, verify_all

__all__ = ["Check", "Kept", "Progress", "Report", "recorded", "verify", "verify_all"]
