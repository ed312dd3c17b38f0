// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Each part is read from the same bitcode into a context of its own, and keeps the bodies that fell to it.
#include "codegen/emit/parts.h"

#include "codegen/emit/object.h"

#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/Object/ArchiveWriter.h"
#include "llvm/Support/MemoryBuffer.h"

#include <atomic>
#include <bitset>
#include <system_error>
#include <thread>

namespace pyc::codegen {

namespace {

// A part costs some milliseconds of its own: reading what it shares with others.
constexpr size_t InstructionsPerPart = 5000;
constexpr unsigned MostParts = 16;
// Functions up to this size are inlined, so other parts see their bodies.
constexpr size_t SmallFunction = 250;

using Parts = std::bitset<MostParts>;
using References = llvm::SetVector<llvm::GlobalValue*>;

void addReferences(const llvm::Value& value, References& references, llvm::SmallPtrSetImpl<const llvm::Value*>& seen) {
    auto* constant = llvm::dyn_cast<llvm::Constant>(&value);
    if (!constant || !seen.insert(constant).second)
        return;
    if (auto* global = llvm::dyn_cast<llvm::GlobalValue>(constant))
        references.insert(const_cast<llvm::GlobalValue*>(global));
    else
        for (const llvm::Use& operand : constant->operands())
            addReferences(*operand, references, seen);
}

References referencesOf(const llvm::Constant& initializer) {
    References references;
    llvm::SmallPtrSet<const llvm::Value*, 32> seen;
    addReferences(initializer, references, seen);
    return references;
}

References referencesOf(const llvm::Function& function) {
    References references;
    llvm::SmallPtrSet<const llvm::Value*, 32> seen;
    for (const llvm::Instruction& instruction : llvm::instructions(function))
        for (const llvm::Use& operand : instruction.operands())
            addReferences(*operand, references, seen);
    return references;
}

// Where everything of a module that has a definition goes.
class Division {
public:
    Division(llvm::Module& module, unsigned parts) : module(module), imported(parts) {
        for (llvm::Function& function : module)
            if (!function.isDeclaration())
                bodies.push_back({&function, function.getInstructionCount(), referencesOf(function)});
        for (Body& body : bodies)
            bodyOf[body.function] = &body;
        deal();
        for (unsigned part = 0; part < parts; ++part)
            import(part);
        placeVariables();
    }

    // Leaves in a copy of the module, whose bodies may not have been read yet, what belongs to a part.
    void keep(llvm::Module& copy, unsigned part) const {
        for (llvm::Function& function : copy)
            if (imported[part].contains(function.getName()))
                function.setLinkage(llvm::GlobalValue::AvailableExternallyLinkage);
            else if (isElsewhere(function, part))
                function.deleteBody();
        for (llvm::GlobalVariable& variable : copy.globals())
            if (isElsewhere(variable, part)) {
                variable.setInitializer(nullptr);
                variable.setLinkage(llvm::GlobalValue::ExternalLinkage);
            }
        llvm::cantFail(copy.materializeAll());
    }

private:
    struct Body {
        llvm::Function* function;
        size_t size;
        References references;
        unsigned part = 0;
    };

    static bool mayInline(const Body& body) {
        return !body.function->isPresplitCoroutine() &&
               (body.size <= SmallFunction || body.function->hasFnAttribute(llvm::Attribute::AlwaysInline));
    }

    bool isElsewhere(const llvm::GlobalValue& value, unsigned part) const {
        return !value.isDeclaration() && partOf.lookup(value.getName()) != part;
    }

    // The largest functions are dealt out first, each to the part that has least.
    void deal() {
        std::vector<Body*> order;
        for (Body& body : bodies)
            order.push_back(&body);
        llvm::sort(order, [](const Body* left, const Body* right) {
            return left->size != right->size ? left->size > right->size : left < right;
        });
        std::vector<size_t> sizes(imported.size());
        sizes[0] = module.global_size();
        for (Body* body : order) {
            auto least = std::min_element(sizes.begin(), sizes.end());
            *least += body->size;
            body->part = unsigned(least - sizes.begin());
            partOf[body->function->getName()] = body->part;
        }
    }

    // The bodies that a part sees without being theirs, and who uses what.
    void import(unsigned part) {
        std::vector<Body*> pending;
        for (Body& body : bodies)
            if (body.part == part)
                pending.push_back(&body);
        while (!pending.empty()) {
            Body& body = *pending.back();
            pending.pop_back();
            for (llvm::GlobalValue* value : body.references) {
                usedIn[value].set(part);
                Body* callee = bodyOf.lookup(value);
                if (callee && callee->part != part && mayInline(*callee) &&
                    imported[part].insert(value->getName()).second)
                    pending.push_back(callee);
            }
        }
    }

    // A variable that the functions of one part alone use is its own; the others are in the first part. What several
    // parts use is the program's: names of programs' code and data have a character that no symbol of the runtime has.
    void placeVariables() {
        std::vector<std::pair<llvm::GlobalVariable*, References>> variables;
        llvm::SmallPtrSet<const llvm::GlobalValue*, 32> inData;
        for (llvm::GlobalVariable& variable : module.globals())
            if (variable.hasInitializer()) {
                variables.emplace_back(&variable, referencesOf(*variable.getInitializer()));
                inData.insert_range(variables.back().second);
            }
        for (auto& [variable, references] : variables) {
            bool own = variable->hasLocalLinkage() && !inData.contains(variable);
            unsigned part = own ? onlyPart(usedIn[variable]) : 0;
            partOf[variable->getName()] = part;
            for (llvm::GlobalValue* value : references)
                usedIn[value].set(part);
        }
        for (llvm::GlobalValue& value : module.global_values()) {
            if (!value.hasLocalLinkage() || value.isDeclaration())
                continue;
            Parts users = usedIn[&value];
            users.set(partOf.lookup(value.getName()));
            if (users.count() == 1)
                continue;
            value.setLinkage(llvm::GlobalValue::ExternalLinkage);
            value.setVisibility(llvm::GlobalValue::HiddenVisibility);
        }
    }

    static unsigned onlyPart(const Parts& users) {
        return users.count() == 1 ? unsigned(llvm::countr_zero(users.to_ulong())) : 0;
    }

    llvm::Module& module;
    std::vector<Body> bodies;
    llvm::DenseMap<const llvm::GlobalValue*, Body*> bodyOf;
    llvm::DenseMap<const llvm::GlobalValue*, Parts> usedIn;
    llvm::StringMap<unsigned> partOf;
    std::vector<llvm::StringSet<>> imported;
};

// Nothing is won by more parts than there are pieces as large as the largest function, which one of them has to take.
unsigned partsOf(const llvm::Module& module) {
    size_t most = InstructionsPerPart;
    for (const llvm::Function& function : module)
        most = std::max<size_t>(most, function.getInstructionCount());
    return unsigned(std::clamp<size_t>(module.getInstructionCount() / most, 1, MostParts));
}

void writeOptimized(llvm::Module& module, llvm::TargetMachine& machine, OptimizationLevel level,
                    llvm::SmallVectorImpl<char>& object) {
    optimize(module, machine, level);
    llvm::raw_svector_ostream out(object);
    writeModule(module, machine, OutputKind::Object, out);
}

// The parts that threads take in turn.
class Work {
public:
    Work(llvm::StringRef bitcode, unsigned parts, const Division& division, const MachineFactory& makeMachine,
         OptimizationLevel level)
        : bitcode(bitcode), division(division), makeMachine(makeMachine), level(level), objects(parts) {}

    // Threads are a help that a system may refuse: this one does what nobody else does.
    void run() {
        size_t helpers = std::min<size_t>(std::max(std::thread::hardware_concurrency(), 1u), objects.size()) - 1;
        std::vector<std::thread> threads;
        while (threads.size() < helpers) {
            try {
                threads.emplace_back([this] { takeParts(); });
            } catch (const std::system_error&) {
                break;
            }
        }
        takeParts();
        for (std::thread& thread : threads)
            thread.join();
    }

    llvm::ArrayRef<llvm::SmallVector<char, 0>> results() const { return objects; }

private:
    void takeParts() {
        for (unsigned part; (part = next++) < objects.size();) {
            llvm::LLVMContext context;
            std::unique_ptr<llvm::Module> module =
                llvm::cantFail(llvm::getLazyBitcodeModule(llvm::MemoryBufferRef(bitcode, "program"), context));
            division.keep(*module, part);
            writeOptimized(*module, *makeMachine(), level, objects[part]);
        }
    }

    llvm::StringRef bitcode;
    const Division& division;
    const MachineFactory& makeMachine;
    OptimizationLevel level;
    std::atomic<unsigned> next = 0;
    std::vector<llvm::SmallVector<char, 0>> objects;
};

void writeArchive(llvm::ArrayRef<llvm::SmallVector<char, 0>> objects, llvm::SmallVectorImpl<char>& archive) {
    std::vector<llvm::NewArchiveMember> members;
    std::vector<std::string> names;
    names.reserve(objects.size());
    for (const llvm::SmallVector<char, 0>& object : objects) {
        names.push_back("part" + std::to_string(names.size()) + ".o");
        members.emplace_back(llvm::MemoryBufferRef(llvm::StringRef(object.data(), object.size()), names.back()));
    }
    std::unique_ptr<llvm::MemoryBuffer> contents = llvm::cantFail(llvm::writeArchiveToBuffer(
        members, llvm::SymtabWritingMode::NoSymtab, llvm::object::Archive::K_GNU, /*Deterministic=*/true,
        /*Thin=*/false));
    archive.append(contents->getBufferStart(), contents->getBufferEnd());
}

} // namespace

void writeInParts(llvm::Module& module, const MachineFactory& makeMachine, OptimizationLevel level,
                  llvm::SmallVectorImpl<char>& object) {
    unsigned parts = partsOf(module);
    if (parts == 1)
        return writeOptimized(module, *makeMachine(), level, object);
    for (llvm::GlobalValue& value : module.global_values())
        if (!value.hasName())
            value.setName("pyc.unnamed");
    Division division(module, parts);
    llvm::SmallVector<char, 0> bitcode;
    llvm::raw_svector_ostream out(bitcode);
    llvm::WriteBitcodeToFile(module, out);
    Work work({bitcode.data(), bitcode.size()}, parts, division, makeMachine, level);
    work.run();
    writeArchive(work.results(), object);
}

} // namespace pyc::codegen
