"""Tells readable lines by a regular expression and goes through them again for each machine."""

import re

LINE = re.compile(r" *([a-z0-9]+) +0*([0-9]{1,3}) +(done|stopped) *")


def laundry_report(lines):
    matches = [LINE.fullmatch(line) for line in lines]
    good = [m.groups() for m in matches if m and 1 <= int(m[2]) <= 240]
    blank = sum(1 for line in lines if set(line) <= {" "})
    report = []
    for name in sorted({machine for machine, _, _ in good}):
        minutes = sum(int(m) for machine, m, end in good if (machine, end) == (name, "done"))
        stopped = sum(1 for machine, _, end in good if (machine, end) == (name, "stopped"))
        report.append(f"{name} {minutes} {stopped}")
    report.append(f"unreadable {len(lines) - len(good) - blank}")
    return report
