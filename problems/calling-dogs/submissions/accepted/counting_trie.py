"""A trie whose nodes know how many names pass them; a call ends at the first node with one name."""


class Node:
    def __init__(self):
        self.count = 0
        self.children = {}


def shortest_calls(names):
    root = Node()
    for name in names:
        node = root
        for letter in name:
            node = node.children.setdefault(letter, Node())
            node.count += 1
    return [call(root, name) for name in names]


def call(root, name):
    node = root
    for length, letter in enumerate(name, start=1):
        node = node.children[letter]
        if node.count == 1:
            return name[:length]
    return name
