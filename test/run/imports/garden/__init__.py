"""A package of plants."""
print("garden starts", __name__, __package__)
from . import soil
from .beds import roses as flowers

__all__ = ["soil", "flowers", "late", "grow"]
_private = "hidden"


def grow():
    from .beds.roses import COLOUR

    return COLOUR + " grown"


print("garden ends")
