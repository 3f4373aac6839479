"""Two lists around the cursor hold the text; each change is a record that is applied or reverted."""

from dataclasses import dataclass


@dataclass
class Change:
    """At ``position``, ``removed`` gave way to ``added``."""

    position: int
    removed: str
    added: str


class TextLine:
    def __init__(self):
        self.before = []
        self.after = []  # in reverse: the character next to the cursor is the last
        self.done = []
        self.undone = []
        self.writing = False

    def write(self, text):
        if self.writing:
            self.done[-1].added += text
        else:
            self._record(Change(len(self.before), "", text))
        self.before += text
        self.writing = True

    def erase(self, count):
        self.writing = False
        removed = "".join(self.before[-count:])
        if removed:
            del self.before[-count:]
            self._record(Change(len(self.before), removed, ""))
        return removed

    def move(self, steps):
        self.writing = False
        self._place(max(0, min(len(self.before) + steps, len(self.before) + len(self.after))))
        return len(self.before)

    def undo(self):
        self.writing = False
        if not self.done:
            return False
        change = self.done.pop()
        self._replace(change.position, change.added, change.removed)
        self.undone.append(change)
        return True

    def redo(self):
        self.writing = False
        if not self.undone:
            return False
        change = self.undone.pop()
        self._replace(change.position, change.removed, change.added)
        self.done.append(change)
        return True

    def show(self, width):
        return "".join(self.before[-width:]) + "|" + "".join(reversed(self.after[-width:]))

    def _record(self, change):
        self.done.append(change)
        self.undone.clear()

    def _replace(self, position, old, new):
        """Put ``new`` where ``old`` is; the cursor then stands behind it."""
        self._place(position + len(old))
        del self.before[position:]
        self.before += new

    def _place(self, position):
        if position < len(self.before):
            self.after += reversed(self.before[position:])
            del self.before[position:]
        elif position > len(self.before):
            start = len(self.after) - (position - len(self.before))
            self.before += reversed(self.after[start:])
            del self.after[start:]
