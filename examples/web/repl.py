# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A read-eval-print loop: what is typed is compiled and run by the interpreter that the executable carries."""
import math  # linked in, so that it can be imported at the prompt
import sys
import time  # likewise

# Of compile(): tells text that is wrong from text that may go on, in brackets or in a block.
DONT_IMPLY_DEDENT = 0x200
ALLOW_INCOMPLETE_INPUT = 0x4000
FLAGS = DONT_IMPLY_DEDENT | ALLOW_INCOMPLETE_INPUT


def may_go_on(source):
    """Whether text that is not a statement may be the beginning of one."""
    try:
        compile(source + "\n", "<stdin>", "single", FLAGS)
    except SyntaxError as error:
        return type(error).__name__ == "_IncompleteInputError"
    return True


def read_statement():
    """One statement, compiled. As at Python's own prompt, an empty line ends a block."""
    source = input(">>> ")
    # Nothing, and a comment alone, are statements too.
    if not source.partition("#")[0].strip():
        source = "pass"
    while True:
        try:
            return compile(source, "<stdin>", "single", FLAGS)
        except SyntaxError:
            unfinished = may_go_on(source)
        if not unfinished:
            return compile(source, "<stdin>", "single")
        source += "\n" + input("... ")


def show(error):
    """The traceback without this program's own frames."""
    inner = error.__traceback__
    while inner and inner.tb_frame.f_code.co_filename != "<stdin>":
        inner = inner.tb_next
    sys.excepthook(type(error), error.with_traceback(inner), inner)


def main():
    print(f"Python {sys.version.split()[0]}, compiled by pyc-native. Ctrl-D ends.")
    namespace = {"__name__": "__main__", "__builtins__": __builtins__}
    while True:
        try:
            try:
                code = read_statement()
            except EOFError:
                break
            exec(code, namespace)
        except SystemExit:
            raise
        except BaseException as error:
            show(error)
    print()


main()
