# run: the context variable of _warnings, and what variables and tokens can do
import _warnings, sys
V = type(_warnings._warnings_context)
def short(x):
    s = repr(x)
    while " at 0x" in s:
        i = s.index(" at 0x"); j = i + 6
        while j < len(s) and s[j] in "0123456789abcdef": j += 1
        s = s[:i] + s[j:]
    return s
def t(f):
    try: print(short(f()))
    except BaseException as e: print(type(e).__name__, short(e))
print(V, short(_warnings._warnings_context), _warnings._warnings_context.name)
t(lambda: _warnings._warnings_context.get())
t(lambda: _warnings._warnings_context.get(5))
t(lambda: V("x", default=1).get())
t(lambda: V("x", default=1))
t(lambda: V(5)); t(lambda: V()); t(lambda: V("a", "b"))
v = V("v", default=0); w = V("w")
tok = v.set(1)
t(lambda: tok); t(lambda: (tok.var is v, tok.old_value, type(tok), tok.MISSING, v.get(), v.get(9)))
t(lambda: w.reset(tok)); t(lambda: v.reset(5)); t(lambda: v.reset(tok)); t(lambda: v.reset(tok)); t(lambda: tok); t(lambda: v.get())
with v.set(7) as k: t(lambda: (v.get(), k.old_value))
t(lambda: v.get()); t(lambda: type(tok)()); t(lambda: V[int]); t(lambda: type(tok)[int])
with w.set(8): pass
t(lambda: w.get())
t(lambda: w.__class__.__module__)
def sub():
    class X(V): pass
t(sub)
t(lambda: hash(v) == hash(v)); 
def sett(): v.name = 5
t(sett)
