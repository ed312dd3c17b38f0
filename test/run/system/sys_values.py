# run: what sys says about versions, limits and numbers, and what it refuses
import sys


def show(text):
    try:
        print(text, "->", eval(text))
    except BaseException as error:
        print(text, "->", type(error).__name__, error)


print(sys.version_info, sys.version_info[:2], sys.version_info >= (3, 14), sys.version_info.major, sys.version_info.releaselevel, len(sys.version_info))
print(sys.version.split()[0], hex(sys.hexversion), sys.maxsize, sys.maxunicode, sys.byteorder, sys.platform in ("linux", "wasi"), sys.float_repr_style)
print(sys.float_info)
print(sys.hash_info)
print(sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig, sys.int_info.default_max_str_digits)
print(sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.getrecursionlimit(), sys.get_int_max_str_digits(), sys.is_finalizing())
print(type(sys.argv).__name__, len(sys.argv), all(isinstance(a, str) for a in sys.argv), type(sys.path).__name__, type(sys.modules).__name__)
print("sys" in sys.modules, "builtins" in sys.modules, "__main__" in sys.modules, sys.modules["sys"] is sys, sys.modules["__main__"].__name__)
for text in """sys.version_info.foo
type(sys.version_info)()
sys.version_info + (1,)
hash(sys.version_info) == hash((3, 14, 8, 'final', 0))
sys.version_info == (3, 14, 8, 'final', 0)
sys.version_info < (3, 14, 9)
sys.version_info._replace
sys.setrecursionlimit(0)
sys.setrecursionlimit('a')
sys.setrecursionlimit(10**30)
sys.setrecursionlimit(1)
sys.set_int_max_str_digits(10)
sys.set_int_max_str_digits(-1)
sys.set_int_max_str_digits('a')
sys.intern(5)
sys.intern('abc') is sys.intern('ab' + 'c')
sys.getsizeof()
sys.getsizeof(5) > 0
sys.getsizeof([1, 2, 3]) > sys.getsizeof([])
sys.getsizeof(object(), 7) > 0
sys.exit(1, 2)
sys.nope
sys.exc_info()
sys.exception()
sys.getswitchinterval()
sys.setswitchinterval(0)
sys.audit('event', 1, 2)
sys.audit(5)
sys.gettrace(), sys.getprofile()
sys._getframe().f_lineno
sys._getframe(10000)
sys.displayhook(None)
sys.displayhook([1, 'two'])
sys.stdout.fileno(), sys.stderr.fileno(), sys.stdin.fileno()
sys.stdout.encoding, sys.stderr.errors
sys.stdout.writable(), sys.stdout.readable(), sys.stdin.readable(), sys.stdin.writable()
sys.stdout.mode, sys.stdin.mode, sys.stdout.name, sys.stdout.closed
sys.stdout, sys.stdin, sys.stderr
sys.stdout is sys.__stdout__, sys.stdin is sys.__stdin__
sys.stdout.buffer, sys.stdin.buffer""".splitlines():
    show(text)
print(_)
try:
    int("9" * 5000)
except ValueError as error:
    print(error)
sys.set_int_max_str_digits(6000)
print(len(str(int("9" * 5000))), sys.get_int_max_str_digits())
sys.set_int_max_str_digits(0)
print(len(str(10**7000)))
sys.set_int_max_str_digits(4300)
try:
    str(10**5000)
except ValueError as error:
    print(error)
sys.setrecursionlimit(60)


def depth(n):
    return 1 + depth(n + 1)


try:
    depth(0)
except RecursionError as error:
    print(error)
sys.setrecursionlimit(1000)
try:
    1 / 0
except ZeroDivisionError:
    kind, value, traceback = sys.exc_info()
    print(kind, value, traceback.tb_lineno, sys.exception() is value)
    try:
        {}["inner"]
    except KeyError:
        print(sys.exception(), sys.exception().__context__ is value)
    print(sys.exception() is value)
print(sys.exc_info())
hooks = []
sys.addaudithook(lambda event, arguments: hooks.append((event, arguments)) if event.startswith("mine") else None)
sys.audit("mine.event", 1, "two")
print(hooks)
