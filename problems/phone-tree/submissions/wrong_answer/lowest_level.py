"""Misconception: whoever is told last sits on the lowest level."""


def minutes_until_told(tree):
    level = [(tree, tree.val)] if tree else []
    answer = 0
    while level:
        answer = max(told_at for _, told_at in level)
        below = []
        for person, told_at in level:
            for other in (person.left, person.right):
                if other:
                    told_at += other.val
                    below.append((other, told_at))
        level = below
    return answer
