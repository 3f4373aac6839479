"""From below: how long it takes, once a person knows, until their whole branch knows. Without recursion."""


def minutes_until_told(tree):
    if tree is None:
        return 0
    order = [tree]
    for person in order:
        order += [other for other in (person.left, person.right) if other]
    needs = {}
    for person in reversed(order):
        calls = 0
        needs[person] = 0
        for other in (person.left, person.right):
            if other:
                calls += other.val
                needs[person] = max(needs[person], calls + needs[other])
    return tree.val + needs[tree]
