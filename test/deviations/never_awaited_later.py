import sys


async def task():
    pass


task()
print("after the call", file=sys.stderr)
