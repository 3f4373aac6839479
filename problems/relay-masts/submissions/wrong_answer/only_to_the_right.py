"""Misconception: messages travel in one direction only."""


def relay_to(at, heights):
    answer, waiting = [-1] * len(at), []
    for mast in range(len(at)):
        while waiting and heights[waiting[-1]] < heights[mast]:
            answer[waiting.pop()] = mast
        waiting.append(mast)
    return answer
