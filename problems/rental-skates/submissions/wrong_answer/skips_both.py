"""Misconception: where a pupil and a pair do not match, neither is of any further use."""


def most_skaters(feet, skates, room):
    in_rows = zip(sorted(feet), sorted(skates), strict=False)
    return sum(foot <= length <= foot + room for foot, length in in_rows)
