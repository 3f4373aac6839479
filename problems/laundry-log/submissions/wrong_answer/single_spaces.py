"""Misconception: there is exactly one space between two fields, and none at the ends."""


def laundry_report(lines):
    books, unreadable = {}, 0
    for line in lines:
        if not line:
            continue
        fields = line.split(" ")
        good = len(fields) == 3 and fields[1].isdigit() and fields[2] in ("done", "stopped")
        if not good or not 1 <= int(fields[1]) <= 240:
            unreadable += 1
            continue
        total = books.setdefault(fields[0], [0, 0])
        if fields[2] == "done":
            total[0] += int(fields[1])
        else:
            total[1] += 1
    return [f"{m} {a} {b}" for m, (a, b) in sorted(books.items())] + [f"unreadable {unreadable}"]
