"""Feedback: a score with the evidence for it, and advice."""
