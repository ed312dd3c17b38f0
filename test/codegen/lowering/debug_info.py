# RUN: pyc-native emit --stage=llvm -O0 -g %s | FileCheck %s

# CHECK: define internal fastcc i64 @"__main__:f"({{.*}} !dbg ![[F:[0-9]+]]
# CHECK: call i64 @pyc_add({{.*}} !dbg ![[PLACE:[0-9]+]]
# CHECK: distinct !DICompileUnit(language: DW_LANG_Python
# CHECK: ![[F]] = distinct !DISubprogram(name: "f",{{.*}} line: 7
def f(a, b):
    return a + b
# CHECK: ![[PLACE]] = !DILocation(line: 8
