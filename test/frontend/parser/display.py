# RUN: not-22 pyc-front %s 2>&1 | FileCheck-22 %s --match-full-lines --strict-whitespace
def f(values):
	return [é for é in values if (é = 1)]
#      CHECK:  File "{{.*}}display.py", line 3
# CHECK-NEXT:    	return [é for é in values if (é = 1)]
# CHECK-NEXT:    	                              ^^^^^
# CHECK-NEXT:SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='?
