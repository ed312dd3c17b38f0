// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What each operation makes of the facts of its operands.
#include "midend/infer/function_interpreter.h"

#include "llvm/ADT/TypeSwitch.h"

namespace pyc::midend {

using frontend::Constant;
using frontend::ConstantKind;

static Fact factOfConstant(const Constant& constant) {
    switch (constant.kind) {
    case ConstantKind::None: return Fact::of(Known::None);
    case ConstantKind::True:
    case ConstantKind::False: return Fact::of(Known::Bool);
    case ConstantKind::Int: return Fact::of(Known::Int);
    case ConstantKind::BigInt: {
        Fact fact = Fact::of(Known::Int);
        fact.large = true;
        return fact;
    }
    case ConstantKind::Float: return Fact::of(Known::Float);
    case ConstantKind::String: return Fact::of(Known::String);
    case ConstantKind::Bytes: return Fact::of(Known::Bytes);
    case ConstantKind::Slice: return Fact::of(Known::Slice);
    default: return Fact::anything();
    }
}

void FunctionInterpreter::set(mlir::Value value, Fact fact) {
    Fact& known = inference.values[value];
    facts.joinInto(known, fact);
}

Fact FunctionInterpreter::containerOf(Known known, mlir::Operation* site, Fact element, unsigned part) {
    uint32_t container = facts.containerAt(site, part);
    // The element is joined by the container's final identity: joining may unite it with another.
    Fact joined = facts.join(facts.container(container).element, element);
    if (facts.container(container).element != joined) {
        facts.container(container).element = joined;
        facts.changed = true;
    }
    return Fact::of(known, facts.find(container));
}

void FunctionInterpreter::run() {
    mlir::Region& body = self.op.getBody();
    if (body.empty())
        return;
    for (auto [argument, fact] : llvm::zip(body.front().getArguments(), self.parameters))
        set(argument, fact);
    for (mlir::Block& block : body)
        for (mlir::Operation& operation : block)
            visit(&operation);
}

void FunctionInterpreter::visitBranches(mlir::Operation* terminator) {
    auto branch = llvm::dyn_cast<mlir::BranchOpInterface>(terminator);
    if (!branch)
        return;
    for (unsigned index = 0; index < terminator->getNumSuccessors(); ++index) {
        mlir::SuccessorOperands operands = branch.getSuccessorOperands(index);
        mlir::Block* successor = terminator->getSuccessor(index);
        for (unsigned argument = operands.getProducedOperandCount(); argument < operands.size(); ++argument)
            if (mlir::Value operand = operands[argument]; operand && isTagged(operand.getType()))
                set(successor->getArgument(argument), get(operand));
    }
}

Fact FunctionInterpreter::loadGlobal(llvm::StringRef name) {
    auto& names = inference.globals[module];
    if (auto found = names.find(name); found != names.end() && found->second.stores > 0)
        return found->second.fact;
    return facts.native(name);
}

void FunctionInterpreter::storeGlobal(llvm::StringRef name, Fact value) {
    facts.joinInto(inference.globals[module][name].fact, value);
}

void FunctionInterpreter::visit(mlir::Operation* operation) {
    llvm::TypeSwitch<mlir::Operation*>(operation)
        .Case([&](ConstantOp op) {
            Fact fact = Fact::anything();
            if (llvm::isa<mlir::IntegerAttr>(op.getValue()))
                fact = Fact::of(llvm::isa<PyBoolType>(op.getType()) ? Known::Bool : Known::Int);
            else if (llvm::isa<mlir::BoolAttr>(op.getValue()))
                fact = Fact::of(Known::Bool);
            else if (llvm::isa<mlir::FloatAttr>(op.getValue()))
                fact = Fact::of(Known::Float);
            else if (llvm::isa<mlir::StringAttr>(op.getValue()))
                fact = Fact::of(Known::String);
            else if (llvm::isa<PyNoneType>(op.getType()))
                fact = Fact::of(Known::None);
            else if (op.getCode() && op.getIndex()) {
                const Constant& constant = inference.program.codes[*op.getCode()].data->constants[*op.getIndex()];
                if (constant.kind == ConstantKind::Tuple) {
                    uint32_t container = facts.containerAt(operation);
                    if (facts.container(container).items.empty() && facts.container(container).element == Fact()) {
                        facts.container(container).fixedLength = true;
                        for (const Constant& item : llvm::ArrayRef(constant.items, constant.count))
                            facts.container(container).items.push_back(factOfConstant(item));
                    }
                    fact = Fact::of(Known::Tuple, facts.find(container));
                } else {
                    fact = factOfConstant(constant);
                }
            }
            set(op.getResult(), fact);
        })
        .Case([&](BoxOp op) {
            mlir::Type type = op.getValue().getType();
            set(op.getResult(), Fact::of(type.isInteger(1) ? Known::Bool : type.isF64() ? Known::Float : Known::Int));
        })
        .Case([&](UnboundOp op) { set(op.getResult(), Fact::unbound()); })
        .Case([&](CastOp op) { set(op.getResult(), get(op.getValue())); })
        .Case([&](FreeVariableOp op) {
            set(op.getResult(), op.getIndex() < self.cells.size() ? self.cells[op.getIndex()] : Fact::anything());
        })
        .Case([&](MakeCellOp op) {
            Fact content = get(op.getValue());
            content.orUnbound = false;
            set(op.getResult(), containerOf(Known::Cell, operation, content));
        })
        .Case([&](LoadCellOp op) {
            Fact cell = get(op.getCell());
            set(op.getResult(), cell.known == Known::Cell      ? facts.container(cell.id).element
                                : cell.known == Known::Nothing ? Fact()
                                                               : Fact::anything());
        })
        .Case([&](StoreCellOp op) {
            Fact cell = get(op.getCell());
            if (cell.known == Known::Cell) {
                Fact joined = facts.join(facts.container(cell.id).element, get(op.getValue()));
                facts.joinInto(facts.container(cell.id).element, joined);
            }
        })
        .Case([&](LoadGlobalOp op) { set(op.getResult(), loadGlobal(op.getName())); })
        .Case([&](StoreGlobalOp op) { storeGlobal(op.getName(), get(op.getValue())); })
        .Case([&](LoadNameOp op) {
            if (self.classId >= 0) {
                auto& members = facts.classes[self.classId].members;
                if (auto found = members.find(op.getName()); found != members.end()) {
                    set(op.getResult(), found->second);
                    return;
                }
            }
            set(op.getResult(), loadGlobal(op.getName()));
        })
        .Case([&](StoreNameOp op) {
            if (self.classId >= 0)
                facts.joinInto(facts.classes[self.classId].members[op.getName()], get(op.getValue()));
            else
                storeGlobal(op.getName(), get(op.getValue()));
        })
        .Case([&](DeleteNameOp op) {
            if (self.classId >= 0)
                facts.joinInto(facts.classes[self.classId].members[op.getName()], Fact::anything());
        })
        .Case([&](LoadAttrOp op) { set(op.getResult(), loadAttribute(operation, get(op.getObject()), op.getName())); })
        .Case([&](StoreAttrOp op) { storeAttribute(get(op.getObject()), op.getName(), get(op.getValue())); })
        .Case([&](LoadMethodOp op) {
            Fact object = get(op.getObject());
            Fact callable = loadAttribute(operation, object, op.getName());
            if (callable.known == Known::Method) {
                set(op.getCallable(), Fact::of(Known::Function, callable.id));
                set(op.getReceiver(), object);
            } else {
                set(op.getCallable(), callable);
                set(op.getReceiver(), Fact::anything());
            }
        })
        .Case([&](LoadSuperMethodOp op) {
            Fact object = get(op.getSelf()), callable;
            if (object.known == Known::Instance && self.enclosingClass >= 0) {
                for (uint32_t classId : facts.classesOf(object.id)) {
                    Fact* member = facts.findAfter(classId, uint32_t(self.enclosingClass), op.getName());
                    callable = facts.join(callable, member ? *member : Fact::anything());
                }
            } else if (object.known != Known::Nothing) {
                callable = Fact::anything();
            }
            set(op.getCallable(), callable);
            set(op.getReceiver(), get(op.getSelf()));
        })
        .Case([&](LoadItemOp op) { set(op.getResult(), loadItem(operation, get(op.getObject()), op.getIndex())); })
        .Case([&](StoreItemOp op) {
            Fact object = get(op.getObject());
            if (object.known == Known::List && get(op.getIndex()).known != Known::Slice) {
                Fact joined = facts.join(facts.container(object.id).element, get(op.getValue()));
                facts.joinInto(facts.container(object.id).element, joined);
            } else if (object.known == Known::Dict) {
                Fact value = facts.join(facts.container(object.id).element, get(op.getValue()));
                facts.joinInto(facts.container(object.id).element, value);
                Fact key = facts.join(facts.container(object.id).key, get(op.getIndex()));
                facts.joinInto(facts.container(object.id).key, key);
            } else if (object.known == Known::Instance) {
                CallSite site{operation, {get(op.getIndex()), get(op.getValue())}, {}, false};
                callMethodOf(object, "__setitem__", site);
            }
        })
        .Case([&](BinaryOp op) {
            set(op.getResult(), arithmetic(operation, op.getKind(), get(op.getLeft()), get(op.getRight())));
        })
        .Case([&](CompareOp op) {
            Fact left = get(op.getLeft()), right = get(op.getRight());
            if (left.known == Known::Nothing || right.known == Known::Nothing)
                return;
            bool plain = left.known != Known::Anything && left.known != Known::Instance &&
                         right.known != Known::Anything && right.known != Known::Instance;
            Fact result = plain ? Fact::of(Known::Bool) : Fact::anything();
            static constexpr const char* methods[] = {"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"};
            if (left.known == Known::Instance) {
                CallSite site{operation, {right}, {}, false};
                result = callMethodOf(left, methods[unsigned(op.getKind())], site).value_or(result);
            }
            set(op.getResult(), result);
        })
        .Case([&](UnaryOp op) {
            Fact value = get(op.getValue());
            if (value.known == Known::Bool)
                value = Fact::of(Known::Int);
            Fact result = value.isNumber() ? value : Fact::anything();
            if (value.known == Known::Nothing || value.known == Known::None)
                result = Fact();
            static constexpr const char* methods[] = {"__neg__", "__pos__", "__invert__"};
            CallSite site{operation, {}, {}, false};
            if (value.known == Known::Instance)
                result = callMethodOf(value, methods[unsigned(op.getKind())], site).value_or(result);
            set(op.getResult(), result);
        })
        .Case([&](LengthOp op) { set(op.getResult(), Fact::of(Known::Int)); })
        .Case([&](GetIterOp op) {
            Fact iterable = get(op.getIterable());
            if (iterable.known == Known::Range)
                set(op.getResult(), containerOf(Known::Iterator, operation, Fact::of(Known::Int)));
            else if (iterable.known == Known::Iterator || iterable.known == Known::Nothing)
                set(op.getResult(), iterable);
            else
                set(op.getResult(), containerOf(Known::Iterator, operation, elementOf(iterable, operation)));
        })
        .Case([&](ForIterOp op) {
            Fact iterator = get(op.getIterator());
            set(op.getResult(), iterator.known == Known::Nothing ? Fact() : elementOf(iterator, operation));
        })
        .Case([&](UnpackOp op) {
            Fact sequence = get(op.getSequence());
            if (sequence.known == Known::Nothing)
                return;
            bool plain = !op.getStarred();
            for (unsigned index = 0; index < op.valueCount(); ++index)
                set(op.getValues()[index], plain ? unpackedItem(sequence, index)
                                           : index == op.getBefore()
                                               ? containerOf(Known::List, operation, elementOf(sequence, operation))
                                               : elementOf(sequence, operation));
        })
        .Case([&](CallOp op) {
            CallSite site{operation, {}, {}, false};
            for (mlir::Value argument : op.getArguments())
                site.arguments.push_back(get(argument));
            readKeywords(operation, op.getKeywords(), site);
            set(op.getResult(), call(get(op.getCallable()), site));
        })
        .Case([&](CallMethodOp op) { visitCallMethod(op); })
        .Case([&](CallUnpackedOp op) {
            CallSite site{operation, {}, {}, true};
            set(op.getResult(), call(get(op.getCallable()), site));
        })
        .Case([&](BuildOp op) {
            switch (op.getKind()) {
            case BuildKind::Tuple: {
                uint32_t container = facts.containerAt(operation);
                size_t count = op.getItems().size();
                if (facts.container(container).items.empty() && facts.container(container).element == Fact() && count) {
                    facts.container(container).fixedLength = true;
                    facts.container(container).items.resize(count);
                }
                for (size_t index = 0; index < count; ++index) {
                    Fact item = get(op.getItems()[index]);
                    Container& current = facts.container(container);
                    Fact joined = facts.join(current.fixedLength ? current.items[index] : current.element, item);
                    Container& later = facts.container(container);
                    facts.joinInto(later.fixedLength ? later.items[index] : later.element, joined);
                }
                set(op.getResult(), Fact::of(Known::Tuple, facts.find(container)));
                break;
            }
            case BuildKind::List:
            case BuildKind::Set: {
                Fact element;
                for (mlir::Value item : op.getItems())
                    element = facts.join(element, get(item));
                set(op.getResult(),
                    containerOf(op.getKind() == BuildKind::List ? Known::List : Known::Set, operation, element));
                break;
            }
            case BuildKind::Dict: {
                Fact key, value;
                for (size_t index = 0; index + 1 < op.getItems().size(); index += 2) {
                    key = facts.join(key, get(op.getItems()[index]));
                    value = facts.join(value, get(op.getItems()[index + 1]));
                }
                Fact dict = containerOf(Known::Dict, operation, value);
                Fact joinedKey = facts.join(facts.container(dict.id).key, key);
                facts.joinInto(facts.container(dict.id).key, joinedKey);
                set(op.getResult(), dict);
                break;
            }
            case BuildKind::String: set(op.getResult(), Fact::of(Known::String)); break;
            case BuildKind::Slice: set(op.getResult(), Fact::of(Known::Slice)); break;
            }
        })
        .Case([&](ListAppendOp op) {
            Fact list = get(op.getList());
            if (list.known == Known::List) {
                Fact joined = facts.join(facts.container(list.id).element, get(op.getItem()));
                facts.joinInto(facts.container(list.id).element, joined);
            }
        })
        .Case([&](MakeFunctionOp op) {
            int function = inference.functionOfCode[op.getCode()];
            set(op.getResult(), function >= 0 ? Fact::of(Known::Function, uint32_t(function)) : Fact::anything());
        })
        .Case([&](ReturnOp op) { facts.joinInto(self.result, get(op.getValue())); })
        .Case([&](YieldOp op) {
            facts.joinInto(self.yielded, get(op.getValue()));
            set(op.getResult(), Fact::anything());
        })
        .Case([&](RuntimeOp op) { visitRuntime(op); })
        .Default([&](mlir::Operation* other) {
            visitBranches(other);
            for (mlir::Value result : other->getResults())
                if (isTagged(result.getType()))
                    set(result, Fact::anything());
        });
    if (operation->hasTrait<mlir::OpTrait::IsTerminator>())
        visitBranches(operation);
}

void FunctionInterpreter::visitRuntime(RuntimeOp op) {
    llvm::StringRef entry = op.getEntry();
    auto arguments = op.getArguments();
    auto immediate = [&](unsigned index) -> int64_t {
        auto immediates = op.getImmediates();
        auto integer = immediates && index < immediates->size()
                           ? llvm::dyn_cast<mlir::IntegerAttr>((*immediates)[index])
                           : nullptr;
        return integer ? integer.getInt() : -1;
    };
    Fact result = Fact::anything();
    if (entry == "pyc_set_function_attribute") {
        Fact function = get(arguments[0]), value = get(arguments[1]);
        if (function.known != Known::Function)
            return;
        FunctionFacts& target = inference.functions[function.id];
        auto kind = frontend::FunctionAttribute(immediate(0));
        if (value.known == Known::Tuple && facts.container(value.id).fixedLength) {
            std::vector<Fact> items = facts.container(value.id).items;
            std::vector<Fact>& into =
                kind == frontend::FunctionAttribute::Closure ? target.cells : target.positionalDefaults;
            if (kind == frontend::FunctionAttribute::Defaults && into.size() < items.size())
                into.resize(items.size());
            if (kind == frontend::FunctionAttribute::Closure || kind == frontend::FunctionAttribute::Defaults)
                for (size_t index = 0; index < std::min(items.size(), into.size()); ++index)
                    facts.joinInto(into[index], items[index]);
        }
        return;
    }
    if (entry == "pyc_load_build_class")
        result = facts.native("__build_class__");
    else if (entry == "pyc_import_name") {
        auto immediates = op.getImmediates();
        auto name = immediates && !immediates->empty() ? llvm::dyn_cast<mlir::StringAttr>((*immediates)[0]) : nullptr;
        if (name && !name.getValue().contains('.')) {
            auto found = inference.moduleByName.find(name.getValue());
            result = found != inference.moduleByName.end() ? Fact::of(Known::Module, found->second)
                                                           : facts.native((name.getValue() + ".").str());
        }
    } else if (entry == "pyc_import_from") {
        Fact source = get(arguments[0]);
        auto immediates = op.getImmediates();
        auto name = immediates && !immediates->empty() ? llvm::dyn_cast<mlir::StringAttr>((*immediates)[0]) : nullptr;
        if (name)
            result = loadAttribute(op, source, name.getValue());
    } else if (entry.starts_with("pyc_format") || entry == "pyc_convert_value" || entry == "pyc_build_string")
        result = Fact::of(Known::String);
    else if (entry == "pyc_not" || entry == "pyc_to_bool" || entry == "pyc_contains" || entry == "pyc_not_contains" ||
             entry == "pyc_match_sequence" || entry == "pyc_match_mapping" || entry == "pyc_match_exception")
        result = Fact::of(Known::Bool);
    else if (entry == "pyc_list_extend") {
        Fact list = get(arguments[0]);
        if (list.known == Known::List) {
            Fact joined = facts.join(facts.container(list.id).element, elementOf(get(arguments[1]), op));
            facts.joinInto(facts.container(list.id).element, joined);
        }
        return;
    } else if (entry == "pyc_set_add") {
        Fact set = get(arguments[0]);
        if (set.known == Known::Set) {
            Fact joined = facts.join(facts.container(set.id).element, get(arguments[1]));
            facts.joinInto(facts.container(set.id).element, joined);
        }
        return;
    } else if (entry == "pyc_dict_set") {
        Fact dict = get(arguments[0]);
        if (dict.known == Known::Dict) {
            Fact key = facts.join(facts.container(dict.id).key, get(arguments[1]));
            facts.joinInto(facts.container(dict.id).key, key);
            Fact value = facts.join(facts.container(dict.id).element, get(arguments[2]));
            facts.joinInto(facts.container(dict.id).element, value);
        }
        return;
    } else if (entry == "pyc_list_to_tuple") {
        Fact list = get(arguments[0]);
        result = list.known == Known::List ? containerOf(Known::Tuple, op, facts.container(list.id).element)
                                           : Fact::anything();
    }
    for (mlir::Value value : op.getValues())
        if (isTagged(value.getType()))
            set(value, result);
}

Fact FunctionInterpreter::unpackedItem(Fact sequence, unsigned index) {
    if (sequence.known == Known::Tuple) {
        Container& container = facts.container(sequence.id);
        if (container.fixedLength)
            return index < container.items.size() ? container.items[index] : Fact();
    }
    return elementOf(sequence, nullptr);
}

Fact FunctionInterpreter::elementOf(Fact iterable, mlir::Operation* site) {
    switch (iterable.known) {
    case Known::Nothing:
    case Known::None: return Fact();
    case Known::List:
    case Known::Set:
    case Known::Iterator: return facts.container(iterable.id).element;
    case Known::Tuple: {
        std::vector<Fact> items = facts.container(iterable.id).items;
        Fact element = facts.container(iterable.id).element;
        for (const Fact& item : items)
            element = facts.join(element, item);
        return element;
    }
    case Known::Dict: return facts.container(iterable.id).key;
    case Known::String: return Fact::of(Known::String);
    case Known::Bytes:
    case Known::Range: return Fact::of(Known::Int);
    case Known::Instance: {
        if (!site)
            return Fact::anything();
        CallSite call{site, {}, {}, false};
        if (std::optional<Fact> next = callMethodOf(iterable, "__next__", call))
            return *next;
        if (std::optional<Fact> iterator = callMethodOf(iterable, "__iter__", call);
            iterator && iterator->known != Known::Instance)
            return elementOf(*iterator, site);
        else if (iterator && iterator->id != iterable.id)
            return callMethodOf(*iterator, "__next__", call).value_or(Fact::anything());
        return Fact::anything();
    }
    default: return Fact::anything();
    }
}

Fact FunctionInterpreter::arithmetic(mlir::Operation* site, BinaryKind kind, Fact left, Fact right) {
    // What only None was seen for may be seen for more in the next round; with None itself it raises.
    for (const Fact& side : {left, right})
        if (side.known == Known::Nothing || side.known == Known::None)
            return Fact();
    if (left.isNumber() && right.isNumber()) {
        bool bitwise = kind == BinaryKind::BitAnd || kind == BinaryKind::BitOr || kind == BinaryKind::BitXor;
        if (bitwise && left.known == Known::Bool && right.known == Known::Bool)
            return Fact::of(Known::Bool);
        if (left.known == Known::Float || right.known == Known::Float)
            return Fact::of(Known::Float);
        if (kind == BinaryKind::TrueDivide)
            return Fact::of(Known::Float);
        Fact result = Fact::of(Known::Int);
        if (kind == BinaryKind::Modulo || kind == BinaryKind::BitAnd)
            result.large = kind == BinaryKind::Modulo ? right.large : left.large && right.large;
        else if (kind == BinaryKind::RightShift)
            result.large = left.large;
        else
            result.large = left.large || right.large || kind == BinaryKind::Power;
        return result;
    }
    if (left.known == Known::String &&
        (kind == BinaryKind::Modulo || (kind == BinaryKind::Add && right.known == Known::String) ||
         (kind == BinaryKind::Multiply && right.isNumber())))
        return Fact::of(Known::String);
    if (left.known == Known::Bytes &&
        (kind == BinaryKind::Add || kind == BinaryKind::Multiply || kind == BinaryKind::Modulo))
        return left;
    if (kind == BinaryKind::Multiply && left.isNumber() && (right.known == Known::String || right.known == Known::List))
        return right.known == Known::List ? containerOf(Known::List, site, facts.container(right.id).element) : right;
    if (left.known == Known::List && kind == BinaryKind::Multiply)
        return containerOf(Known::List, site, facts.container(left.id).element);
    if (left.known == right.known && kind == BinaryKind::Add &&
        (left.known == Known::List || left.known == Known::Tuple)) {
        Fact element = facts.join(elementOf(left, nullptr), elementOf(right, nullptr));
        return containerOf(left.known, site, element);
    }
    if (left.known == Known::Set && right.known == Known::Set)
        return facts.join(left, right);
    if (left.known == Known::Dict && right.known == Known::Dict && kind == BinaryKind::BitOr)
        return facts.join(left, right);
    static constexpr const char* methods[] = {"add", "sub",    "mul",    "matmul", "truediv", "floordiv", "mod",
                                              "pow", "lshift", "rshift", "and",    "or",      "xor"};
    std::string name = methods[unsigned(kind)];
    if (left.known == Known::Instance) {
        CallSite call{site, {right}, {}, false};
        for (const char* prefix : {"__i", "__"})
            if (std::optional<Fact> result = callMethodOf(left, prefix + name + "__", call))
                return *result;
    }
    if (right.known == Known::Instance) {
        CallSite call{site, {left}, {}, false};
        if (std::optional<Fact> result = callMethodOf(right, "__r" + name + "__", call))
            return *result;
    }
    return Fact::anything();
}

Fact FunctionInterpreter::loadItem(mlir::Operation* site, Fact object, mlir::Value index) {
    Fact key = get(index);
    if (object.known == Known::Nothing || object.known == Known::None || key.known == Known::Nothing)
        return Fact();
    switch (object.known) {
    case Known::List:
        return key.known == Known::Slice ? containerOf(Known::List, site, facts.container(object.id).element)
                                         : facts.container(object.id).element;
    case Known::Tuple: {
        Container& container = facts.container(object.id);
        if (key.known == Known::Slice)
            return containerOf(Known::Tuple, site, elementOf(object, site));
        if (auto constant = index.getDefiningOp<ConstantOp>(); constant && container.fixedLength)
            if (auto integer = llvm::dyn_cast<mlir::IntegerAttr>(constant.getValue())) {
                int64_t place =
                    integer.getInt() < 0 ? integer.getInt() + int64_t(container.items.size()) : integer.getInt();
                if (place >= 0 && place < int64_t(container.items.size()))
                    return container.items[size_t(place)];
            }
        return elementOf(object, site);
    }
    case Known::Dict: return facts.container(object.id).element;
    case Known::String: return Fact::of(Known::String);
    case Known::Bytes: return key.known == Known::Slice ? object : Fact::of(Known::Int);
    case Known::Range: return key.known == Known::Slice ? object : Fact::of(Known::Int);
    case Known::Instance: {
        CallSite call{site, {key}, {}, false};
        return callMethodOf(object, "__getitem__", call).value_or(Fact::anything());
    }
    default: return Fact::anything();
    }
}

static llvm::StringRef nativeTypeName(Known known) {
    switch (known) {
    case Known::String: return "str";
    case Known::Bytes: return "bytes";
    case Known::List: return "list";
    case Known::Tuple: return "tuple";
    case Known::Dict: return "dict";
    case Known::Set: return "set";
    case Known::Int: return "int";
    case Known::Float: return "float";
    case Known::Iterator: return "generator";
    default: return "";
    }
}

Fact FunctionInterpreter::loadAttribute(mlir::Operation* site, Fact object, llvm::StringRef name) {
    (void)site;
    switch (object.known) {
    case Known::Nothing:
    case Known::None: return Fact();
    case Known::Instance: {
        if (Fact* shared = facts.findSharedMember(object.id, name); shared && shared->known == Known::Function)
            return Fact::of(Known::Method, shared->id);
        Fact result = inference.attribute(object.id, name);
        for (uint32_t classId : facts.classesOf(object.id))
            if (Fact* member = facts.findMember(classId, name))
                result = member->known == Known::Function ? Fact::anything() : facts.join(result, *member);
        return result;
    }
    case Known::Class:
        if (Fact* member = facts.findMember(object.id, name))
            return *member;
        return Fact::anything();
    case Known::Module: {
        auto found = inference.globals[object.id].find(name);
        return found == inference.globals[object.id].end() ? Fact::anything() : found->second.fact;
    }
    case Known::Native: {
        llvm::StringRef owner = facts.nativeName(object);
        if (owner.ends_with(".")) {
            if (name == "pi" || name == "e" || name == "tau" || name == "inf" || name == "nan")
                return Fact::of(Known::Float);
            return facts.native((owner + name).str());
        }
        return Fact::anything();
    }
    default:
        if (llvm::StringRef type = nativeTypeName(object.known); !type.empty())
            return facts.native((type + ":" + name).str());
        return Fact::anything();
    }
}

void FunctionInterpreter::storeAttribute(Fact object, llvm::StringRef name, Fact value) {
    if (object.known == Known::Instance)
        for (uint32_t classId : facts.classesOf(object.id))
            facts.joinInto(facts.classes[classId].attributes[name], value);
    else if (object.known == Known::Class)
        facts.joinInto(facts.classes[object.id].members[name], value);
    else if (object.known == Known::Module) {
        GlobalFacts& global = inference.globals[object.id][name];
        facts.joinInto(global.fact, value);
        // Bound from outside: never taken for constant.
        global.stores = std::max(global.stores, 2u);
    }
}

} // namespace pyc::midend
