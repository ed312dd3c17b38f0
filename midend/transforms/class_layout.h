// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which classes have instances whose attributes compiled code addresses itself, and in which order their __init__ adds
// them.
#pragma once

#include "midend/infer/inference.h"

namespace pyc::midend {

struct ClassLayout {
    std::string name;               // "module:Class", the body's symbol
    unsigned code = 0;              // the body's code object
    std::vector<std::string> slots; // in the order they are added
    unsigned room = 0;              // slots inside an instance
    bool known = false;

    std::optional<uint32_t> slot(llvm::StringRef attribute) const;
    // The shape of an instance that has its first `count` attributes.
    std::string shape(size_t count) const { return count == slots.size() ? name : name + "#" + std::to_string(count); }
};

// By class id.
std::vector<ClassLayout> layOutClasses(Inference& inference);

// The layouts as the module's attribute `py.classes`: dictionaries of name, code, room and slots.
void publishLayouts(mlir::ModuleOp module, llvm::ArrayRef<ClassLayout> layouts);

} // namespace pyc::midend
