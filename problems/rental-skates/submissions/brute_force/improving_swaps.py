"""Maximum matching: a pupil may take a pair from another if that one finds a different pair."""


def most_skaters(feet, skates, room):
    owner = {}

    def finds_pair(pupil, tried):
        for pair, length in enumerate(skates):
            if pair not in tried and feet[pupil] <= length <= feet[pupil] + room:
                tried.add(pair)
                if pair not in owner or finds_pair(owner[pair], tried):
                    owner[pair] = pupil
                    return True
        return False

    return sum(finds_pair(pupil, set()) for pupil in range(len(feet)))
