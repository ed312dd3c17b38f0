# run: the arguments of the command line
# args: one "two words" --option=3 é ""
import sys

print(len(sys.argv), sys.argv[1:])
print([type(a).__name__ for a in sys.argv], sys.orig_argv[-3:] == sys.argv[-3:])
options, rest = {}, []
for argument in sys.argv[1:]:
    if argument.startswith("--"):
        name, _, value = argument[2:].partition("=")
        options[name] = int(value)
    else:
        rest.append(argument)
print(options, rest, max(rest, key=len), sys.argv.index("one"))
sys.argv.append("more")
sys.argv[0] = "renamed"
print(sys.argv[0], sys.argv[-1], len(sys.argv))
