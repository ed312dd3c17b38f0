import sys

attempts = sys.modules["__main__"].attempts
attempts.append(__name__)
if len(attempts) == 1:
    raise RuntimeError("first time")
print("second time", attempts)
