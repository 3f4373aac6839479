"""Myers' idea on reversed texts: how far from the bottom each diagonal gets with d changes."""


def changes(old, current):
    n, m = len(old), len(current)
    needed = {}  # (i, j) to the fewest changes from there to the bottom, for places that the search meets
    level, distance = [(n, m)], 0
    while (0, 0) not in needed:
        following = []
        for i, j in level:
            while (i, j) not in needed:
                needed[i, j] = distance
                following += [(i - 1, j)] * (i > 0) + [(i, j - 1)] * (j > 0)
                if i == 0 or j == 0 or old[i - 1] != current[j - 1]:
                    break
                i, j = i - 1, j - 1
        level, distance = following, distance + 1
    marked = []
    i = j = 0
    while i < n or j < m:
        if i < n and j < m and old[i] == current[j]:
            marked.append("= " + old[i])
            i, j = i + 1, j + 1
        elif i < n and needed.get((i + 1, j)) == needed[i, j] - 1:
            marked.append("- " + old[i])
            i += 1
        else:
            marked.append("+ " + current[j])
            j += 1
    return marked
