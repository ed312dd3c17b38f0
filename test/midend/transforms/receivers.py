# RUN: pyc-native emit --stage=py-typed %s | FileCheck %s
# What is known of instances: exact sets of classes, slots with their representation, methods by class.


class Base:
    def __init__(self, size):
        self.size = size
        self.scale = 0.5

    def area(self):
        return 0

    def grow(self):
        self.scale = self.scale * 2.0


class First(Base):
    def __init__(self, size):
        super().__init__(size)
        self.extra = None

    def area(self):
        return self.size


class Second(Base):
    def area(self):
        return self.size * 2


# CHECK-LABEL: py.func @"__main__:Base.grow.typed"
# CHECK: py.guard_shape %arg0, {{.*}} {shape = "__main__:First|__main__:Second"}
# CHECK: py.load_slot %arg0, {{.*}} {index = 1 : i32} : ({{.*}}) -> f64
# CHECK: py.store_slot %arg0, {{.*}} {index = 1 : i32} : ({{.*}}, f64) -> ()


# CHECK-LABEL: py.func @"__main__:total.typed"
# CHECK-NOT: py.call_method
# CHECK: py.dispatch {{.*}} {families = ["__main__:First", "__main__:Second"]}
# CHECK-DAG: py.call_direct {{.*}}callee = @"__main__:Second.area.typed"
# CHECK-DAG: py.call_direct {{.*}}callee = @"__main__:First.area.typed"
def total(shapes):
    result = 0
    for shape in shapes:
        shape.grow()
        result += shape.area()
    return result


print(total([First(1), Second(2)]))

# Attributes that a subclass's instance gets from the base's __init__ go to the subclass's shapes.
# CHECK-LABEL: py.func @"__main__:Base.__init__.typed@__main__:First"
# CHECK: py.guard_shape %arg0, {{.*}} {shape = "__main__:First#0"}
# CHECK: py.add_slot %arg0, {{.*}} {index = 0 : i32, shape = "__main__:First#1"}
# CHECK: py.add_slot %arg0, {{.*}} {index = 1 : i32, shape = "__main__:First#2"} : ({{.*}}, f64) -> ()
