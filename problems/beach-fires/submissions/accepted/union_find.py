"""Union find with sizes at the roots; the smaller fire goes to the larger one."""


def fire_sizes(campers, most, wishes):
    link = list(range(campers))
    size = [1] * campers

    def find(camper):
        while link[camper] != camper:
            link[camper] = link[link[camper]]
            camper = link[camper]
        return camper

    answers = []
    for a, b in wishes:
        here, there = find(a), find(b)
        if here != there and size[here] + size[there] <= most:
            if size[here] < size[there]:
                here, there = there, here
            link[there] = here
            size[here] += size[there]
        answers.append(size[find(a)])
    return answers
