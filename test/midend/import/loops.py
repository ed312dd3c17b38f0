# RUN: pyc-native emit --stage=py %s | FileCheck %s
# A loop's variables are arguments of its header; what it does not change is not.


# CHECK-LABEL: py.func @"__main__:total"(%arg0: !py.any)
def total(xs):
    s = 0
    # CHECK: %[[ITERATOR:.*]] = py.get_iter %arg0
    # CHECK: cf.br ^[[HEAD:.*]](%{{.*}} : !py.any)
    # CHECK: ^[[HEAD]](%[[SUM:.*]]: !py.any):
    # CHECK: %[[ITEM:.*]], %[[HAS:.*]] = py.for_iter %[[ITERATOR]]
    # CHECK: cf.cond_br %[[HAS]]
    for x in xs:
        # CHECK: %[[NEXT:.*]] = py.binary add %[[SUM]], %[[ITEM]] {inplace}
        s += x
    # CHECK: py.poll
    # CHECK: cf.br ^[[HEAD]](%[[NEXT]] : !py.any)
    # CHECK: py.return %[[SUM]]
    return s
