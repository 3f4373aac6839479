"""From a submission to a verdict. Comparing happens here, outside the sandbox."""

from mockmind_lab.judge.judge import Judge
from mockmind_lab.judge.outcomes import Outcome

__all__ = ["Judge", "Outcome"]
