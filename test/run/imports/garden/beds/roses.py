from .. import soil
from ..beds import PH as acidity
from . import thorns

COLOUR = "red"
assert soil.PH == acidity
