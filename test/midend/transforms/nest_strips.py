# RUN: pyc-native emit --stage=py-typed %s | FileCheck --check-prefixes=CHECK,NESTED %s
# RUN: pyc-native emit --stage=py-typed --target riscv64-linux %s | FileCheck --check-prefixes=CHECK,FLAT %s
# Strips have a header of their own, but not where a processor without indexed addressing walks many lists.


# CHECK-LABEL: py.func @"__main__:many.typed"
# CHECK: ^bb1({{.*}}pred
# NESTED-NEXT: cf.br ^bb2
# NESTED: ^bb2({{.*}}pred
# FLAT-NOT: cf.br
# CHECK: py.strip
def many(a, b, c, d, e):
    for i in range(len(a)):
        a[i] = b[i] + c[i] + d[i] + e[i]


# CHECK-LABEL: py.func @"__main__:few.typed"
# CHECK: ^bb1({{.*}}pred
# CHECK-NEXT: cf.br ^bb2
# CHECK: ^bb2({{.*}}pred
# CHECK: py.strip
def few(a, b, c, d):
    for i in range(len(a)):
        a[i] = b[i] + c[i] + d[i]


one = [1.0] * 8
two = [1.0] * 8
three = [1.0] * 8
four = [1.0] * 8
many(one, two, three, four, [1.0] * 8)
few(one, two, three, four)
