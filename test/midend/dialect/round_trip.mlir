// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: pyc-opt %s | pyc-opt | FileCheck %s

// CHECK-LABEL: py.func @"m:f"(%arg0: !py.any, %arg1: !py.list<f64>) -> !py.any
py.func @"m:f"(%a: !py.any, %b: !py.list<f64>) -> !py.any attributes {code = 3 : i32, kind = 0 : i32} {
  // CHECK: %[[STATE:.*]] = py.frame_state %arg0, %arg1 {destination = 2 : i32, next = 5 : i32, pc = 0 : i32, registers = array<i32: 0, 1>}
  %s = py.frame_state %a, %b {pc = 0 : i32, next = 5 : i32, destination = 2 : i32, registers = array<i32: 0, 1>} : (!py.any, !py.list<f64>) -> !py.state
  // CHECK: py.guard_type %arg0, %[[STATE]] : (!py.any, !py.state) -> !py.int
  %i = py.guard_type %a, %s : (!py.any, !py.state) -> !py.int
  %n = py.unbox_int %i, %s : (!py.int, !py.state) -> i64
  // CHECK: py.int_arith add
  %m = py.int_arith add %n, %n, %s : (i64, i64, !py.state) -> i64
  // CHECK: %[[BLOCK:.*]] = py.list_block %arg1, %[[STATE]] : (!py.list<f64>, !py.state) -> !py.block<f64>
  %k = py.list_block %b, %s : (!py.list<f64>, !py.state) -> !py.block<f64>
  %l = py.block_length %k : (!py.block<f64>) -> i64
  %j = py.check_index %m, %l, %s : (i64, i64, !py.state) -> i64
  // CHECK: py.block_load %[[BLOCK]], %{{.*}} -> f64
  %x = py.block_load %k, %j : (!py.block<f64>, i64) -> f64
  %y = py.box %x : (f64) -> !py.float
  // CHECK: py.constant("text") {code = 0 : i32, index = 1 : i32} : !py.str
  %c = py.constant("text") {code = 0 : i32, index = 1 : i32} : !py.str
  // CHECK: py.binary add {{.*}} : (!py.float, !py.str) -> !py.any
  %z = py.binary add %y, %c : (!py.float, !py.str) -> !py.any
  // CHECK: %{{.*}}, %[[FAILED:.*]] = py.call %{{.*}} : (!py.any, !py.any, !py.any) -> (!py.any, i1)
  %r, %failed = py.call %z, %a, %z {keywords = array<i32: 3, 1>} : (!py.any, !py.any, !py.any) -> (!py.any, i1)
  cf.cond_br %failed, ^handler, ^done
^handler:
  // CHECK: py.take_exception
  %e = py.take_exception : () -> !py.any
  %m2:2 = py.runtime "pyc_match_exception"(%e, %a) {checked} : (!py.any, !py.any) -> (!py.bool, i1)
  py.fail {reraised}
^done:
  %t:3 = py.unpack %r {before = 1 : i32, after = 1 : i32, starred} : (!py.any) -> (!py.any, !py.any, !py.any)
  py.return %t#1 : !py.any
}

// CHECK: !py.tuple<i64, !py.instance<"m:C">>
// CHECK: !py.class<"m:C">, !py.tuple, !py.function<"m:f">
py.func private @types(!py.tuple<i64, !py.instance<"m:C">>, !py.class<"m:C">, !py.tuple, !py.function<"m:f">) -> f64 attributes {code = 4 : i32}
