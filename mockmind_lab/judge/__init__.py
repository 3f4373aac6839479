"""From a submission to a verdict. Comparing happens here, outside the sandbox."""
