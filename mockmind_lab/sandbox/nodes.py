"""Linked lists and binary trees in Python, to and from the lists that JSON has for them.

A part of ``harness``, executed before it in the same namespace: standard library only, and nothing of ours.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, which takes 5 ms to import
if TYPE_CHECKING:
    from typing import Any


class TooLarge(Exception):
    """The encoded result passes the limit."""


class ListNode:
    """A node of a linked list, for a program that does not bring its own."""

    def __init__(self, val: Any = 0, next: Any = None) -> None:
        self.val, self.next = val, next


class TreeNode:
    """A node of a binary tree, for a program that does not bring its own."""

    def __init__(self, val: Any = 0, left: Any = None, right: Any = None) -> None:
        self.val, self.left, self.right = val, left, right


class Nodes:
    """Turns lists into nodes and back where a signature says so. ``space`` is the program's own."""

    def __init__(self, space: dict[str, Any], limit: int) -> None:
        self.limit = limit
        self.kinds = {kind.__name__: space.get(kind.__name__, kind) for kind in (ListNode, TreeNode)}

    def given(self, value: Any, kind: list[Any]) -> Any:
        """``value``, decoded JSON, as the program gets it."""
        if value is None or not _has_nodes(kind):
            return value
        if kind[0] == "ListNode":
            return self._chain(value)
        if kind[0] == "TreeNode":
            return self._tree(value)
        if kind[0] == "list":
            return [self.given(item, kind[1]) for item in value]
        if kind[0] == "dict":
            return {key: self.given(item, kind[2]) for key, item in value.items()}
        return self.given(value, kind[1])

    def _chain(self, values: list[Any]) -> Any:
        first = None
        for item in reversed(values):
            node = self.kinds["ListNode"](item)
            node.next = first
            first = node
        return first

    def _tree(self, values: list[Any]) -> Any:
        if not values:
            return None
        waiting = [self.kinds["TreeNode"](values[0])]
        rest = iter(values[1:])
        for node in waiting:
            for side in ("left", "right"):
                item = next(rest, None)
                if item is not None:
                    setattr(node, side, self.kinds["TreeNode"](item))
                    waiting.append(getattr(node, side))
        return waiting[0]

    def taken(self, value: Any, kind: list[Any]) -> Any:
        """What the program returned, with lists for nodes. Raises ``TooLarge`` for a list that never ends."""
        if not _has_nodes(kind):
            return value
        if kind[0] == "ListNode" and (value is None or type(value) is self.kinds["ListNode"]):
            return self._values(value)
        if kind[0] == "TreeNode" and (value is None or type(value) is self.kinds["TreeNode"]):
            return self._levels(value)
        if kind[0] == "list" and type(value) in (list, tuple):
            return [self.taken(item, kind[1]) for item in value]
        if kind[0] == "dict" and type(value) is dict:
            return {key: self.taken(item, kind[2]) for key, item in value.items()}
        return self.taken(value, kind[1]) if kind[0] == "optional" else value

    def _values(self, node: Any) -> list[Any]:
        found: list[Any] = []
        while node is not None:
            found.append(node.val)
            node = node.next
            if len(found) > self.limit:
                raise TooLarge
        return found

    def _levels(self, root: Any) -> list[Any]:
        waiting = [root]
        found: list[Any] = []
        for node in waiting:
            found.append(None if node is None else node.val)
            if node is not None:
                waiting += (node.left, node.right)
            if len(found) > self.limit:
                raise TooLarge
        while found and found[-1] is None:
            found.pop()
        return found


def _has_nodes(kind: list[Any]) -> bool:
    return kind[0] in ("ListNode", "TreeNode") or any(_has_nodes(item) for item in kind[1:])
