"""Reads a line in a function of its own; the rest only keeps the books."""


def laundry_report(lines):
    books = {}
    unreadable = 0
    for line in lines:
        if not line.strip():
            continue
        entry = parse(line)
        if entry is None:
            unreadable += 1
            continue
        machine, minutes, ending = entry
        total = books.setdefault(machine, [0, 0])
        if ending == "done":
            total[0] += minutes
        else:
            total[1] += 1
    report = [f"{machine} {minutes} {stopped}" for machine, (minutes, stopped) in sorted(books.items())]
    return [*report, f"unreadable {unreadable}"]


def parse(line):
    """The machine, its minutes and how it ended, or None if the line is unreadable."""
    fields = line.split()
    if len(fields) != 3:
        return None
    machine, minutes, ending = fields
    if not (minutes.isascii() and minutes.isdigit()) or ending not in ("done", "stopped"):
        return None
    if not 1 <= int(minutes) <= 240:
        return None
    return machine, int(minutes), ending
