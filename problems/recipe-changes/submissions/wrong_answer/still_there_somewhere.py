"""Misconception: a line is kept as soon as it comes again further down in the other version."""


def changes(old, current):
    marked, j = [], 0
    for line in old:
        if line in current[j:]:
            place = current.index(line, j)
            marked += ["+ " + added for added in current[j:place]]
            marked.append("= " + line)
            j = place + 1
        else:
            marked.append("- " + line)
    return marked + ["+ " + added for added in current[j:]]
