; Calls of functions that call nothing which collects need no stores; those that call themselves keep frames that tell the depth.
; REQUIRES: wasi
; RUN: opt -load-pass-plugin %build/packs/wasm32-wasi/build/visible_words-*.so -passes='never-collects,function(visible-words)' -S %s | FileCheck %s
target datalayout = "e-m:e-p:32:32-p10:8:8-p20:8:8-i64:64-i128:128-n32:64-S128-ni:1:10:20"
target triple = "wasm32-unknown-wasip1"

declare void @outside(ptr)

; CHECK: define linkonce_odr ptr @type(ptr %object) [[NEVER:#[0-9]+]]
define linkonce_odr ptr @type(ptr %object) {
  %shape = load atomic ptr, ptr %object monotonic, align 4
  ret ptr %shape
}

; CHECK: define i1 @same(ptr %object, ptr %other) [[NEVER]]
; CHECK-NOT: store
define i1 @same(ptr %object, ptr %other) {
  %one = call ptr @type(ptr %object)
  %two = call ptr @type(ptr %other)
  %equal = icmp eq ptr %one, %two
  ret i1 %equal
}

; CHECK: define ptr @kept(ptr %object, ptr %other) {
; CHECK: call i1 @same
; CHECK: store volatile ptr %object
; CHECK: call void @outside
define ptr @kept(ptr %object, ptr %other) {
  %equal = call i1 @same(ptr %object, ptr %other)
  call void @outside(ptr %other)
  ret ptr %object
}

; CHECK: define i32 @deep(ptr %object, i32 %depth) {
; CHECK: alloca
define i32 @deep(ptr %object, i32 %depth) {
  %end = icmp eq i32 %depth, 0
  br i1 %end, label %last, label %next
next:
  %less = sub i32 %depth, 1
  %below = call i32 @deep(ptr %object, i32 %less)
  %sum = add i32 %below, 1
  ret i32 %sum
last:
  ret i32 0
}

; What others may replace says nothing.
; CHECK: define weak void @hook() {
define weak void @hook() {
  ret void
}
; CHECK: attributes [[NEVER]] = { "pyc-never-collects" }
