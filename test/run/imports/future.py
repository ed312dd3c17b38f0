# run: __future__ as a module, and its features imported by name
from __future__ import annotations, division as d, generator_stop
import __future__


def f(x: undefined, y: undefined.too = 1) -> [a for a in b]:
    z: nothing = 5
    return z


print(annotations, d, generator_stop is __future__.generator_stop)
print(f.__annotations__, f(1))
for name in __future__.all_feature_names:
    feature = getattr(__future__, name)
    print(name, feature, feature.getOptionalRelease(), feature.getMandatoryRelease(), feature.optional, feature.mandatory, feature.compiler_flag)
print(__future__.__all__, [name for name in dir(__future__) if name.startswith("CO_")], __future__.CO_FUTURE_ANNOTATIONS)
print(__future__._Feature, __future__._Feature((1, 2), None, 3), type(annotations) is __future__._Feature, __future__.__name__)
try:
    exec("from __future__ import nothing")
except SyntaxError as error:
    print(error)
try:
    exec("from __future__ import braces")
except SyntaxError as error:
    print(error)
