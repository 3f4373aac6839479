"""Tries both ways at every difference and remembers nothing: exponential."""


def changes(old, current):
    def best(i, j):
        common = 0
        while i + common < len(old) and j + common < len(current) and old[i + common] == current[j + common]:
            common += 1
        same = ["= " + line for line in old[i : i + common]]
        i, j = i + common, j + common
        if i == len(old) or j == len(current):
            return same + ["- " + line for line in old[i:]] + ["+ " + line for line in current[j:]]
        removed = ["- " + old[i], *best(i + 1, j)]
        added = ["+ " + current[j], *best(i, j + 1)]
        return same + (removed if len(removed) <= len(added) else added)

    return best(0, 0)
