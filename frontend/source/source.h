// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Source text as the lexer wants it: UTF-8 with line feeds, from bytes in whatever encoding they declare.
#pragma once

#include "frontend/source/diagnostic.h"

namespace pyc::frontend {

struct SourceOptions {
    bool isText = false;            ///< a str: already UTF-8, and no declaration is looked for
    bool completeLine = true;       ///< a missing last line feed is added
    std::string_view fileName = {}; ///< empty for text from memory
};

/// Decodes `bytes` by byte-order mark and PEP 263 declaration, translates line ends, and puts a null byte behind.
/// False when the bytes are not what they say; that has been reported then.
bool decodeSource(std::string_view bytes, const SourceOptions& options, Arena& arena, const DiagnosticSink& sink,
                  std::string_view& text);

} // namespace pyc::frontend
