# run: calendar time: gmtime, localtime, mktime, strftime, asctime and struct_time
import time


def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


for seconds in (0, -1, 1.9, -0.5, 86399, 86400, 951782400, 1000000000, 2**31, 4102444800, -62135596800, 253402300799, True):
    t = time.gmtime(seconds)
    print(seconds, tuple(t), time.asctime(t), time.strftime("%Y-%m-%d %H:%M:%S %j %a %A %b %B %p %I %y %w %u %U %W %%", t))
t = time.gmtime(1234567890)
print(t)
print(t.tm_year, t.tm_mon, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, t.tm_wday, t.tm_yday, t.tm_isdst, t.tm_zone, t.tm_gmtoff)
print(t[0], t[-1], t[2:5], len(t), t == tuple(t), t == time.gmtime(1234567890), hash(t) == hash(tuple(t)), t < time.gmtime(1234567891), isinstance(t, tuple))
year, month, *rest = t
print(year, month, rest, max(t), t.count(1), t.index(13), 2009 in t)
print(time.localtime(0) == time.gmtime(0), time.mktime(time.localtime(1e9)), time.mktime((2000, 1, 1, 0, 0, 0, 0, 0, 0)), time.mktime((2000, 14, 35, 25, 61, 61, 0, 0, -1)))
print(time.ctime(0), "|", time.ctime(1e9), "|", time.asctime((2024, 2, 29, 1, 2, 3, 3, 60, 0)))
print(time.timezone, time.altzone, time.daylight, time.tzname, type(time.gmtime()).__name__, time.gmtime(None).tm_year >= 2024)
print(time.strftime("plain"), time.strftime(""), time.strftime("é %d日", t), time.strftime("%D %T %R %F %e %C %h %n%t|", t), time.strftime("%H", (2000, 1, 1, 5, 0, 0, 0, 1, 0)))
s = time.struct_time([1, 2, 3, 4, 5, 6, 7, 8, 9])
print(s, s.tm_zone, s.tm_gmtoff, time.struct_time(range(11)).tm_zone, time.struct_time.n_fields, time.struct_time.n_sequence_fields)
show(lambda: time.struct_time([1, 2]))
show(lambda: time.struct_time(range(12)))
show(lambda: time.struct_time(5))
show(lambda: t.tm_nope)
show(lambda: setattr(t, "tm_year", 1))
show(lambda: time.gmtime("a"))
show(lambda: time.gmtime(1e30))
show(lambda: time.gmtime(float("nan")))
show(lambda: time.gmtime(1, 2))
show(lambda: time.mktime((1, 2)))
show(lambda: time.mktime([2000] * 9))
show(lambda: time.mktime("2000"))
show(lambda: time.asctime((1, 2, 3)))
show(lambda: time.strftime(5))
show(lambda: time.strftime("%Y", 5))
for position, value in ((1, 13), (2, 32), (3, 24), (4, 60), (5, 62), (6, -2), (7, 367)):
    fields = [2000, 1, 1, 0, 0, 0, 0, 1, 0]
    fields[position] = value
    show(lambda: time.strftime("%Y", tuple(fields)))
show(lambda: time.strftime("%Y", (2000, 0, 0, 0, 0, 0, 6, 0, 0)))
show(lambda: time.strftime("%Y", ("2000", 1, 1, 0, 0, 0, 0, 1, 0)))
print(sorted(n for n in dir(time) if n.startswith("CLOCK"))[:3], "sleep" in dir(time), time.__name__, time.sleep.__name__)
