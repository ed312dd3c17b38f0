from ..shapes import Square
from .. import registry

NAME = __name__


def climb():
    return Square(len(registry) + 10).side
