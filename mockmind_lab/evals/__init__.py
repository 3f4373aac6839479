"""Simulated candidates who interview with the service itself, and what is measured of the interviewer."""

from __future__ import annotations
