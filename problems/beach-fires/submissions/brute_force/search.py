"""Keeps the granted wishes only and searches through them for everybody at a fire."""


def fire_sizes(campers, most, wishes):
    granted = []

    def fire(camper):
        people, before = {camper}, 0
        while len(people) > before:
            before = len(people)
            for pair in granted:
                if people & pair:
                    people |= pair
        return people

    answers = []
    for a, b in wishes:
        if len(fire(a) | fire(b)) <= most:
            granted.append({a, b})
        answers.append(len(fire(a)))
    return answers
