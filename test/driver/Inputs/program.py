import sys

if len(sys.argv) > 1 and sys.argv[1] == "signal":
    raise KeyboardInterrupt
print(sys.argv[1:], sys.stdin.read().strip())
sys.exit(7)
