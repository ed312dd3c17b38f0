# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# lit's configuration: tests bear the names of what they test. BUILD=folder in the environment chooses another build.
import os
import shutil
import subprocess

import lit.formats

config.name = "pyc-native"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".test", ".py", ".ll"]
config.excludes = ["Inputs", "run", "bench", "demo", "lint", "unit", "fuzz", "web", "lit.cfg.py", "all.py"]
config.test_source_root = os.path.dirname(__file__)
root = os.path.dirname(config.test_source_root)
build = os.path.abspath(os.environ.get("BUILD", os.path.join(root, "build")))
config.test_exec_root = os.path.join(build, "test-lit")

config.environment["PATH"] = os.pathsep.join([os.path.join(build, "bin"), "/usr/lib/llvm-22/bin", os.environ["PATH"]])
config.environment["PYC_CACHE"] = os.path.join(config.test_exec_root, "cache")
config.environment["HOME"] = config.test_exec_root
config.environment["LANG"] = "C.UTF-8"
config.environment["NO_COLOR"] = "1"
config.substitutions.append(("%root", root))
config.substitutions.append(("%build", build))
config.substitutions.append(("%python", os.path.join(root, "build/bin/python3.14")))

if subprocess.run(["unshare", "--map-root-user", "chroot", "/", "true"], capture_output=True).returncode == 0:
    config.available_features.add("chroot")

# What programs for WebAssembly are compiled with is there once their pack was built.
sysroot = os.path.join(build, "packs-cache/sysroot-wasi")
config.substitutions.insert(0, ("%wasi-sysroot", sysroot))
if os.path.exists(sysroot) and shutil.which("node"):
    config.available_features.add("wasi-sysroot")
if shutil.which("node") and os.path.exists(os.path.join(build, "packs/wasm32-wasi/version.txt")):
    config.available_features.add("wasi")
