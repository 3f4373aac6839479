"""From a submission to a verdict. Comparing happens here, outside the sandbox."""

from mockmind_lab.judge.judge import Judge

__all__ = ["Judge"]
