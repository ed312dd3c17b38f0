# run: builtins reached through sys.modules
import sys

print(sys.modules["builtins"].eval("1 + 2"), sys.modules["builtins"].sum([1, 2]))
