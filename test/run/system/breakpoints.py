# run: breakpoint() calls sys.breakpointhook, which can be replaced; here the environment turns the debugger off
# env: PYTHONBREAKPOINT=0
import sys

print(breakpoint(), sys.breakpointhook(1, x=2), sys.breakpointhook is sys.__breakpointhook__, sys.breakpointhook.__name__)


def hook(*arguments, **keywords):
    print("hook", arguments, keywords)
    return 5


sys.breakpointhook = hook
print(breakpoint(), breakpoint(1, 2, x=3))
sys.breakpointhook = sys.__breakpointhook__
print(breakpoint())
del sys.breakpointhook
try:
    breakpoint()
except RuntimeError as error:
    print(error)
