# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the other ast_* scripts share: asking our front end and CPython about one source text."""

import ast
import subprocess
import sys
import warnings


class Front:
    """A running `pyc-front` that answers with trees or errors."""

    def __init__(self, program, *options):
        self.command = [program, "--raw", "--server", *options]
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, source):
        """The answer's text, or None when the front end died."""
        try:
            self.process.stdin.write(b"%d\n" % len(source) + source)
            self.process.stdin.flush()
            parts = []
            while True:
                line = self.process.stdout.readline()
                if line == b"\0\n":
                    return b"".join(parts).decode("utf-8", "surrogatepass")
                if not line:
                    break
                parts.append(line)
        except BrokenPipeError:
            pass
        self.process.kill()
        self.process.wait()
        self.start()
        return None


def describe_error(error):
    """An exception as `pyc-front --raw` prints it."""
    if isinstance(error, SyntaxError):
        if error.lineno is None:
            return f"{type(error).__name__} {error.msg!r}\n"
        return (f"{type(error).__name__} {error.msg!r} {error.lineno} {error.offset} {error.text!r} "
                f"{error.end_lineno} {error.end_offset}\n")
    return f"{type(error).__name__} {str(error)!r}\n"


def expected(source, dump=True, mode="exec"):
    """What `pyc-front --raw` should say about a source; with dump=False, nothing for a good one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(source, mode=mode)
        except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
            return describe_error(error)
        limit = sys.get_int_max_str_digits()
        try:
            sys.set_int_max_str_digits(0)
            return ast.dump(tree, include_attributes=True, indent=1) + "\n" if dump else ""
        except RecursionError as error:
            return describe_error(error)
        finally:
            sys.set_int_max_str_digits(limit)


def same(wanted, found):
    """Whether an answer is as good as CPython's: how deep a tree may be depends on the native stack."""
    return wanted == found or (found is not None and wanted.startswith("RecursionError"))
