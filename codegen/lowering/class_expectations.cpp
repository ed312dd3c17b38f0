// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tells the runtime which classes compiled code expects: `pyc_classes`, from the module's attribute `py.classes`.
#include "codegen/lowering/program_lowering.h"

#include "runtime/abi/program.h"

namespace pyc::codegen {

static_assert(sizeof(runtime::ShapeExpectation) == 32 && sizeof(runtime::ClassExpectation) == 72 &&
                  sizeof(runtime::ClassExpectations) == 32,
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
    std::map<std::string, std::vector<llvm::Constant*>> familiesOfClass;
    for (auto& entry : families)
        for (llvm::StringRef member : llvm::split(entry.getKey(), '|'))
            familiesOfClass[member.str()].push_back(word32(entry.getValue()));
    auto bytes = [&](size_t count, uint8_t value) {
        std::vector<uint8_t> values(count, value);
        return llvm::ConstantDataArray::get(context, values);
    };
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
        llvm::Constant* representations = llvm::ConstantPointerNull::get(llvm::cast<llvm::PointerType>(pointer));
        std::vector<llvm::Constant*> kinds;
        for (bool isFloat : layout.getAs<mlir::DenseBoolArrayAttr>("floats").asArrayRef())
            kinds.push_back(llvm::ConstantInt::get(
                i8, uint64_t(isFloat ? runtime::Representation::Float64 : runtime::Representation::Any)));
        if (!kinds.empty())
            representations = constantTable(kinds, "pyc.slotkinds");
        std::vector<llvm::Constant*> shapes;
        for (unsigned count = 0; count <= slots.size(); ++count) {
            std::string shape = count == slots.size() ? name : name + "#" + std::to_string(count);
            shapes.push_back(
                llvm::ConstantStruct::getAnon(context, {shapeCell(shape), nameTable, representations, word32(count)}));
        }
        const frontend::CodeData& body = *program.codes[layout.getAs<mlir::IntegerAttr>("code").getInt()].data;
        std::vector<llvm::Constant*>& own = familiesOfClass[name];
        // In an order of its own, not the hash table's: builds are alike to the byte.
        llvm::sort(own, [](llvm::Constant* left, llvm::Constant* right) {
            return llvm::cast<llvm::ConstantInt>(left)->getZExtValue() <
                   llvm::cast<llvm::ConstantInt>(right)->getZExtValue();
        });
        llvm::Constant* none = llvm::ConstantPointerNull::get(llvm::cast<llvm::PointerType>(pointer));
        std::vector<llvm::Constant*> bases, methods;
        for (llvm::StringRef base : layout.getAs<mlir::ArrayAttr>("bases").getAsValueRange<mlir::StringAttr>())
            bases.push_back(classCell(base));
        for (auto [method, methodCode] :
             llvm::zip(layout.getAs<mlir::ArrayAttr>("methods").getAsValueRange<mlir::StringAttr>(),
                       layout.getAs<mlir::DenseI32ArrayAttr>("methodCodes").asArrayRef()))
            if (llvm::GlobalVariable* made = madeFunctionCell(unsigned(methodCode), false))
                methods.push_back(llvm::ConstantStruct::getAnon(context, {statics.string(method), made}));
        classes.push_back(llvm::ConstantStruct::getAnon(
            context,
            {statics.codeData(body), classCell(name),
             word32(uint64_t(layout.getAs<mlir::IntegerAttr>("room").getInt())), word32(shapes.size()),
             constantTable(shapes, "pyc.shapes"), own.empty() ? none : constantTable(own, "pyc.familiesof"),
             word32(own.size()), word32(bases.size()), bases.empty() ? none : constantTable(bases, "pyc.bases"),
             methods.empty() ? none : constantTable(methods, "pyc.methods"), word(methods.size())}));
    }
    llvm::Constant* unchanged = bytes(families.size(), 1);
    auto* families = new llvm::GlobalVariable(module, unchanged->getType(), false, llvm::GlobalValue::InternalLinkage,
                                              unchanged, "");
    llvm::GlobalVariable* placeholder = familyCell();
    families->takeName(placeholder);
    placeholder->replaceAllUsesWith(families);
    placeholder->eraseFromParent();
    llvm::Constant* begun = bytes(classes.size(), 0);
    auto* begunCell = new llvm::GlobalVariable(module, begun->getType(), false, llvm::GlobalValue::InternalLinkage,
                                               begun, "pyc.begun");
    llvm::Constant* table =
        llvm::ConstantStruct::getAnon(context, {constantTable(classes, "pyc.classtable"), word32(classes.size()),
                                                word32(this->families.size()), families, begunCell});
    new llvm::GlobalVariable(module, table->getType(), true, llvm::GlobalValue::ExternalLinkage, table, "pyc_classes");
}

} // namespace pyc::codegen
