# run: features of __future__ in co_flags, asked for by statement or flag, and inherited
flags = {"nested_scopes": 0x10, "generators": 0, "division": 0x20000, "absolute_import": 0x40000, "with_statement": 0x80000, "print_function": 0x100000, "unicode_literals": 0x200000, "barry_as_FLUFL": 0x400000, "generator_stop": 0x800000, "annotations": 0x1000000}
for name, bit in flags.items():
    c = compile(f"from __future__ import {name}\ndef f(): pass\nclass C: pass\nlambda: 1\n[1 for x in y]", "f", "exec", dont_inherit=True)
    print(name, hex(c.co_flags), [hex(k.co_flags) for k in c.co_consts if hasattr(k, "co_flags")])
    c = compile("def f(): pass\nclass C: pass", "f", "exec", bit, True)
    print(name, hex(c.co_flags), [hex(k.co_flags) for k in c.co_consts if hasattr(k, "co_flags")])
    for mode in ("eval", "single"):
        c = compile("lambda: 1", "f", mode, bit, True)
        print(mode, hex(c.co_flags), [hex(k.co_flags) for k in c.co_consts if hasattr(k, "co_flags")])
for bit in (0x200, 0x1000, 0x2000, 0x4000, 0x100, 0x2, 0x400000 | 0x20000, 0x1 << 25, 0x800, 0x10000):
    try:
        c = compile("x = 1\ndef f(): pass", "f", "exec", bit)
        print(hex(bit), hex(c.co_flags), [hex(k.co_flags) for k in c.co_consts if hasattr(k, "co_flags")])
    except Exception as e: print(hex(bit), type(e).__name__, e)
ns = {}
exec(compile("from __future__ import division\ndef g(s): return compile(s, 'n', 'exec').co_flags, eval(\"compile('1','n','eval').co_flags\")", "f", "exec"), ns)
print([hex(x) for x in ns["g"]("1")])
exec(compile("def g(s): return compile(s, 'n', 'exec').co_flags, eval(\"compile('1','n','eval').co_flags\")", "f", "exec", 0x20000|0x1000000), ns)
print([hex(x) for x in ns["g"]("1")])
exec(compile("from __future__ import annotations\ndef g(s): return compile(s, 'n', 'exec').co_flags, eval(\"compile('1','n','eval').co_flags\")", "f", "exec"), ns)
print([hex(x) for x in ns["g"]("1")])
exec(compile("from __future__ import barry_as_FLUFL\ndef g(s): return compile(s, 'n', 'exec').co_flags, eval('1 <> 2')", "f", "exec"), ns)
try: print([x for x in ns["g"]("1")])
except SyntaxError as e: print(e)
