"""Misconception: any number will do, and a blank line is a damaged one."""


def laundry_report(lines):
    books, unreadable = {}, 0
    for line in lines:
        fields = line.split()
        if len(fields) != 3 or not fields[1].isdigit() or fields[2] not in ("done", "stopped"):
            unreadable += 1
            continue
        total = books.setdefault(fields[0], [0, 0])
        if fields[2] == "done":
            total[0] += int(fields[1])
        else:
            total[1] += 1
    return [f"{m} {a} {b}" for m, (a, b) in sorted(books.items())] + [f"unreadable {unreadable}"]
