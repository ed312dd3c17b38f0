// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Follows what __init__ stores on self, through super().__init__(). A wrong guess makes guards fail, nothing else.
#include "midend/transforms/class_layout.h"

namespace pyc::midend {

std::optional<uint32_t> ClassLayout::slot(llvm::StringRef attribute) const {
    auto found = llvm::find(slots, attribute);
    return found == slots.end() ? std::nullopt : std::optional<uint32_t>(uint32_t(found - slots.begin()));
}

namespace {

class LayoutMaker {
public:
    explicit LayoutMaker(Inference& inference) : inference(inference), facts(inference.facts) {}

    ClassLayout make(uint32_t id, const FunctionFacts& body);

private:
    void follow(uint32_t function, std::vector<std::string>& slots, unsigned depth);
    bool isPlain(uint32_t id);
    bool allStoredAtFirst(uint32_t id, const ClassLayout& layout);
    unsigned countAttributes(uint32_t id);

    Inference& inference;
    Facts& facts;
};

bool LayoutMaker::isPlain(uint32_t id) {
    ClassFacts& known = facts.classes[id];
    if (!known.ordinary || !known.made)
        return false;
    for (llvm::StringRef name :
         {"__slots__", "__new__", "__setattr__", "__getattribute__", "__getattr__", "__delattr__"})
        if (known.members.contains(name))
            return false;
    return llvm::all_of(known.bases, [&](uint32_t base) { return isPlain(base); });
}

void LayoutMaker::follow(uint32_t function, std::vector<std::string>& slots, unsigned depth) {
    constexpr unsigned DeepestInheritance = 32;
    const FunctionFacts& facts = inference.function(function);
    if (depth > DeepestInheritance || facts.op.getBody().empty() || facts.op.getBody().front().getNumArguments() == 0)
        return;
    mlir::Value self = facts.op.getBody().front().getArgument(0);
    for (mlir::Block& block : facts.op.getBody())
        for (mlir::Operation& operation : block) {
            if (auto store = llvm::dyn_cast<StoreAttrOp>(operation); store && store.getObject() == self) {
                if (!llvm::is_contained(slots, store.getName()))
                    slots.push_back(store.getName().str());
            } else if (auto load = llvm::dyn_cast<LoadSuperMethodOp>(operation);
                       load && load.getName() == "__init__" && facts.enclosingClass >= 0) {
                for (uint32_t base : this->facts.classes[facts.enclosingClass].bases)
                    if (Fact* member = this->facts.findMember(base, "__init__");
                        member && member->known == Known::Function) {
                        follow(member->id, slots, depth + 1);
                        break;
                    }
            }
        }
}

// An attribute that appears later would move instances to another shape for good.
bool LayoutMaker::allStoredAtFirst(uint32_t id, const ClassLayout& layout) {
    for (auto& [name, fact] : facts.classes[id].attributes)
        if (!layout.slot(name))
            return false;
    return llvm::all_of(facts.classes[id].bases, [&](uint32_t base) { return allStoredAtFirst(base, layout); });
}

unsigned LayoutMaker::countAttributes(uint32_t id) {
    unsigned count = facts.classes[id].attributes.size();
    for (uint32_t base : facts.classes[id].bases)
        count += countAttributes(base);
    return count;
}

ClassLayout LayoutMaker::make(uint32_t id, const FunctionFacts& body) {
    ClassLayout layout;
    layout.name = facts.classes[id].name;
    layout.code = body.code;
    Fact* initialiser = facts.findMember(id, "__init__");
    if (!isPlain(id) || (initialiser && initialiser->known != Known::Function))
        return layout;
    if (initialiser)
        follow(initialiser->id, layout.slots, 0);
    // The runtime makes room for what the classes name, and refuses a layout with less.
    constexpr unsigned LeastRoom = 2, MostSlots = 24;
    layout.room = std::max({unsigned(layout.slots.size()), countAttributes(id), LeastRoom});
    layout.known = allStoredAtFirst(id, layout) && layout.room <= MostSlots;
    return layout;
}

} // namespace

std::vector<ClassLayout> layOutClasses(Inference& inference) {
    LayoutMaker maker(inference);
    std::vector<ClassLayout> layouts(inference.facts.classes.size());
    for (unsigned id = 0; id < inference.functionCount(); ++id)
        if (const FunctionFacts& body = inference.function(id); body.classId >= 0)
            layouts[body.classId] = maker.make(uint32_t(body.classId), body);
    return layouts;
}

void publishLayouts(mlir::ModuleOp module, llvm::ArrayRef<ClassLayout> layouts) {
    mlir::Builder builder(module.getContext());
    llvm::SmallVector<mlir::Attribute> classes;
    for (const ClassLayout& layout : layouts) {
        if (!layout.known)
            continue;
        llvm::SmallVector<llvm::StringRef> slots(layout.slots.begin(), layout.slots.end());
        classes.push_back(
            builder.getDictionaryAttr({builder.getNamedAttr("name", builder.getStringAttr(layout.name)),
                                       builder.getNamedAttr("code", builder.getI32IntegerAttr(int32_t(layout.code))),
                                       builder.getNamedAttr("room", builder.getI32IntegerAttr(int32_t(layout.room))),
                                       builder.getNamedAttr("slots", builder.getStrArrayAttr(slots))}));
    }
    if (!classes.empty())
        module->setAttr("py.classes", builder.getArrayAttr(classes));
}

} // namespace pyc::midend
