"""Misconception: what int() accepts is a number written with digits only."""


def laundry_report(lines):
    books, unreadable = {}, 0
    for line in lines:
        fields = line.split()
        if not fields:
            continue
        try:
            machine, text, ending = fields
            minutes = int(text)
            if not 1 <= minutes <= 240 or ending not in ("done", "stopped"):
                raise ValueError
        except ValueError:
            unreadable += 1
            continue
        total = books.setdefault(machine, [0, 0])
        if ending == "done":
            total[0] += minutes
        else:
            total[1] += 1
    return [f"{m} {a} {b}" for m, (a, b) in sorted(books.items())] + [f"unreadable {unreadable}"]
