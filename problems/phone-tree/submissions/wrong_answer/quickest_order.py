"""Misconception: each person calls first whoever has the longer branch, not always the left one."""


def minutes_until_told(tree):
    def needs(person):
        branches = [(needs(other), other.val) for other in (person.left, person.right) if other]
        branches.sort(reverse=True)
        clock = longest = 0
        for rest, call in branches:
            clock += call
            longest = max(longest, clock + rest)
        return longest

    return tree.val + needs(tree) if tree else 0
