"""A package as a good model would write it, and ways to spoil it."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["good", "spoiled"]

_REFERENCE = """
from collections import deque


def fewest_rides(stops, rides, start, goal):
    onward = [[] for _ in range(stops)]
    for a, b in rides:
        onward[a].append(b)
    steps, waiting = {start: 0}, deque([start])
    while waiting:
        here = waiting.popleft()
        for there in onward[here]:
            if there not in steps:
                steps[there] = steps[here] + 1
                waiting.append(there)
    return steps.get(goal, -1)
"""
_BRUTE_FORCE = """
def fewest_rides(stops, rides, start, goal):
    reached = {start}
    for taken in range(stops + 1):
        if goal in reached:
            return taken
        reached = reached | {b for a, b in rides if a in reached}
    return -1
"""
_BOTH_WAYS = '''"""Misconception: a ferry also sails back."""

from collections import deque


def fewest_rides(stops, rides, start, goal):
    steps, waiting = {start: 0}, deque([start])
    while waiting:
        here = waiting.popleft()
        for a, b in rides:
            for x, y in ((a, b), (b, a)):
                if x == here and y not in steps:
                    steps[y] = steps[here] + 1
                    waiting.append(y)
    return steps.get(goal, -1)
'''
_NEVER_HOME = '''"""Misconception: who is there already takes a ride as well."""


def fewest_rides(stops, rides, start, goal):
    reached, taken = {start}, 0
    while taken <= stops:
        reached, taken = reached | {b for a, b in rides if a in reached}, taken + 1
        if goal in reached:
            return taken
    return -1
'''
_ZERO = '''"""Misconception: a harbour out of reach is no ride away."""


def fewest_rides(stops, rides, start, goal):
    reached = {start}
    for taken in range(stops + 1):
        if goal in reached:
            return taken
        reached = reached | {b for a, b in rides if a in reached}
    return 0
'''
_GENERATOR = """
from random import Random

CASES = [
    [1, [], 0, 0],
    [2, [], 0, 1],
    [2, [[1, 0]], 0, 1],
    [3, [[0, 0], [0, 1], [0, 1], [1, 2]], 0, 2],
    [4, [[0, 1], [1, 2], [2, 0]], 2, 3],
    [4, [[3, 2], [2, 1], [1, 0]], 3, 0],
]


def generate(seed, size):
    if size == 0:
        return CASES[seed]
    random = Random(f"{seed} {size}")
    stops = size + 1
    rides = [[random.randrange(stops), random.randrange(stops)] for _ in range(random.randint(0, 2 * stops))]
    return [stops, rides, random.randrange(stops), random.randrange(stops)]
"""


def good() -> dict[str, Any]:
    """A package that holds."""
    return {
        "slug": "island-ferries",
        "title": "Island ferries",
        "other_topics": ["queue"],
        "kind": "function",
        "signature": {
            "entry_point": "fewest_rides",
            "params": [
                {"name": "stops", "type": "int"},
                {"name": "rides", "type": "list[list[int]]"},
                {"name": "start", "type": "int"},
                {"name": "goal", "type": "int"},
            ],
            "returns": "int",
            "summary": "Return the least number of rides from start to goal, or -1.",
        },
        "task": "The harbours of an archipelago are numbered from 0. Each entry of `rides` is a ferry that "
        "sails from its first harbour to its second.\n\nReturn how many ferries one has to board at least to "
        "come from `start` to `goal`, or -1 if there is no way.",
        "examples": [
            {
                "arguments": ["3", "[[0, 1], [1, 2], [0, 2]]", "0", "2"],
                "output": "1",
                "explanation": "One ferry sails there directly.",
            },
            {
                "arguments": ["3", "[[0, 1], [2, 1]]", "0", "2"],
                "output": "-1",
                "explanation": "No ferry ever lands at harbour 2.",
            },
        ],
        "constraints": ["There are 1 to 2,000 harbours and 0 to 8,000 ferries."],
        "checker": "exact",
        "complexity": {"time": "O(n + m)", "space": "O(n + m)"},
        "faq": [
            {
                "question": "Does a ferry also sail back?",
                "answer": "Only if another entry says so.",
                "keywords": ["back", "both", "direction"],
            },
            {
                "question": "Can a ferry end where it begins?",
                "answer": "Yes, sightseeing tours do.",
                "keywords": ["loop", "itself"],
            },
            {
                "question": "What if I am there already?",
                "answer": "Then no ride is needed.",
                "keywords": ["same", "already"],
            },
        ],
        "follow_ups": ["What if each ferry has a fare?", "What if ferries sail at fixed hours only?"],
        "edge_cases": ["start is goal", "no ferry at all", "a tour that ends where it began"],
        "rubric": {
            "strong": "Sees the levels at once and derives the cost.",
            "fair": "Gets there with a nudge.",
            "weak": "Tries every route and can't say what that costs.",
        },
        "hints": {
            "nudge": {"text": "Which harbours could you stand in after exactly one ride?", "keys": []},
            "approach": {
                "text": "Explore level by level: all that lie at one distance before those further off.",
                "keys": ["level by level", "breadth"],
            },
            "near_solution": {
                "text": "Keep a deque of harbours to visit and a dict of distances; pop from the left.",
                "keys": ["deque", "distances"],
            },
        },
        "generator": _GENERATOR,
        "hidden_tests": ["edge:0-5@0", "typical:1,2@6", "large:1@150"],
        "small_size": 8,
        "reference": _REFERENCE,
        "brute_force": _BRUTE_FORCE,
        "wrong": [
            {"name": "both_ways", "source": _BOTH_WAYS},
            {"name": "never_home", "source": _NEVER_HOME},
            {"name": "zero_for_none", "source": _ZERO},
        ],
        "too_slow": [],
    }


def spoiled(**changes: Any) -> str:
    """The package with other parts, as JSON."""
    return json.dumps({**good(), **changes})
