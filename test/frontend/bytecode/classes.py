# RUN: pyc-front --stage=bytecode --verify %s | FileCheck-22 %s --match-full-lines --strict-whitespace
class Point(Base):
    "A place."
    x: int = 0
    def move(self, by):
        self.x += by
        return super().move(by)
#      CHECK:code <module> line 1 registers 5 flags 0x00000000
# CHECK-NEXT:  constant 0 <code Point>
# CHECK-NEXT:  constant 1 'Point'
# CHECK-NEXT:  constant 2 None
# CHECK-NEXT:    0  LoadBuildClass %1                                         ; 2:0-7:31
# CHECK-NEXT:    2  MakeFunction %2, <code Point>                           ; 2:0-7:31
# CHECK-NEXT:    6  LoadConst %3, 'Point'                                ; 2:0-7:31
# CHECK-NEXT:   10  LoadName %4, 'Base'                                 ; 2:12-2:16
# CHECK-NEXT:   16  Call %0, %1, 4                                  ; 2:0-7:31
# CHECK-NEXT:   22  StoreName 'Point', %0                                ; 2:0-7:31
# CHECK-NEXT:   26  LoadConst %0, None                                   ; 2:0-7:31
# CHECK-NEXT:   30  Return %0                                         ; 2:0-7:31
#CHECK-EMPTY:
# CHECK-NEXT:code Point line 2 registers 6 flags 0x00000000
# CHECK-NEXT:  cells __class__, __classdict__
# CHECK-NEXT:  constant 0 'Point'
# CHECK-NEXT:  constant 1 'A place.'
# CHECK-NEXT:  constant 2 <code Point.move>
# CHECK-NEXT:  constant 3 <code Point.__annotate__>
# CHECK-NEXT:  constant 4 ()
# CHECK-NEXT:    0  MakeCell &__class__                                 ; -
# CHECK-NEXT:    2  MakeCell &__classdict__                             ; -
# CHECK-NEXT:    4  LoadName %0, '__name__'                             ; 2:0-2:0
# CHECK-NEXT:   10  StoreName '__module__', %0                           ; 2:0-2:0
# CHECK-NEXT:   14  LoadConst %1, 'Point'                                ; 2:0-2:0
# CHECK-NEXT:   18  StoreName '__qualname__', %1                         ; 2:0-2:0
# CHECK-NEXT:   22  LoadSmallInt %2, 2                                      ; 2:0-2:0
# CHECK-NEXT:   25  StoreName '__firstlineno__', %2                      ; 2:0-2:0
# CHECK-NEXT:   29  LoadLocals %0                                         ; 2:0-2:0
# CHECK-NEXT:   31  StoreCell &__classdict__, %0                         ; 2:0-2:0
# CHECK-NEXT:   34  LoadConst %0, 'A place.'                             ; 3:4-3:14
# CHECK-NEXT:   38  StoreName '__doc__', %0                              ; 3:4-3:14
# CHECK-NEXT:   42  LoadSmallInt %0, 0                                      ; 4:13-4:14
# CHECK-NEXT:   45  StoreName 'x', %0                                    ; 4:4-4:5
# CHECK-NEXT:   49  Move %2, &__class__                             ; 5:4-7:31
# CHECK-NEXT:   52  BuildTuple %1, %2, 1                                  ; 5:4-7:31
# CHECK-NEXT:   56  MakeFunction %0, <code Point.move>                      ; 5:4-7:31
# CHECK-NEXT:   60  SetFunctionAttribute %0, closure, %1                            ; 5:4-7:31
# CHECK-NEXT:   64  StoreName 'move', %0                                 ; 5:4-7:31
# CHECK-NEXT:   68  Move %2, &__classdict__                         ; 2:0-2:0
# CHECK-NEXT:   71  BuildTuple %1, %2, 1                                  ; 2:0-2:0
# CHECK-NEXT:   75  MakeFunction %0, <code Point.__annotate__>              ; 2:0-2:0
# CHECK-NEXT:   79  SetFunctionAttribute %0, closure, %1                            ; 2:0-2:0
# CHECK-NEXT:   83  StoreName '__annotate_func__', %0                    ; 2:0-2:0
# CHECK-NEXT:   87  LoadConst %0, ()                                     ; 2:0-2:0
# CHECK-NEXT:   91  StoreName '__static_attributes__', %0                ; 2:0-2:0
# CHECK-NEXT:   95  Move %1, &__classdict__                         ; 2:0-2:0
# CHECK-NEXT:   98  StoreName '__classdictcell__', %1                    ; 2:0-2:0
# CHECK-NEXT:  102  Move %2, &__class__                             ; 2:0-2:0
# CHECK-NEXT:  105  StoreName '__classcell__', %2                        ; 2:0-2:0
# CHECK-NEXT:  109  Return %2                                         ; 2:0-2:0
#CHECK-EMPTY:
# CHECK-NEXT:code Point.move line 5 registers 7 flags 0x08000003
# CHECK-NEXT:  arguments 2 positional-only 0 keyword-only 0
# CHECK-NEXT:  variables self, by
# CHECK-NEXT:  free __class__
# CHECK-NEXT:  constant 0 None
# CHECK-NEXT:    0  LoadAttr %0, self, 'x'                              ; 6:8-6:14
# CHECK-NEXT:    7  InplaceAdd %0, %0, by                                 ; 6:8-6:20
# CHECK-NEXT:   13  StoreAttr self, 'x', %0                              ; 6:8-6:14
# CHECK-NEXT:   20  LoadGlobal %2, 'super'                                ; 7:15-7:20
# CHECK-NEXT:   26  LoadCell %3, &__class__                             ; 7:15-7:22
# CHECK-NEXT:   29  LoadSuperMethod %0, 2, %2, %3, self, 'move', 0             ; 7:15-7:27
# CHECK-NEXT:   38  Move %2, by                                     ; 7:28-7:30
# CHECK-NEXT:   41  CallMethod %0, %0, 3                                  ; 7:15-7:31
# CHECK-NEXT:   47  Return %0                                         ; 7:8-7:31
#CHECK-EMPTY:
# CHECK-NEXT:code Point.__annotate__ line 2 registers 5 flags 0x00000003
# CHECK-NEXT:  arguments 1 positional-only 1 keyword-only 0
# CHECK-NEXT:  variables format
# CHECK-NEXT:  free __classdict__
# CHECK-NEXT:  constant 0 2
# CHECK-NEXT:  constant 1 'x'
# CHECK-NEXT:    0  LoadSmallInt %0, 2                                      ; 2:0-2:0
# CHECK-NEXT:    3  Greater %0, format, %0                             ; 2:0-2:0
# CHECK-NEXT:    9  JumpIfFalse %0, -> 19                                  ; 2:0-2:0
# CHECK-NEXT:   13  LoadCommonConstant %0, NotImplementedError                    ; 2:0-2:0
# CHECK-NEXT:   16  Raise %0, -                                      ; 2:0-2:0
# CHECK-NEXT:   19  BuildDict %0, %0, 0                                  ; 2:0-2:0
# CHECK-NEXT:   23  LoadCell %2, &__classdict__                         ; 4:7-4:10
# CHECK-NEXT:   26  LoadFromMappingOrGlobal %1, %2, 'int'                              ; 4:7-4:10
# CHECK-NEXT:   31  LoadConst %2, 'x'                                    ; 4:4-4:14
# CHECK-NEXT:   35  StoreItem %0, %2, %1                                 ; 2:0-2:0
# CHECK-NEXT:   41  Return %0                                         ; 2:0-2:0
