# RUN: pyc-native emit --stage=py-typed %s | FileCheck %s
# A slice in a loop takes the storage of the one before, unless somebody may still know that.


# CHECK-LABEL: py.func @"__main__:own.typed"
# CHECK: py.load_item %{{.*}} {reuses} : (!py.list<i64>, !py.slice)
# CHECK: py.load_item %{{.*}} {reuses} : (!py.list<i64>, !py.slice)
# CHECK: py.return
def own(items):
    total = 0
    for turn in range(3):
        work = items[:]
        work[0] += turn
        rest = work[1:]
        total += rest[0] + len(rest)
    return total


# CHECK-LABEL: py.func @"__main__:appended.typed"
# CHECK-NOT: reuses
# CHECK: py.return
def appended(items):
    every = []
    for turn in range(3):
        work = items[:]
        every.append(work)
    return every


# CHECK-LABEL: py.func @"__main__:lasting.typed"
# CHECK-NOT: reuses
# CHECK: py.return
def lasting(items):
    work = [0]
    total = 0
    for turn in range(3):
        total += work[0]
        work = items[:]
    return total


# CHECK-LABEL: py.func @"__main__:once.typed"
# CHECK-NOT: reuses
# CHECK: py.return
def once(items):
    work = items[:]
    return work[0] + 1


# CHECK-LABEL: py.func @"__main__:observed.typed"
# CHECK-NOT: reuses
# CHECK: py.return
def observed(items):
    seen = []
    for turn in range(3):
        work = items[:]
        work[0] += turn
        seen.append(locals())
    return seen


numbers = [1, 2, 3]
print(own(numbers), appended(numbers), lasting(numbers), once(numbers), observed(numbers))
