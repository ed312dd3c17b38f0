# RUN: pyc-front --stage=bytecode --verify %s | FileCheck-22 %s --match-full-lines --strict-whitespace
def read(path):
    try:
        with open(path) as file:
            return [line for line in file if line]
    except OSError as error:
        print(error)
    finally:
        done()
#      CHECK:code <module> line 1 registers 1 flags 0x00000000
# CHECK-NEXT:  constant 0 <code read>
# CHECK-NEXT:  constant 1 None
# CHECK-NEXT:    0  MakeFunction %0, <code read>                            ; 2:0-9:14
# CHECK-NEXT:    4  StoreName 'read', %0                                 ; 2:0-9:14
# CHECK-NEXT:    8  LoadConst %0, None                                   ; 2:0-9:14
# CHECK-NEXT:   12  Return %0                                         ; 2:0-9:14
#CHECK-EMPTY:
# CHECK-NEXT:code read line 2 registers 17 flags 0x00000003
# CHECK-NEXT:  arguments 1 positional-only 0 keyword-only 0
# CHECK-NEXT:  variables path, file, line, error
# CHECK-NEXT:  constant 0 None
# CHECK-NEXT:    0  LoadGlobal %7, 'open'                                 ; 4:13-4:17
# CHECK-NEXT:    6  Move %8, path                                   ; 4:18-4:22
# CHECK-NEXT:    9  Call %7, %7, 2                                  ; 4:13-4:23
# CHECK-NEXT:   15  LoadSpecialMethod %2, 2, %7, __exit__                        ; 4:13-4:23
# CHECK-NEXT:   20  LoadSpecialMethod %8, 2, %7, __enter__                       ; 4:13-4:23
# CHECK-NEXT:   25  CallMethod %8, %8, 2                                  ; 4:13-4:23
# CHECK-NEXT:   31  Move %7, %8                                     ; 4:13-4:23
# CHECK-NEXT:   34  Move file, %7                                   ; 4:27-4:31
# CHECK-NEXT:   37  GetIter %10, file                                  ; 5:37-5:41
# CHECK-NEXT:   40  LoadFastAndClear %11, line                                  ; 5:19-5:50
# CHECK-NEXT:   43  BuildList %9, %9, 0                                  ; 5:19-5:50
# CHECK-NEXT:   47  ForIter line, %10, -> 65                           ; 5:37-5:41
# CHECK-NEXT:   52  JumpIfTrue line, -> 59                                ; 5:45-5:49
# CHECK-NEXT:   56  LoopBack -> 47                                      ; 5:20-5:24
# CHECK-NEXT:   59  ListAppend %9, line                                   ; 5:20-5:24
# CHECK-NEXT:   62  LoopBack -> 47                                      ; 5:20-5:24
# CHECK-NEXT:   65  Move line, %11                                  ; 5:19-5:50
# CHECK-NEXT:   68  LoadConst %4, None                                   ; 4:13-4:23
# CHECK-NEXT:   72  LoadConst %5, None                                   ; 4:13-4:23
# CHECK-NEXT:   76  LoadConst %6, None                                   ; 4:13-4:23
# CHECK-NEXT:   80  CallMethod %10, %2, 5                                 ; 4:13-4:23
# CHECK-NEXT:   86  LoadGlobal %10, 'done'                                ; 9:8-9:12
# CHECK-NEXT:   92  Call %10, %10, 1                                ; 9:8-9:14
# CHECK-NEXT:   98  Return %9                                         ; 9:8-9:14
# CHECK-NEXT:  100  Move line, %11                                  ; 5:19-5:50
# CHECK-NEXT:  103  Reraise %12                                        ; 5:19-5:50
# CHECK-NEXT:  105  PushHandled %9, %8                                     ; 4:13-4:23
# CHECK-NEXT:  108  WithExceptStart %7, %2, 2, %8                              ; 4:13-4:23
# CHECK-NEXT:  113  JumpIfTrue %7, -> 119                                 ; 4:13-4:23
# CHECK-NEXT:  117  Reraise %8                                         ; 4:13-4:23
# CHECK-NEXT:  119  PopHandled %9                                         ; 4:13-4:23
# CHECK-NEXT:  121  Jump -> 194                                     ; 4:13-4:23
# CHECK-NEXT:  124  PopHandled %9                                         ; -
# CHECK-NEXT:  126  Reraise %10                                        ; -
# CHECK-NEXT:  128  PushHandled %2, %1                                     ; -
# CHECK-NEXT:  131  LoadGlobal %4, 'OSError'                              ; 6:11-6:18
# CHECK-NEXT:  137  MatchException %4, %1, %4                                 ; 6:4-7:20
# CHECK-NEXT:  141  JumpIfFalse %4, -> 188                                 ; 6:4-7:20
# CHECK-NEXT:  145  Move error, %1                                  ; 6:4-7:20
# CHECK-NEXT:  148  LoadGlobal %5, 'print'                                ; 7:8-7:13
# CHECK-NEXT:  154  Move %6, error                                  ; 7:14-7:19
# CHECK-NEXT:  157  Call %5, %5, 2                                  ; 7:8-7:20
# CHECK-NEXT:  163  PopHandled %2                                         ; 7:8-7:20
# CHECK-NEXT:  165  LoadConst %5, None                                   ; 7:8-7:20
# CHECK-NEXT:  169  Move error, %5                                  ; 7:8-7:20
# CHECK-NEXT:  172  Clear error                                      ; 7:8-7:20
# CHECK-NEXT:  174  Jump -> 194                                     ; 7:8-7:20
# CHECK-NEXT:  177  LoadConst %5, None                                   ; -
# CHECK-NEXT:  181  Move error, %5                                  ; -
# CHECK-NEXT:  184  Clear error                                      ; -
# CHECK-NEXT:  186  Reraise %4                                         ; -
# CHECK-NEXT:  188  Reraise %1                                         ; 6:4-7:20
# CHECK-NEXT:  190  PopHandled %2                                         ; -
# CHECK-NEXT:  192  Reraise %3                                         ; -
# CHECK-NEXT:  194  LoadGlobal %1, 'done'                                 ; 9:8-9:12
# CHECK-NEXT:  200  Call %1, %1, 1                                  ; 9:8-9:14
# CHECK-NEXT:  206  LoadConst %0, None                                   ; 9:8-9:14
# CHECK-NEXT:  210  Return %0                                         ; 9:8-9:14
# CHECK-NEXT:  212  PushHandled %1, %0                                     ; -
# CHECK-NEXT:  215  LoadGlobal %3, 'done'                                 ; 9:8-9:12
# CHECK-NEXT:  221  Call %3, %3, 1                                  ; 9:8-9:14
# CHECK-NEXT:  227  Reraise %0                                         ; 9:8-9:14
# CHECK-NEXT:  229  PopHandled %1                                         ; -
# CHECK-NEXT:  231  Reraise %2                                         ; -
# CHECK-NEXT:  handler 0..34 -> 128 in %1
# CHECK-NEXT:  handler 34..43 -> 105 in %8
# CHECK-NEXT:  handler 43..65 -> 100 in %12
# CHECK-NEXT:  handler 68..86 -> 128 in %1
# CHECK-NEXT:  handler 100..105 -> 105 in %8
# CHECK-NEXT:  handler 105..119 -> 124 in %10
# CHECK-NEXT:  handler 124..128 -> 128 in %1
# CHECK-NEXT:  handler 128..148 -> 190 in %3
# CHECK-NEXT:  handler 148..163 -> 177 in %4
# CHECK-NEXT:  handler 177..190 -> 190 in %3
# CHECK-NEXT:  handler 190..194 -> 212 in %0
# CHECK-NEXT:  handler 212..229 -> 229 in %2
