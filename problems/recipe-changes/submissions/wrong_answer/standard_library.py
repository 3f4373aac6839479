"""Misconception: difflib finds the shortest difference. It looks for long unbroken runs instead."""

from difflib import SequenceMatcher


def changes(old, current):
    marked = []
    for tag, i, k, j, n in SequenceMatcher(None, old, current, autojunk=False).get_opcodes():
        if tag == "equal":
            marked += ["= " + line for line in old[i:k]]
        else:
            marked += ["- " + line for line in old[i:k]] + ["+ " + line for line in current[j:n]]
    return marked
