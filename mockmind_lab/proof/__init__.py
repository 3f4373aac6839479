"""What a report proves: it is derived, its signature looked up, its rules' scores and verdicts made again."""

from mockmind_lab.proof.proving import Line, Proof, prove

__all__ = ["Line", "Proof", "prove"]
