"""Level by level; a place is entered again only if the toad gets there fresher than ever before."""


def fewest_hops(garden, stamina):
    width = len(garden[0]) + 1
    cells = "#".join(garden) + "#" * (width + 1)  # a hedge around it, so that no hop leaves the garden
    freshest = [stamina + 1 if cell == "o" else 1 for cell in cells]
    start = cells.index("T")
    freshest[start] = 0
    level, hops = [(start, 0)], 0
    while level:
        following = []
        for cell, dry in level:
            if cells[cell] == "P":
                return hops
            for neighbour in (cell - width, cell - 1, cell + 1, cell + width):
                after = dry + 1 if cells[neighbour] == "o" else 0
                if cells[neighbour] != "#" and after < freshest[neighbour]:
                    freshest[neighbour] = after
                    following.append((neighbour, after))
        level, hops = following, hops + 1
    return -1
