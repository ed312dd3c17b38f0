// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Follows what __init__ stores on self, through super().__init__() and methods that it calls. A wrong guess makes
// guards fail, nothing else.
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

    ClassLayout make(uint32_t id);

private:
    void follow(uint32_t id, uint32_t function, ClassLayout& layout);
    bool isPlain(uint32_t id);

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

void LayoutMaker::follow(uint32_t id, uint32_t function, ClassLayout& layout) {
    const FunctionFacts& maker = inference.function(function);
    mlir::Region& body = maker.op.getBody();
    if (body.empty() || body.front().getNumArguments() == 0)
        return;
    auto [progress, first] = layout.makers.try_emplace(function);
    if (!first)
        return;
    progress->second.before = unsigned(layout.slots.size());
    mlir::Value self = body.front().getArgument(0);
    auto called = [&](Fact* member) {
        if (member && member->known == Known::Function)
            follow(id, member->id, layout);
    };
    for (mlir::Block& block : body)
        for (mlir::Operation& operation : block) {
            if (auto store = llvm::dyn_cast<StoreAttrOp>(operation); store && store.getObject() == self) {
                if (!layout.slot(store.getName()))
                    layout.slots.push_back(store.getName().str());
            } else if (auto load = llvm::dyn_cast<LoadSuperMethodOp>(operation); load && maker.enclosingClass >= 0) {
                called(facts.findAfter(id, uint32_t(maker.enclosingClass), load.getName()));
            } else if (auto load = llvm::dyn_cast<LoadMethodOp>(operation); load && load.getObject() == self) {
                called(facts.findMember(id, load.getName()));
            }
        }
    progress->second.after = unsigned(layout.slots.size());
}

ClassLayout LayoutMaker::make(uint32_t id) {
    ClassLayout layout;
    layout.name = facts.classes[id].name;
    layout.hasFinaliser = facts.findMember(id, "__del__") != nullptr;
    Fact* initialiser = facts.findMember(id, "__init__");
    if (!isPlain(id) || (initialiser && initialiser->known != Known::Function))
        return layout;
    if (initialiser)
        follow(id, initialiser->id, layout);
    for (const std::string& slot : layout.slots)
        layout.floats.push_back(facts.classes[id].attributes.lookup(slot).is(Known::Float) &&
                                !facts.classes[id].attributes.lookup(slot).orNone);
    // There is room for attributes that appear later, too, and for what the bases have.
    constexpr unsigned LeastRoom = 2, MostSlots = 24;
    size_t later =
        llvm::count_if(facts.classes[id].attributes, [&](const auto& entry) { return !layout.slot(entry.getKey()); });
    layout.room = std::max(unsigned(layout.slots.size() + later), LeastRoom);
    layout.known = true;
    for (uint32_t base : facts.classes[id].bases) {
        ClassLayout inherited = make(base);
        layout.room = std::max(layout.room, inherited.room);
        layout.known &= inherited.known;
        layout.bases.push_back(inherited.name);
    }
    layout.known &= layout.room <= MostSlots;
    for (auto& [name, member] : facts.classes[id].members)
        if (member.known == Known::Function)
            layout.methods.push_back({name.str(), inference.function(member.id).code});
    llvm::sort(layout.methods);
    return layout;
}

} // namespace

std::vector<ClassLayout> layOutClasses(Inference& inference) {
    LayoutMaker maker(inference);
    std::vector<ClassLayout> layouts(inference.facts.classes.size());
    for (unsigned id = 0; id < inference.functionCount(); ++id)
        if (const FunctionFacts& body = inference.function(id); body.classId >= 0) {
            layouts[body.classId] = maker.make(uint32_t(body.classId));
            layouts[body.classId].code = body.code;
        }
    return layouts;
}

void publishLayouts(mlir::ModuleOp module, llvm::ArrayRef<ClassLayout> layouts) {
    mlir::Builder builder(module.getContext());
    llvm::SmallVector<mlir::Attribute> classes;
    for (const ClassLayout& layout : layouts) {
        if (!layout.known)
            continue;
        llvm::SmallVector<llvm::StringRef> slots(layout.slots.begin(), layout.slots.end());
        llvm::SmallVector<llvm::StringRef> bases(layout.bases.begin(), layout.bases.end()), methods;
        llvm::SmallVector<int32_t> methodCodes;
        for (auto& [method, code] : layout.methods) {
            methods.push_back(method);
            methodCodes.push_back(int32_t(code));
        }
        llvm::SmallVector<bool> floats(layout.floats.begin(), layout.floats.end());
        classes.push_back(builder.getDictionaryAttr(
            {builder.getNamedAttr("name", builder.getStringAttr(layout.name)),
             builder.getNamedAttr("code", builder.getI32IntegerAttr(int32_t(layout.code))),
             builder.getNamedAttr("room", builder.getI32IntegerAttr(int32_t(layout.room))),
             builder.getNamedAttr("slots", builder.getStrArrayAttr(slots)),
             builder.getNamedAttr("floats", builder.getDenseBoolArrayAttr(floats)),
             builder.getNamedAttr("bases", builder.getStrArrayAttr(bases)),
             builder.getNamedAttr("methods", builder.getStrArrayAttr(methods)),
             builder.getNamedAttr("methodCodes", builder.getDenseI32ArrayAttr(methodCodes))}));
    }
    if (!classes.empty())
        module->setAttr("py.classes", builder.getArrayAttr(classes));
}

} // namespace pyc::midend
