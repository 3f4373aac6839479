"""Misconception: the minutes before a stop count as well."""


def laundry_report(lines):
    books, unreadable = {}, 0
    for line in lines:
        fields = line.split()
        if not fields:
            continue
        good = len(fields) == 3 and fields[1].isdigit() and fields[2] in ("done", "stopped")
        if not good or not 1 <= int(fields[1]) <= 240:
            unreadable += 1
            continue
        total = books.setdefault(fields[0], [0, 0])
        total[0] += int(fields[1])
        total[1] += fields[2] == "stopped"
    return [f"{m} {a} {b}" for m, (a, b) in sorted(books.items())] + [f"unreadable {unreadable}"]
