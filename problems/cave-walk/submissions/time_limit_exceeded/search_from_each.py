"""Searches the whole cave from each chamber: quadratic."""


def longest_walk(cave, step):
    chambers, near = [cave] if cave else [], {}
    for node in chambers:
        for child in (node.left, node.right):
            if child:
                chambers.append(child)
                if abs(node.val - child.val) <= step:
                    near.setdefault(node, []).append(child)
                    near.setdefault(child, []).append(node)
    best = 0
    for start in chambers:
        length, todo = 0, [(start, None, 1)]
        while todo:
            node, came_from, count = todo.pop()
            length = max(length, count)
            todo += [(other, node, count + 1) for other in near.get(node, []) if other is not came_from]
        best = max(best, length)
    return best
