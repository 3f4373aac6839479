"""Runs code nobody trusts. The seam is ``base``; ``bubblewrap`` is its first backend."""
