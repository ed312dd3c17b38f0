# run: values of a module that are listed, not asked for
import sys

print([name for name in dir(sys) if name.endswith("fo")])
print("std" + "in" in dir(sys), hasattr(sys, "implementation"), sys.byteorder)
