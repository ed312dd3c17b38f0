// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Facts through calls: into parameters and out of results, of the program's functions and classes and of builtins.
#include "midend/infer/function_interpreter.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringSwitch.h"

namespace pyc::midend {

using frontend::CodeData;

void FunctionInterpreter::readKeywords(mlir::Operation*, std::optional<llvm::ArrayRef<int32_t>> keywords,
                                       CallSite& site) {
    if (!keywords)
        return;
    const frontend::Constant& names = inference.program.codes[(*keywords)[0]].data->constants[(*keywords)[1]];
    for (const frontend::Constant& name : llvm::ArrayRef(names.items, names.count))
        site.keywords.push_back(llvm::StringRef(name.bytes, name.count));
}

Fact FunctionInterpreter::call(Fact callee, CallSite& site) {
    switch (callee.known) {
    case Known::Nothing:
    case Known::None: return Fact();
    case Known::Function: return callFunction(callee.id, site, nullptr);
    case Known::Class: return callClass(callee.id, site);
    case Known::Native: return callNative(facts.nativeName(callee).str(), site, nullptr);
    case Known::Instance: return callMethodOf(callee, "__call__", site).value_or(Fact::anything());
    default: return Fact::anything();
    }
}

Fact FunctionInterpreter::callFunction(unsigned target, CallSite& site, const Fact* receiver) {
    FunctionFacts& function = inference.functions[target];
    const CodeData& code = *inference.program.codes[function.code].data;
    llvm::SmallVector<Fact> positional;
    if (receiver) {
        Fact self = *receiver;
        self.orNone = self.orUnbound = false;
        positional.push_back(self);
    }
    size_t named = site.keywords.size();
    for (size_t index = 0; index + named < site.arguments.size(); ++index)
        positional.push_back(site.arguments[index]);

    unsigned positionalCount = code.argumentCount, total = positionalCount + code.keywordOnlyCount;
    std::vector<bool> given(total, false);
    auto give = [&](unsigned parameter, Fact fact) {
        fact.orUnbound = false;
        if (parameter < function.parameters.size())
            facts.joinInto(function.parameters[parameter], fact);
        if (parameter < total)
            given[parameter] = true;
    };
    if (site.unpacked) {
        for (unsigned parameter = receiver ? 1 : 0; parameter < total; ++parameter)
            give(parameter, Fact::anything());
        if (receiver)
            give(0, positional[0]);
    } else {
        for (unsigned index = 0; index < positional.size() && index < positionalCount; ++index)
            give(index, positional[index]);
        for (size_t index = 0; index < named; ++index)
            for (unsigned parameter = 0; parameter < total; ++parameter)
                if (toString(code.variableNames[parameter]) == site.keywords[index])
                    give(parameter, site.arguments[site.arguments.size() - named + index]);
        size_t defaults = function.positionalDefaults.size();
        for (unsigned parameter = 0; parameter < total; ++parameter) {
            if (given[parameter])
                continue;
            if (parameter < positionalCount && parameter + defaults >= positionalCount)
                give(parameter, function.positionalDefaults[parameter + defaults - positionalCount]);
            else if (parameter >= positionalCount)
                give(parameter, Fact::anything());
        }
    }
    unsigned rest = total;
    if (code.flags & frontend::CodeVarArgs) {
        Fact element = site.unpacked ? Fact::anything() : Fact();
        for (unsigned index = positionalCount; index < positional.size(); ++index)
            element = facts.join(element, positional[index]);
        if (rest < function.parameters.size())
            facts.joinInto(function.parameters[rest], containerOf(Known::Tuple, function.op, element, 1));
        ++rest;
    }
    if ((code.flags & frontend::CodeVarKeywords) && rest < function.parameters.size()) {
        Fact keywords = containerOf(Known::Dict, function.op, Fact::anything(), 2);
        facts.joinInto(facts.container(keywords.id).key, Fact::of(Known::String));
        facts.joinInto(function.parameters[rest], keywords);
    }
    if (function.isGenerator)
        return containerOf(Known::Iterator, function.op, function.yielded, 3);
    if (function.op.getKind() != FunctionKind::Function)
        return Fact::anything();
    return function.result;
}

Fact FunctionInterpreter::callClass(uint32_t classId, CallSite& site) {
    if (Fact* maker = facts.findMember(classId, "__new__"); maker)
        return Fact::anything();
    Fact instance = Fact::of(Known::Instance, classId);
    if (Fact* initialiser = facts.findMember(classId, "__init__"); initialiser && initialiser->known == Known::Function)
        callFunction(initialiser->id, site, &instance);
    return instance;
}

Fact FunctionInterpreter::buildClass(CallSite& site) {
    if (site.arguments.empty() || site.arguments[0].known != Known::Function)
        return Fact::anything();
    int classId = inference.functions[site.arguments[0].id].classId;
    if (classId < 0)
        return Fact::anything();
    ClassFacts& made = facts.classes[classId];
    if (!made.made)
        made.made = facts.changed = true;
    bool ordinary = site.keywords.empty() && !site.unpacked;
    std::vector<uint32_t> bases;
    for (size_t index = 2; index + site.keywords.size() < site.arguments.size(); ++index) {
        const Fact& base = site.arguments[index];
        if (base.is(Known::Class) && !base.orNone && !facts.isSubclass(base.id, uint32_t(classId))) {
            bases.push_back(base.id);
            ordinary &= facts.classes[base.id].ordinary;
        } else if (!(base.known == Known::Native && facts.nativeName(base) == "object")) {
            ordinary = false;
        }
    }
    if (made.ordinary != ordinary) {
        made.ordinary = ordinary;
        facts.changed = true;
    }
    facts.setBases(uint32_t(classId), std::move(bases));
    return Fact::of(Known::Class, uint32_t(classId));
}

std::optional<Fact> FunctionInterpreter::callMethodOf(Fact receiver, llvm::StringRef name, CallSite& site) {
    // Each method sees the instances that find it.
    llvm::MapVector<unsigned, std::vector<uint32_t>> users;
    bool onlyFunctions = true;
    for (uint32_t classId : facts.classesOf(receiver.id)) {
        Fact* member = facts.findMember(classId, name);
        if (!member)
            return std::nullopt;
        if (member->known == Known::Function)
            users[member->id].push_back(classId);
        else
            onlyFunctions = false;
    }
    Fact result = onlyFunctions ? Fact() : Fact::anything();
    for (auto& [function, classes] : users) {
        Fact self = Fact::of(Known::Instance, facts.familyOf(std::move(classes)));
        result = facts.join(result, callFunction(function, site, &self));
    }
    return result;
}

void FunctionInterpreter::visitCallMethod(CallMethodOp op) {
    CallSite site{op, {}, {}, false};
    for (mlir::Value argument : op.getArguments())
        site.arguments.push_back(get(argument));
    readKeywords(op, op.getKeywords(), site);
    Fact receiver = get(op.getReceiver());
    auto load = op.getCallable().getDefiningOp<LoadMethodOp>();
    if (load) {
        Fact object = get(load.getObject());
        if (object.known == Known::Instance)
            if (std::optional<Fact> result = callMethodOf(object, load.getName(), site)) {
                set(op.getResult(), *result);
                return;
            }
        Fact callable = get(op.getCallable());
        if (callable.known == Known::Native) {
            std::string name = facts.nativeName(callable).str();
            set(op.getResult(), callNative(name, site, &object));
            return;
        }
    }
    Fact callable = get(op.getCallable());
    if (callable.known == Known::Function && op.getCallable().getDefiningOp<LoadSuperMethodOp>())
        set(op.getResult(), callFunction(callable.id, site, &receiver));
    else
        set(op.getResult(), call(callable, site));
}

Fact FunctionInterpreter::callNative(llvm::StringRef name, CallSite& site, const Fact* receiver) {
    mlir::Operation* place = site.operation;
    auto argument = [&](size_t index) { return index < site.arguments.size() ? site.arguments[index] : Fact(); };
    if (size_t colon = name.find(':'); colon != llvm::StringRef::npos)
        return callNativeMethod(name.substr(0, colon), name.substr(colon + 1), site,
                                receiver ? *receiver : Fact::anything());
    if (name == "__build_class__")
        return buildClass(site);
    if (name.consume_front("math.")) {
        return llvm::StringSwitch<Fact>(name)
            .Cases({"floor", "ceil", "trunc", "gcd", "lcm", "isqrt", "comb", "perm", "factorial"}, Fact::of(Known::Int))
            .Cases({"isnan", "isinf", "isfinite", "isclose"}, Fact::of(Known::Bool))
            .Cases({"modf", "frexp", "prod", "sumprod"}, Fact::anything())
            .Default(Fact::of(Known::Float));
    }
    if (name.consume_front("time."))
        return llvm::StringSwitch<Fact>(name)
            .Cases({"time", "perf_counter", "monotonic", "process_time"}, Fact::of(Known::Float))
            .Cases({"time_ns", "perf_counter_ns", "monotonic_ns"}, Fact::of(Known::Int))
            .Default(Fact::anything());
    if (name == "abs") {
        Fact value = argument(0);
        return value.known == Known::Bool                          ? Fact::of(Known::Int)
               : value.isNumber() || value.known == Known::Nothing ? value
                                                                   : Fact::anything();
    }
    if (name == "min" || name == "max") {
        Fact result;
        if (!site.keywords.empty() || site.unpacked)
            return Fact::anything();
        if (site.arguments.size() == 1)
            return elementOf(site.arguments[0], place);
        for (const Fact& value : site.arguments)
            result = facts.join(result, value);
        return result;
    }
    if (name == "sum") {
        Fact element = elementOf(argument(0), place);
        if (element.known == Known::Nothing)
            return Fact();
        Fact start = site.arguments.size() > 1 ? argument(1) : Fact::of(Known::Int);
        if (element.known == Known::Bool)
            element = Fact::of(Known::Int);
        if (start.known == Known::Int && element.known == Known::Float)
            return element;
        return facts.join(element, start);
    }
    if (name == "round")
        return site.arguments.size() > 1 ? argument(0) : Fact::of(Known::Int);
    if (name == "pow") {
        if (site.arguments.size() == 3)
            return Fact::of(Known::Int);
        return arithmetic(place, BinaryKind::Power, argument(0), argument(1));
    }
    if (name == "divmod") {
        Fact part = arithmetic(place, BinaryKind::FloorDivide, argument(0), argument(1));
        return containerOf(Known::Tuple, place, part);
    }
    if (name == "list" || name == "sorted")
        return containerOf(Known::List, place, site.arguments.empty() ? Fact() : elementOf(argument(0), place));
    if (name == "tuple")
        return containerOf(Known::Tuple, place, site.arguments.empty() ? Fact() : elementOf(argument(0), place));
    if (name == "set")
        return containerOf(Known::Set, place, site.arguments.empty() ? Fact() : elementOf(argument(0), place));
    if (name == "dict")
        return containerOf(Known::Dict, place,
                           site.arguments.empty() && site.keywords.empty() ? Fact() : Fact::anything());
    if (name == "iter" && site.arguments.size() == 1)
        return argument(0).known == Known::Iterator
                   ? argument(0)
                   : containerOf(Known::Iterator, place, elementOf(argument(0), place));
    if (name == "next")
        return site.arguments.size() == 1 ? elementOf(argument(0), place)
                                          : facts.join(elementOf(argument(0), place), argument(1));
    if (name == "reversed" || name == "filter")
        return containerOf(Known::Iterator, place, elementOf(argument(name == "filter" ? 1 : 0), place));
    if (name == "map") {
        CallSite each{place, {}, {}, false};
        for (size_t index = 1; index < site.arguments.size(); ++index)
            each.arguments.push_back(elementOf(site.arguments[index], place));
        return containerOf(Known::Iterator, place, call(argument(0), each));
    }
    if (name == "enumerate" || name == "zip") {
        std::vector<Fact> items;
        if (name == "enumerate")
            items.push_back(Fact::of(Known::Int));
        for (size_t index = 0;
             index < (name == "enumerate" ? std::min<size_t>(1, site.arguments.size()) : site.arguments.size());
             ++index)
            items.push_back(elementOf(site.arguments[index], place));
        uint32_t tuple = facts.containerAt(place, 8);
        if (facts.container(tuple).items.empty() && facts.container(tuple).element == Fact()) {
            facts.container(tuple).items.resize(items.size());
            facts.container(tuple).fixedLength = true;
        }
        for (size_t index = 0; index < items.size(); ++index) {
            Container& container = facts.container(tuple);
            Fact joined = facts.join(container.fixedLength && index < container.items.size() ? container.items[index]
                                                                                             : container.element,
                                     items[index]);
            Container& later = facts.container(tuple);
            facts.joinInto(later.fixedLength && index < later.items.size() ? later.items[index] : later.element,
                           joined);
        }
        return containerOf(Known::Iterator, place, Fact::of(Known::Tuple, facts.find(tuple)), 9);
    }
    return llvm::StringSwitch<Fact>(name)
        .Cases({"len", "int", "ord", "hash", "id"}, Fact::of(Known::Int))
        .Case("float", Fact::of(Known::Float))
        .Cases({"bool", "isinstance", "issubclass", "callable", "hasattr", "any", "all"}, Fact::of(Known::Bool))
        .Cases({"str", "repr", "ascii", "chr", "bin", "hex", "oct", "format", "input"}, Fact::of(Known::String))
        .Case("bytes", Fact::of(Known::Bytes))
        .Case("range", Fact::of(Known::Range))
        .Case("slice", Fact::of(Known::Slice))
        .Cases({"print", "setattr", "delattr"}, Fact::of(Known::None))
        .Default(Fact::anything());
}

Fact FunctionInterpreter::callNativeMethod(llvm::StringRef type, llvm::StringRef name, CallSite& site, Fact receiver) {
    mlir::Operation* place = site.operation;
    auto argument = [&](size_t index) { return index < site.arguments.size() ? site.arguments[index] : Fact(); };
    auto joinElement = [&](Fact element) {
        Fact joined = facts.join(facts.container(receiver.id).element, element);
        facts.joinInto(facts.container(receiver.id).element, joined);
    };
    if (type == "list") {
        if (receiver.known != Known::List)
            return Fact::anything();
        if (name == "append" || name == "insert") {
            joinElement(argument(name == "append" ? 0 : 1));
            return Fact::of(Known::None);
        }
        if (name == "extend") {
            joinElement(elementOf(argument(0), place));
            return Fact::of(Known::None);
        }
        if (name == "pop")
            return facts.container(receiver.id).element;
        if (name == "copy")
            return containerOf(Known::List, place, facts.container(receiver.id).element);
        return llvm::StringSwitch<Fact>(name)
            .Cases({"index", "count"}, Fact::of(Known::Int))
            .Cases({"sort", "reverse", "clear", "remove"}, Fact::of(Known::None))
            .Default(Fact::anything());
    }
    if (type == "dict") {
        if (receiver.known != Known::Dict)
            return Fact::anything();
        Fact key = facts.container(receiver.id).key, value = facts.container(receiver.id).element;
        if (name == "get")
            return facts.join(value, site.arguments.size() > 1 ? argument(1) : Fact::of(Known::None));
        if (name == "pop")
            return site.arguments.size() > 1 ? facts.join(value, argument(1)) : value;
        if (name == "setdefault") {
            joinElement(argument(1));
            Fact joined = facts.join(facts.container(receiver.id).key, argument(0));
            facts.joinInto(facts.container(receiver.id).key, joined);
            return facts.container(receiver.id).element;
        }
        if (name == "keys")
            return containerOf(Known::Iterator, place, key);
        if (name == "values")
            return containerOf(Known::Iterator, place, value);
        if (name == "items") {
            uint32_t tuple = facts.containerAt(place, 8);
            if (facts.container(tuple).items.empty() && facts.container(tuple).element == Fact()) {
                facts.container(tuple).items.resize(2);
                facts.container(tuple).fixedLength = true;
            }
            if (facts.container(tuple).fixedLength) {
                Fact joinedKey = facts.join(facts.container(tuple).items[0], key);
                facts.joinInto(facts.container(tuple).items[0], joinedKey);
                Fact joinedValue = facts.join(facts.container(tuple).items[1], value);
                facts.joinInto(facts.container(tuple).items[1], joinedValue);
            }
            return containerOf(Known::Iterator, place, Fact::of(Known::Tuple, facts.find(tuple)), 9);
        }
        if (name == "copy")
            return receiver;
        return Fact::anything();
    }
    if (type == "set") {
        if (receiver.known == Known::Set && name == "add") {
            joinElement(argument(0));
            return Fact::of(Known::None);
        }
        if (name == "pop" && receiver.known == Known::Set)
            return facts.container(receiver.id).element;
        return Fact::anything();
    }
    if (type == "str") {
        if (name == "split" || name == "rsplit" || name == "splitlines")
            return containerOf(Known::List, place, Fact::of(Known::String));
        if (name == "partition" || name == "rpartition")
            return containerOf(Known::Tuple, place, Fact::of(Known::String));
        if (name.starts_with("is") || name == "startswith" || name == "endswith")
            return Fact::of(Known::Bool);
        return llvm::StringSwitch<Fact>(name)
            .Cases({"find", "rfind", "index", "rindex", "count"}, Fact::of(Known::Int))
            .Case("encode", Fact::of(Known::Bytes))
            .Cases({"translate", "maketrans"}, Fact::anything())
            .Default(Fact::of(Known::String));
    }
    if (type == "float" && name == "is_integer")
        return Fact::of(Known::Bool);
    if (type == "int" && (name == "bit_length" || name == "bit_count"))
        return Fact::of(Known::Int);
    if (type == "bytes" && name == "decode")
        return Fact::of(Known::String);
    return Fact::anything();
}

} // namespace pyc::midend
