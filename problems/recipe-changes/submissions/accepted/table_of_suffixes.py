"""How many lines two suffixes can keep, for all pairs; then a walk from the top that follows the rule."""


def changes(old, current):
    n, m = len(old), len(current)
    kept = [[0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            if old[i] == current[j]:
                kept[i][j] = 1 + kept[i + 1][j + 1]
            else:
                kept[i][j] = max(kept[i + 1][j], kept[i][j + 1])
    marked = []
    i = j = 0
    while i < n and j < m:
        if old[i] == current[j]:
            marked.append("= " + old[i])
            i += 1
            j += 1
        elif kept[i + 1][j] >= kept[i][j + 1]:
            marked.append("- " + old[i])
            i += 1
        else:
            marked.append("+ " + current[j])
            j += 1
    return marked + ["- " + line for line in old[i:]] + ["+ " + line for line in current[j:]]
