# RUN: pyc-front --stage=bytecode --verify %s | FileCheck-22 %s --match-full-lines --strict-whitespace
def add(a, b=1, *, c):
    x = a + b * c
    while x > 3:
        x -= 1
    return x
#      CHECK:code <module> line 1 registers 2 flags 0x00000000
# CHECK-NEXT:  constant 0 1
# CHECK-NEXT:  constant 1 <code add>
# CHECK-NEXT:  constant 2 None
# CHECK-NEXT:  constant 3 (1,)
# CHECK-NEXT:    0  LoadConst %1, (1,)                                   ; 2:0-6:12
# CHECK-NEXT:    4  MakeFunction %0, <code add>                             ; 2:0-6:12
# CHECK-NEXT:    8  SetFunctionAttribute %0, defaults, %1                           ; 2:0-6:12
# CHECK-NEXT:   12  StoreName 'add', %0                                  ; 2:0-6:12
# CHECK-NEXT:   16  LoadConst %0, None                                   ; 2:0-6:12
# CHECK-NEXT:   20  Return %0                                         ; 2:0-6:12
#CHECK-EMPTY:
# CHECK-NEXT:code add line 2 registers 6 flags 0x00000003
# CHECK-NEXT:  arguments 2 positional-only 0 keyword-only 1
# CHECK-NEXT:  variables a, b, c, x
# CHECK-NEXT:  constant 0 3
# CHECK-NEXT:    0  Multiply %0, b, c                                   ; 3:12-3:17
# CHECK-NEXT:    6  Add x, a, %0                                   ; 3:8-3:17
# CHECK-NEXT:   12  LoadSmallInt %0, 3                                      ; 4:14-4:15
# CHECK-NEXT:   15  Greater %1, x, %0                                  ; 4:10-4:15
# CHECK-NEXT:   21  JumpIfFalse %1, -> 37                                  ; 4:10-4:15
# CHECK-NEXT:   25  LoadSmallInt %0, 1                                      ; 5:13-5:14
# CHECK-NEXT:   28  InplaceSubtract x, x, %0                                   ; 5:8-5:14
# CHECK-NEXT:   34  LoopBack -> 12                                      ; 5:8-5:9
# CHECK-NEXT:   37  Return x                                          ; 6:4-6:12
