// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names the program in the module that cross/browser/ is written in.
#include "cross/driver/page_module.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

namespace pyc::driver {

namespace path = llvm::sys::path;

namespace {

constexpr char Template[] =
#include "cross/browser/module.inc"
    ;

// A file's name as part of a URL, which then needs no quoting inside a string either.
std::string inUrl(llvm::StringRef name) {
    std::string result;
    for (unsigned char c : name) {
        if (llvm::isAlnum(char(c)) || llvm::StringRef("-._~").contains(char(c)))
            result += char(c);
        else
            result += "%" + llvm::utohexstr(c, false, 2);
    }
    return result;
}

std::string inQuotes(llvm::StringRef text) {
    std::string result;
    for (char c : text) {
        if (c == '\\' || c == '\'')
            result += '\\';
        if (llvm::isPrint(c) || static_cast<signed char>(c) < 0)
            result += c;
        else
            result += "\\x" + llvm::utohexstr(static_cast<unsigned char>(c), true, 2);
    }
    return result;
}

void replaceAll(std::string& text, llvm::StringRef what, const std::string& with) {
    for (size_t at = text.find(what.str()); at != std::string::npos; at = text.find(what.str(), at + with.size()))
        text.replace(at, what.size(), with);
}

} // namespace

bool isModuleName(llvm::StringRef path) {
    llvm::StringRef extension = path::extension(path);
    return extension == ".mjs" || extension == ".js";
}

std::string programOfModule(llvm::StringRef modulePath) {
    llvm::SmallString<128> result(modulePath);
    path::replace_extension(result, ".wasm");
    return std::string(result);
}

std::string pageModule(llvm::StringRef modulePath) {
    std::string text = Template;
    replaceAll(text, "@MODULE@", inUrl(path::filename(modulePath)));
    replaceAll(text, "@WASM@", inUrl(path::filename(programOfModule(modulePath))));
    replaceAll(text, "@PROGRAM@", inQuotes(path::stem(modulePath)));
    return text;
}

} // namespace pyc::driver
