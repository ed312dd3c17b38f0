# RUN: pyc-native emit --stage=py %s | FileCheck %s
# Cells, closures, class bodies, and functions that publish their locals.


# CHECK-LABEL: py.func @"__main__:outer"
def outer(n):
    # CHECK: %[[CELL:.*]] = py.make_cell
    # CHECK: py.make_function {code = 2 : i32
    # CHECK: "pyc_set_function_attribute"
    # CHECK-LABEL: py.func @"__main__:outer.<locals>.inner"
    # CHECK: %[[FREE:.*]] = py.free_variable {index = 0 : i32}
    # CHECK: py.load_cell %[[FREE]]
    def inner():
        return n

    n += 1
    return inner


# CHECK-LABEL: py.func @"__main__:C"() -> !py.any attributes {code = 3 : i32, kind = 5 : i32}
class C:
    # CHECK: py.store_name %{{.*}} {name = "x"}
    x = 1


# CHECK-LABEL: py.func @"__main__:names_locals"
def names_locals(a):
    # CHECK: %[[STATE:.*]] = py.frame_state
    # CHECK: py.publish_locals %[[STATE]]
    return locals()
