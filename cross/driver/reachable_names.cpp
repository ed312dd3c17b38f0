// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Walks the trees of all modules. Saying that everything is reachable is always right, so each doubt ends there.
#include "cross/driver/reachable_names.h"

#include "frontend/ast/visit.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace pyc::driver {

using namespace frontend;

namespace {

llvm::StringRef ref(std::string_view text) { return llvm::StringRef(text.data(), text.size()); }

bool isString(ast::Node* node) {
    auto* constant = node->maybe<ast::Constant>();
    return constant && constant->value.kind == ast::ConstantKind::Str;
}

// Builtins that take the name of an attribute as their second argument.
bool takesName(llvm::StringRef name) {
    return name == "getattr" || name == "hasattr" || name == "setattr" || name == "delattr";
}

// Names that open a namespace as a dictionary, or look attributes up by a value.
bool opensNamespace(llvm::StringRef name) {
    return llvm::StringSwitch<bool>(name)
        .Cases({"vars", "globals", "locals", "__dict__", "__builtins__", "__globals__", "__getattribute__"}, true)
        .Cases({"f_builtins", "f_globals", "f_locals", "attrgetter", "methodcaller"}, true)
        .Default(false);
}

class Walk {
public:
    explicit Walk(const Program& program) : program(program) {}

    ReachableNames run() {
        if (program.reachesCompiler)
            result.everything = program.reachesCompilerBecause;
        for (const auto& each : program.modules) {
            module = each.get();
            pending.push_back(module->tree);
            while (!pending.empty()) {
                ast::Node* node = pending.back();
                pending.pop_back();
                judge(node);
                ast::visitFields(node, Fields{*this});
            }
        }
        return std::move(result);
    }

private:
    struct Fields {
        Walk& walk;
        void child(const char*, ast::Node* node, bool) {
            if (node)
                walk.pending.push_back(node);
        }
        template <class Nodes>
        void children(const char*, Nodes&& nodes) {
            for (ast::Node* node : nodes)
                if (node)
                    walk.pending.push_back(node);
        }
        void identifier(const char*, const ast::Identifier* name, bool) {
            if (name)
                walk.addName(ref(name->text()));
        }
        template <class Names>
        void identifiers(const char*, Names&& names) {
            for (const ast::Identifier* name : names)
                walk.addName(ref(name->text()));
        }
        void integer(const char*, int32_t) {}
        void string(const char*, std::string_view, bool) {}
        void constant(const char*, const ast::ConstantValue& value) { walk.addConstant(value); }
        template <class Enum>
        void enumerator(const char*, Enum) {}
        template <class Enums>
        void enumerators(const char*, Enums&&) {}
    };

    void addName(llvm::StringRef name) {
        for (llvm::StringRef part : llvm::split(name, '.'))
            result.names.insert(part);
    }
    // A name in a string may be one of many words: "{0.real}".
    void addConstant(const ast::ConstantValue& value) {
        if (value.kind == ast::ConstantKind::Str) {
            llvm::StringRef text = ref(value.view());
            auto isWord = [](char c) { return llvm::isAlnum(c) || c == '_'; };
            while (!(text = text.drop_until(isWord)).empty()) {
                llvm::StringRef word = text.take_while(isWord);
                result.names.insert(word);
                text = text.drop_front(word.size());
            }
        } else if (value.kind == ast::ConstantKind::Tuple || value.kind == ast::ConstantKind::FrozenSet) {
            for (uint32_t i = 0; i < value.sequence.itemCount; ++i)
                addConstant(value.sequence.items[i]);
        }
    }

    void everything(const llvm::Twine& why, ast::Node* node) {
        if (result.everything.empty())
            result.everything = (why + ", " + module->fileName + ":" + llvm::Twine(node->position.line)).str();
    }

    void judge(ast::Node* node) {
        if (auto* call = node->maybe<ast::Call>()) {
            auto* name = call->func->maybe<ast::Name>();
            if (name && takesName(ref(name->id->text())) && call->args.size() >= 2 &&
                !call->args[0]->is<ast::Starred>() && isString(call->args[1]))
                harmless.insert(name);
            auto* method = call->func->maybe<ast::Attribute>();
            if (method && isString(method->value))
                harmless.insert(method);
        } else if (auto* name = node->maybe<ast::Name>()) {
            llvm::StringRef id = ref(name->id->text());
            if ((opensNamespace(id) || id == "__match_args__" || takesName(id)) && !harmless.contains(name))
                everything("'" + id + "' takes names from values", node);
        } else if (auto* attribute = node->maybe<ast::Attribute>()) {
            llvm::StringRef name = ref(attribute->attr->text());
            if (opensNamespace(name) || takesName(name) || name == "__match_args__")
                everything("'" + name + "' takes names from values", node);
            else if ((name == "format" || name == "format_map") && !harmless.contains(attribute))
                everything("'" + name + "' of an unknown format string", node);
        } else if (auto* import = node->maybe<ast::ImportFrom>()) {
            for (ast::Alias* alias : import->names) {
                llvm::StringRef name = ref(alias->name->text());
                bool native = import->module && program.nativeModules.count(std::string(import->module->text()));
                if (opensNamespace(name) || takesName(name) || (name == "*" && native))
                    everything("'" + name + "' is imported", node);
            }
        } else if (auto* assign = node->maybe<ast::Assign>()) {
            // Patterns read the attributes that are named here.
            auto* tuple = assign->value->maybe<ast::Tuple>();
            if (tuple && llvm::all_of(tuple->elts, [](ast::ExprNode* item) { return isString(item); }))
                for (ast::ExprNode* target : assign->targets)
                    if (auto* name = target->maybe<ast::Name>(); name && name->id->text() == "__match_args__")
                        harmless.insert(name);
        }
    }

    const Program& program;
    ReachableNames result;
    const SourceModule* module = nullptr;
    std::vector<ast::Node*> pending;
    llvm::DenseSet<const ast::Node*> harmless; // seen from the node above them
};

} // namespace

ReachableNames reachableNames(const Program& program) { return Walk(program).run(); }

} // namespace pyc::driver
