# run: eval, exec, locals, vars and dir inside comprehensions of module and class bodies
import sys
print([eval("x*2") for x in [1, 2]])
print({eval("x*y"): eval("x") for x in [1, 2] for y in (3, 4)})
total = 0
for i in range(3):
    total += sum([eval("a + i") for a in range(3)])
    class Inner:
        values = [eval("b") for b in range(2)]
        try:
            other = [eval("i + undefined_there") for c in range(2)]
        except NameError as error:
            print(error)
        print(sorted(k for k in locals() if not k.startswith("__")), i)
print(total, sorted(k for k in locals() if not k.startswith("__")))
def show(): return sorted(sys._getframe(1).f_locals)
print([show() for x in (1,)], "x" in show())
try:
    [eval("x/0") for x in (1, 2)]
except ZeroDivisionError as error:
    print(error, "x" in locals())
class K:
    def m(self): return __class__
    print([sorted(locals()) for x in (1,)], "__class__" in locals(), sorted(locals()))
    l = [(lambda: x, sorted(locals())) for x in (1, 2)]
    print(l[0][1], l[1][0](), "x" in locals())
print(K().m())
print([[sorted(locals()) for y in (1,)] for x in (1,)])
f = [lambda: x for x in (1, 2)]
print(f[0](), [sorted(locals()) for z in (1,)], [g() for g in f])
gen = (eval("q") for q in (1, 2))
print(list(gen))
exec("print([eval('w') for w in (1, 2)], 'w' in dir())")
print([x for x in (1, 2) if eval("x > 1")])
x = "outer"
print([eval("x") for x in (1, 2)], eval("x"), x)
print([exec("x = 5") for x in (1,)], x)

# Names that the body has and the comprehension does not.
