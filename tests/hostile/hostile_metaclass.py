"""verdict: WA
why: a type that lies about itself is still not the exact type
"""


class Liar(type):
    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return hash(int)

    def __instancecheck__(cls, instance):
        return True


class Six(int, metaclass=Liar):
    __class__ = int


def total(numbers):
    return Six(sum(numbers))
