import sys

COUNT = 12
parents = [name for name in ("garden", "garden.beds", "garden.beds.roses") if name in sys.modules]
