# RUN: pyc-native emit --stage=py %s | FileCheck %s
# Inside a try region every operation that may raise ends its block with a branch to the handler.


# CHECK-LABEL: py.func @"__main__:f"
def f(a, b):
    try:
        # CHECK: %[[ITEM:.*]], %[[FAILED:.*]] = py.load_item %arg0, %arg1 : (!py.any, !py.any) -> (!py.any, i1)
        # CHECK: cf.cond_br %[[FAILED]], ^[[HANDLER:[a-z0-9]+]]
        return a[b]
    # CHECK: ^[[HANDLER]]:
    # CHECK: %[[EXCEPTION:.*]] = py.take_exception
    # CHECK: py.runtime "pyc_push_handled"(%[[EXCEPTION]])
    # CHECK: py.runtime "pyc_match_exception"(%[[EXCEPTION]]
    except KeyError:
        return None
    # CHECK: py.runtime "pyc_reraise"
    # CHECK: py.fail {reraised}


# CHECK-LABEL: py.func @"__main__:again"
def again():
    # CHECK: %[[RERAISED:.*]] = py.raise_current
    # CHECK: cf.cond_br %[[RERAISED]]
    raise
