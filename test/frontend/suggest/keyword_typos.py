# RUN: not-22 pyc-front %s 2>&1 | FileCheck-22 %s --match-full-lines --strict-whitespace
def f(values):
    fur value in values:
        pass
#      CHECK:  File "{{.*}}keyword_typos.py", line 3
# CHECK-NEXT:    fur value in values:
# CHECK-NEXT:    ^^^
# CHECK-NEXT:SyntaxError: invalid syntax. Did you mean 'for'?
