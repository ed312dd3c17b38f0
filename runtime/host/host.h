// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every call to the operating system that the runtime makes; a folder per platform implements it. Nothing here knows
// Python's objects. Results that can fail are negative error numbers (-errno); interrupted calls report -EINTR, so that
// callers can poll and retry.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace pyc::host {

// ---- process ----
// The command line as it was given, set once by the program's entry.
void setArguments(int count, char** arguments);
std::span<char* const> arguments();
// The value of an environment variable, or null.
const char* environmentVariable(const char* name);
// "NAME=value" strings, ended by a null.
char** environment();
int processId();
uint64_t threadId();
[[noreturn]] void exitProcess(int status);
// Ends the process by `signal` with its default action, as a shell expects of an interrupted program.
[[noreturn]] void exitBySignal(int signal);
// Puts the path of the running executable into `buffer`; its length, or an error.
int64_t executablePath(char* buffer, size_t size);

// ---- files ----
enum OpenFlags : uint32_t {
    OpenRead = 1,
    OpenWrite = 2,
    OpenCreate = 4,
    OpenTruncate = 8,
    OpenAppend = 16,
    OpenExclusive = 32
};
int64_t openFile(const char* path, uint32_t flags, uint32_t mode = 0666);
int64_t readFile(int descriptor, void* buffer, size_t size);
int64_t writeFile(int descriptor, const void* data, size_t size);
int64_t closeFile(int descriptor);
enum class SeekFrom : int { Start = 0, Current = 1, End = 2 };
int64_t seekFile(int descriptor, int64_t offset, SeekFrom from);
bool isTerminal(int descriptor);
bool isOpen(int descriptor);
bool isDirectory(int descriptor);
int64_t preferredBlockSize(int descriptor);
bool pathExists(const char* path);
// The operating system's text for an error number.
const char* errorText(int error);

// Writes all of it, retrying after interruptions: for messages that must come out while no exception can be raised.
void writeFully(int descriptor, const void* data, size_t size);

// ---- clocks, in nanoseconds ----
enum class Clock { Real, Monotonic, Process, Thread };
int64_t clockTime(Clock clock);
int64_t clockResolution(Clock clock);
// Of a clock by the system's own number; or an error.
int64_t systemClockTime(int identifier);
int64_t systemClockResolution(int identifier);
// Sleeps until `deadline` of the monotonic clock: 0, or -EINTR when a signal came first.
int64_t sleepUntil(int64_t deadline);

// Calendar time as the platform's time zone rules have it.
struct CalendarTime {
    int64_t year; // 1970, not 70
    int month;    // 1…12
    int day;      // 1…31
    int hour, minute, second;
    int weekday;        // 0: Monday
    int yearDay;        // 1…366
    int daylight;       // 1, 0, or -1: not known
    int64_t zoneOffset; // seconds east of UTC
    const char* zoneName;
};
// False when the platform cannot express the time.
bool localTime(int64_t seconds, CalendarTime& result);
bool universalTime(int64_t seconds, CalendarTime& result);
// Fills weekday, yearDay and daylight from the other fields (which may be out of range); false when out of the
// platform's range.
bool secondsFromLocal(CalendarTime& time, int64_t& seconds);
// Formats with the C library's conversions; the length, or 0 when `size` is too small (or the result is empty).
size_t formatTime(char* buffer, size_t size, const char* format, const CalendarTime& time);
struct ZoneRules {
    int64_t offset;         // seconds west of UTC
    int64_t daylightOffset; // seconds west of UTC in summer
    bool daylight;
    const char* names[2];
};
ZoneRules zoneRules();
void reloadTimeZone();

// ---- randomness ----
bool randomBytes(void* buffer, size_t size);

// ---- signals ----
constexpr int InterruptSignal = 2;
constexpr int PipeSignal = 13;
using SignalHandler = void (*)(int signal);
// Runs `handler` at each delivery, without restarting interrupted calls.
void handleSignal(int signal, SignalHandler handler);
void ignoreSignal(int signal);
void defaultSignal(int signal);
// Whether the signal was already ignored when the program started.
bool isSignalIgnored(int signal);

} // namespace pyc::host
