"""Tries both strokes at each beat and forgets what it has counted: exponential."""


def count_patterns(beats, accents):
    accented = set(accents)

    def ways(beat, long_allowed):
        if beat > beats:
            return 1
        count = ways(beat + 1, True)
        if long_allowed and beat < beats and beat + 1 not in accented:
            count += ways(beat + 2, False)
        return count

    return ways(1, True)
