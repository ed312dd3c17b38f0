# RUN: pyc-native emit --stage=llvm -O1 %s | FileCheck %s
# A module's body runs in its typed form, so loops at the top of a program are as fast as in functions. Nobody would count exits of a form that is never entered.

# CHECK: @"pyc.exits.__main__:<module>.typed" = internal
total = 0
for i in range(1000):
    total += i * 2
print(total)
