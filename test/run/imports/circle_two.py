print("two begins")
import circle_one

value = 2
seen = circle_one.value
try:
    circle_one.late
except AttributeError as error:
    print(str(error).replace(circle_one.__file__, "FILE"))
try:
    from circle_one import late
except ImportError as error:
    print(str(error).replace(circle_one.__file__, "FILE"), error.name)
from circle_one import value as taken

print("two ends", taken)
