# RUN: pyc-front --quiet %s 2>&1 | FileCheck-22 %s
# CHECK: warnings.py:[[#@LINE+1]]: SyntaxWarning: "\d" is an invalid escape sequence. Such sequences will not work in the future. Did you mean "\\d"? A raw string is also an option.
'\d\e'
# CHECK: warnings.py:[[#@LINE+1]]: SyntaxWarning: "\400" is an invalid octal escape sequence. Such sequences will not work in the future. Did you mean "\\400"? A raw string is also an option.
b'\400'
# CHECK: warnings.py:[[#@LINE+1]]: SyntaxWarning: invalid decimal literal
1if x else 2
# Braces are the lexer's business, and warned about once.
# CHECK-NEXT: warnings.py:[[#@LINE+3]]: SyntaxWarning: "\{" is an invalid escape sequence.
# CHECK-NEXT: warnings.py:[[#@LINE+2]]: SyntaxWarning: "\}" is an invalid escape sequence.
# CHECK-NEXT: warnings.py:[[#@LINE+1]]: SyntaxWarning: "\q" is an invalid escape sequence.
f'\{{\q\}}'
# CHECK-NOT: SyntaxWarning
