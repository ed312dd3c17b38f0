# RUN: pyc-front --stage=symbols %s | FileCheck-22 %s --match-full-lines --strict-whitespace
import os
class Point[T](Base):
    __hidden: int = 0
    def move(self):
        nonlocal_value = 1
        def inner():
            nonlocal nonlocal_value
            global os
            nonlocal_value += [i for i in os if i]
        return __class__, inner
#      CHECK:scope top module 0
# CHECK-NEXT: Point 4098
# CHECK-NEXT: os 8321
# CHECK-NEXT: scope Point type parameters 3
# CHECK-NEXT:  .generic_base 4114
# CHECK-NEXT:  .type_params 20498
# CHECK-NEXT:  Base 12304
# CHECK-NEXT:  T 5122
# CHECK-NEXT:  scope Point class 3 nested
# CHECK-NEXT:   .type_params 16400
# CHECK-NEXT:   _Point__hidden 4354
# CHECK-NEXT:   __type_params__ 4098
# CHECK-NEXT:   move 4098
# CHECK-NEXT:   scope __annotate__ annotation 4 nested
# CHECK-NEXT:    .format 4116
# CHECK-NEXT:    __classdict__ 16400
# CHECK-NEXT:    int 12304
# CHECK-NEXT:   scope __annotate__ annotation 5 nested
# CHECK-NEXT:    .format 4116
# CHECK-NEXT:    __classdict__ 16400
# CHECK-NEXT:   scope move function 5 nested
# CHECK-NEXT:    __class__ 16400
# CHECK-NEXT:    inner 4114
# CHECK-NEXT:    nonlocal_value 20482
# CHECK-NEXT:    self 4100
# CHECK-NEXT:    scope __annotate__ annotation 7 nested
# CHECK-NEXT:     .format 4116
# CHECK-NEXT:    scope inner function 7 nested
# CHECK-NEXT:     i 4626
# CHECK-NEXT:     nonlocal_value 16394
# CHECK-NEXT:     os 8209
