"""Decides what the interviewer says and does. The seam is ``base``; ``scripted`` needs no model."""
