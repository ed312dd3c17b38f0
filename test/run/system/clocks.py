# run: clocks go forward, agree with each other, and sleeping takes time
import time


def show(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, getattr(error, "strerror", None) or error)


for clock in (time.time, time.monotonic, time.perf_counter, time.process_time, time.thread_time):
    first = clock()
    second = clock()
    print(clock.__name__, type(first).__name__, second >= first, first > 0)
for clock in (time.time_ns, time.monotonic_ns, time.perf_counter_ns, time.process_time_ns, time.thread_time_ns):
    first = clock()
    print(clock.__name__, type(first).__name__, clock() >= first)
print(abs(time.time() - time.time_ns() / 1e9) < 1, abs(time.monotonic() - time.clock_gettime(time.CLOCK_MONOTONIC)) < 1)
begin = time.monotonic()
print(time.sleep(0.02), time.sleep(0), time.sleep(False))
print(0.02 <= time.monotonic() - begin < 5)
begin = time.process_time()
total = sum(i * i for i in range(20000))
print(total, time.process_time() >= begin)
for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time"):
    info = time.get_clock_info(name)
    print(name, info.implementation, info.monotonic, info.adjustable, info.resolution)
print(info, time.clock_getres(time.CLOCK_REALTIME), time.clock_gettime_ns(time.CLOCK_REALTIME) > 10**18)
print(time.CLOCK_REALTIME, time.CLOCK_MONOTONIC, time.CLOCK_PROCESS_CPUTIME_ID, time.CLOCK_THREAD_CPUTIME_ID)
show(lambda: time.sleep(-1))
show(lambda: time.sleep(-0.5))
show(lambda: time.sleep("1"))
show(lambda: time.sleep(float("nan")))
show(lambda: time.sleep(1e30))
show(lambda: time.sleep())
show(lambda: time.time(1))
show(lambda: time.get_clock_info("sundial"))
show(lambda: time.get_clock_info(5))
show(lambda: time.clock_gettime("a"))
show(lambda: time.clock_gettime(99999))
