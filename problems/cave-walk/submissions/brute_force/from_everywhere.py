"""Turns the tree into a graph and walks from each chamber in all directions."""


def longest_walk(cave, step):
    chambers, near = [], {}

    def enter(node):
        chambers.append(node)
        near[node] = []
        for child in (node.left, node.right):
            if child:
                enter(child)
                if -step <= node.val - child.val <= step:
                    near[node].append(child)
                    near[child].append(node)

    def walk(node, came_from):
        return 1 + max((walk(other, node) for other in near[node] if other is not came_from), default=0)

    if cave:
        enter(cave)
    return max((walk(node, None) for node in chambers), default=0)
