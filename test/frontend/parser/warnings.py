# RUN: pyc-front --quiet %s 2>&1 | FileCheck-22 %s
# CHECK: warnings.py:5: SyntaxWarning: "\d" is an invalid escape sequence. Such sequences will not work in the future. Did you mean "\\d"? A raw string is also an option.
# CHECK: warnings.py:6: SyntaxWarning: "\400" is an invalid octal escape sequence. Such sequences will not work in the future. Did you mean "\\400"? A raw string is also an option.
# CHECK: warnings.py:7: SyntaxWarning: invalid decimal literal
'\d\e'
b'\400'
1if x else 2
