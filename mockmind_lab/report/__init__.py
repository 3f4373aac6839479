"""The report: an interview's events as a notebook that anyone can open, and check."""
