# run: members found through __dict__
import math

print(list.__dict__["ind" + "ex"]([5, 6], 6), math.__dict__["fl" + "oor"](2.5))
