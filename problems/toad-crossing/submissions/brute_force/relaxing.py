"""A table of the fewest hops to each place and dryness, improved until nothing changes any more."""

from math import inf


def fewest_hops(garden, stamina):
    places = [(r, c) for r, row in enumerate(garden) for c, letter in enumerate(row) if letter != "#"]
    best = {(r, c, dry): inf for r, c in places for dry in range(stamina + 1)}
    for r, c in places:
        if garden[r][c] == "T":
            best[r, c, 0] = 0
    changed = True
    while changed:
        changed = False
        for (r, c, dry), hops in list(best.items()):
            for to in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
                if to in places:
                    after = (*to, dry + 1 if garden[to[0]][to[1]] == "o" else 0)
                    if after[2] <= stamina and hops + 1 < best[after]:
                        best[after] = hops + 1
                        changed = True
    answer = min(hops for (r, c, _), hops in best.items() if garden[r][c] == "P")
    return -1 if answer == inf else answer
