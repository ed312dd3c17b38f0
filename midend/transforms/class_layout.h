// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which classes have instances whose attributes compiled code addresses itself, and in which order their __init__ adds
// them.
//
// Shapes have names. "module:Class" is that of an instance with all of its layout's attributes, and those that lead on
// from it; "module:Class#2" is exactly that of an instance with the first two; "module:A|module:B" is the family of
// both classes.
#pragma once

#include "midend/infer/inference.h"

#include <map>

namespace pyc::midend {

struct ClassLayout {
    std::string name;               // "module:Class", the body's symbol
    unsigned code = 0;              // the body's code object
    std::vector<std::string> slots; // in the order they are added
    std::vector<bool> floats;       // of each slot: it holds floats as they are
    unsigned room = 0;              // slots inside an instance
    bool known = false;
    bool hasFinaliser = false;
    std::vector<std::string> bases;                        // names of their layouts; none: object
    std::vector<std::pair<std::string, unsigned>> methods; // names and code objects of its functions

    // How many attributes there are before and after each function that takes part in making an instance: __init__,
    // what it reaches through super(), methods that it calls on self.
    struct Progress {
        unsigned before = 0, after = 0;
    };
    std::map<unsigned, Progress> makers;

    std::optional<uint32_t> slot(llvm::StringRef attribute) const;
    // The shape of an instance that has its first `count` attributes.
    std::string shape(size_t count) const { return count == slots.size() ? name : name + "#" + std::to_string(count); }
};

// By class id.
std::vector<ClassLayout> layOutClasses(Inference& inference);

// The layouts as the module's attribute `py.classes`: dictionaries of name, code, room and slots.
void publishLayouts(mlir::ModuleOp module, llvm::ArrayRef<ClassLayout> layouts);

} // namespace pyc::midend
