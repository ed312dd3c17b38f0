source = '# coding: euc_jp\nx = "\u65e5\u672c"\n'.encode("utf-8")
try:
    compile(source, "name", "exec")
    print("compiled")
except (NotImplementedError, SyntaxError) as error:
    print(type(error).__name__, error)
print(compile('# coding: euc_jp\nx = "\u65e5\u672c"\n', "name", "exec").co_names)
