# RUN: pyc-native emit --stage=llvm -O0 %s | FileCheck %s
# Globals and builtins have fixed slots; attributes a cache of their own.

# CHECK: @pyc.slots.__main__ =
# CHECK: @pyc.slots.builtins =
# CHECK: @pyc.cache = internal global {{.*}} section "pyc_roots"

# CHECK-LABEL: define internal fastcc i64 @"__main__:f"
# CHECK: load atomic i64, ptr {{.*}}@pyc.slots.__main__
# CHECK: load atomic i64, ptr {{.*}}@pyc.slots.builtins
# CHECK: call i64 @pyc_load_builtin
# CHECK: call i64 @pyc_load_attr(i64 {{.*}}, ptr @pyc.cache)
def f(x):
    return len(x.name)


# CHECK-LABEL: define internal fastcc i64 @"__main__:count"
# CHECK: call void @pyc_rebind_global_slot(ptr @pyc.module.__main__
# CHECK: call i1 @pyc_bind_global_slot(ptr @pyc.module.__main__
def count():
    global counter
    counter = 1
