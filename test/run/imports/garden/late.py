print("late", __name__)
from .. import nothing_above
