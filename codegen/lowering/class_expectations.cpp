// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tells the runtime which classes compiled code expects: `pyc_classes`, from the module's attribute `py.classes`.
#include "codegen/lowering/program_lowering.h"

#include "runtime/abi/program.h"

namespace pyc::codegen {

static_assert(sizeof(runtime::ShapeExpectation) == 24 && sizeof(runtime::ClassExpectation) == 32 &&
                  sizeof(runtime::ClassExpectations) == 16,
              "mirrored below");

llvm::Constant* ProgramLowering::constantTable(llvm::ArrayRef<llvm::Constant*> rows, const char* name) {
    llvm::Constant* initializer =
        llvm::ConstantArray::get(llvm::ArrayType::get(rows.front()->getType(), rows.size()), rows);
    return new llvm::GlobalVariable(module, initializer->getType(), true, llvm::GlobalValue::PrivateLinkage,
                                    initializer, name);
}

void ProgramLowering::emitClassExpectations() {
    auto layouts = source->getAttrOfType<mlir::ArrayAttr>("py.classes");
    if (!layouts)
        return;
    std::vector<llvm::Constant*> classes;
    for (mlir::Attribute attribute : layouts) {
        auto layout = llvm::cast<mlir::DictionaryAttr>(attribute);
        std::string name = layout.getAs<mlir::StringAttr>("name").str();
        mlir::ArrayAttr slots = layout.getAs<mlir::ArrayAttr>("slots");
        std::vector<llvm::Constant*> names;
        for (mlir::Attribute slot : slots)
            names.push_back(statics.string(llvm::cast<mlir::StringAttr>(slot).getValue()));
        llvm::Constant* nameTable = names.empty()
                                        ? llvm::ConstantPointerNull::get(llvm::cast<llvm::PointerType>(pointer))
                                        : constantTable(names, "pyc.slotnames");
        std::vector<llvm::Constant*> shapes;
        for (unsigned count = 0; count <= slots.size(); ++count) {
            std::string shape = count == slots.size() ? name : name + "#" + std::to_string(count);
            shapes.push_back(llvm::ConstantStruct::getAnon(context, {shapeCell(shape), nameTable, word32(count)}));
        }
        const frontend::CodeData& body = *program.codes[layout.getAs<mlir::IntegerAttr>("code").getInt()].data;
        classes.push_back(
            llvm::ConstantStruct::getAnon(context, {statics.codeData(body), classCell(name),
                                                    word32(uint64_t(layout.getAs<mlir::IntegerAttr>("room").getInt())),
                                                    word32(shapes.size()), constantTable(shapes, "pyc.shapes")}));
    }
    llvm::Constant* table =
        llvm::ConstantStruct::getAnon(context, {constantTable(classes, "pyc.classtable"), word32(classes.size())});
    new llvm::GlobalVariable(module, table->getType(), true, llvm::GlobalValue::ExternalLinkage, table, "pyc_classes");
}

} // namespace pyc::codegen
