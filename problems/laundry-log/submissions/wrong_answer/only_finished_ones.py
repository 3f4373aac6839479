"""Misconception: a machine is listed only once it has finished a programme."""


def laundry_report(lines):
    minutes, stopped, unreadable = {}, {}, 0
    for line in lines:
        fields = line.split()
        if not fields:
            continue
        good = len(fields) == 3 and fields[1].isdigit() and fields[2] in ("done", "stopped")
        if not good or not 1 <= int(fields[1]) <= 240:
            unreadable += 1
        elif fields[2] == "done":
            minutes[fields[0]] = minutes.get(fields[0], 0) + int(fields[1])
        else:
            stopped[fields[0]] = stopped.get(fields[0], 0) + 1
    report = [f"{name} {minutes[name]} {stopped.get(name, 0)}" for name in sorted(minutes)]
    return [*report, f"unreadable {unreadable}"]
