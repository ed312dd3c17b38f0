# run: everything of a native module by a star
from math import *

names = [name for name in dir() if not name.startswith("_")]
print(len(names) > 50, sqrt(16), comb(5, 2))
