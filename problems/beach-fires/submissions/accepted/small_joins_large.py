"""A list of people for each fire; those of the smaller fire are moved, each camper at most log n times."""


def fire_sizes(campers, most, wishes):
    fire = {}  # of those who are not alone
    answers = []
    for a, b in wishes:
        here, there = fire.setdefault(a, [a]), fire.setdefault(b, [b])
        if here is not there and len(here) + len(there) <= most:
            if len(here) < len(there):
                here, there = there, here
            here += there
            for camper in there:
                fire[camper] = here
        answers.append(len(fire[a]))
    return answers
