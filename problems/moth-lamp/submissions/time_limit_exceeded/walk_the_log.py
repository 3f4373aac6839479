"""Walks along the log up to the end of each span: linear for every question."""


def visits_between(visits, spans):
    answer = []
    for first, last in spans:
        count = i = 0
        while i < len(visits) and visits[i] <= last:
            if visits[i] >= first:
                count += 1
            i += 1
        answer.append(count)
    return answer
