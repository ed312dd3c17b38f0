// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The stable merge sort of lists: natural runs merged in the order of their powers, galloping where one run wins often.
// It makes the very comparisons that CPython's makes, in its order, because programs can observe them (side effects of
// __lt__, not-a-numbers among floats).
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace pyc::runtime {

// `Less` is called with two items: 1 if the first sorts before the second, 0 if not, -1 after an error.
// Whatever happens, the items stay a permutation of what they were.
template <typename Item, typename Less>
class Sorter {
public:
    // `scratch` has room for half of the items.
    Sorter(Item* items, size_t count, Item* scratch, Less& less)
        : items(items), count(count), scratch(scratch), less(less) {}

    // False after an error.
    bool sort() {
        if (count < 2)
            return true;
        size_t shortest = shortestRun(count);
        size_t start = 0, remaining = count;
        do {
            size_t length = 0;
            if (!findRun(items + start, remaining, length))
                return false;
            if (length < shortest) {
                size_t forced = remaining < shortest ? remaining : shortest;
                if (!insertionSort(items + start, forced, length))
                    return false;
                length = forced;
            }
            if (!makeRoom(length))
                return false;
            pending[pendingCount++] = {start, length, 0};
            start += length;
            remaining -= length;
        } while (remaining > 0);
        return mergeAll();
    }

private:
    static constexpr size_t InitialGallop = 7;
    static constexpr size_t LongestShortRun = 64;
    // Powers on the stack grow strictly, and a power has no more than the bits of a size.
    static constexpr size_t MaxPending = sizeof(size_t) * 8 + 2;

    struct Run {
        size_t start, length;
        int power; // of the boundary to the next run
    };

    // So that count / result is a power of two or a little less.
    static size_t shortestRun(size_t count) {
        size_t lost = 0;
        for (; count >= LongestShortRun; count >>= 1)
            lost |= count & 1;
        return count + lost;
    }

    static void reverse(Item* begin, Item* end) {
        for (--end; begin < end; ++begin, --end) {
            Item item = *begin;
            *begin = *end;
            *end = item;
        }
    }

    // The longest run at `run`, made ascending. Equal neighbours may be part of a descending run: turning each stretch
    // of them around before the whole keeps the sort stable.
    bool findRun(Item* run, size_t remaining, size_t& length) {
        size_t n = 1;
        if (!extendAscending(run, remaining, n))
            return false;
        length = n;
        if (n == remaining)
            return true;
        size_t equal = 0;
        auto reverseEqual = [&] {
            if (equal)
                reverse(run + n - equal - 1, run + n);
            equal = 0;
        };
        if (n > 1) {
            int rises = less(run[0], run[n - 1]);
            if (rises < 0)
                return false;
            if (rises)
                return true;
            equal = n - 1;
            reverseEqual();
        }
        for (++n; n < remaining; ++n) {
            int falls = less(run[n], run[n - 1]);
            if (falls < 0)
                return false;
            if (falls) {
                reverseEqual();
                continue;
            }
            int rises = less(run[n - 1], run[n]);
            if (rises < 0)
                return false;
            if (rises)
                break;
            ++equal;
        }
        reverseEqual();
        reverse(run, run + n);
        if (!extendAscending(run, remaining, n))
            return false;
        length = n;
        return true;
    }

    bool extendAscending(Item* run, size_t remaining, size_t& n) {
        for (; n < remaining; ++n) {
            int falls = less(run[n], run[n - 1]);
            if (falls < 0)
                return false;
            if (falls)
                break;
        }
        return true;
    }

    // Inserts run[sorted…length) into the sorted beginning.
    bool insertionSort(Item* run, size_t length, size_t sorted) {
        for (; sorted < length; ++sorted) {
            Item pivot = run[sorted];
            size_t left = 0, right = sorted;
            do {
                size_t middle = (left + right) >> 1;
                int before = less(pivot, run[middle]);
                if (before < 0)
                    return false;
                if (before)
                    right = middle;
                else
                    left = middle + 1;
            } while (left < right);
            memmove(static_cast<void*>(run + left + 1), run + left, (sorted - left) * sizeof(Item));
            run[left] = pivot;
        }
        return true;
    }

    // The level at which the boundary between two neighbouring runs stands in a perfectly balanced tree of merges.
    static int powerOfBoundary(size_t start, size_t leftLength, size_t rightLength, size_t count) {
        int power = 0;
        size_t a = 2 * start + leftLength, b = a + leftLength + rightLength;
        for (;;) {
            ++power;
            if (a >= count) {
                a -= count;
                b -= count;
            } else if (b >= count) {
                return power;
            }
            a <<= 1;
            b <<= 1;
        }
    }

    // Before a run of `length` is pushed: merges what lies below its boundary.
    bool makeRoom(size_t length) {
        if (pendingCount == 0)
            return true;
        const Run& last = pending[pendingCount - 1];
        int power = powerOfBoundary(last.start, last.length, length, count);
        while (pendingCount > 1 && pending[pendingCount - 2].power > power)
            if (!mergeAt(pendingCount - 2))
                return false;
        pending[pendingCount - 1].power = power;
        return true;
    }

    bool mergeAll() {
        while (pendingCount > 1) {
            size_t at = pendingCount - 2;
            if (at > 0 && pending[at - 1].length < pending[at + 1].length)
                --at;
            if (!mergeAt(at))
                return false;
        }
        return true;
    }

    bool mergeAt(size_t at) {
        Item* left = items + pending[at].start;
        Item* right = items + pending[at + 1].start;
        int64_t leftLength = int64_t(pending[at].length), rightLength = int64_t(pending[at + 1].length);
        pending[at].length += pending[at + 1].length;
        if (at + 3 == pendingCount)
            pending[at + 1] = pending[at + 2];
        --pendingCount;

        // What is already in place at both ends takes no part.
        int64_t inPlace = gallopRight(*right, left, leftLength, 0);
        if (inPlace < 0)
            return false;
        left += inPlace;
        leftLength -= inPlace;
        if (leftLength == 0)
            return true;
        rightLength = gallopLeft(left[leftLength - 1], right, rightLength, rightLength - 1);
        if (rightLength <= 0)
            return rightLength == 0;
        return leftLength <= rightLength ? mergeLow(left, leftLength, right, rightLength)
                                         : mergeHigh(left, leftLength, right, rightLength);
    }

    // The leftmost place of `key` in the sorted range, searched from `hint` outwards; -1 after an error.
    int64_t gallopLeft(const Item& key, const Item* range, int64_t length, int64_t hint) {
        int64_t last = 0, offset = 1;
        int before = less(range[hint], key);
        if (before < 0)
            return -1;
        if (before) {
            int64_t limit = length - hint;
            while (offset < limit) {
                int further = less(range[hint + offset], key);
                if (further < 0)
                    return -1;
                if (!further)
                    break;
                last = offset;
                offset = (offset << 1) + 1;
            }
            if (offset > limit)
                offset = limit;
            last += hint;
            offset += hint;
        } else {
            int64_t limit = hint + 1;
            while (offset < limit) {
                int reached = less(range[hint - offset], key);
                if (reached < 0)
                    return -1;
                if (reached)
                    break;
                last = offset;
                offset = (offset << 1) + 1;
            }
            if (offset > limit)
                offset = limit;
            int64_t nearest = last;
            last = hint - offset;
            offset = hint - nearest;
        }
        for (++last; last < offset;) {
            int64_t middle = last + ((offset - last) >> 1);
            int right = less(range[middle], key);
            if (right < 0)
                return -1;
            if (right)
                last = middle + 1;
            else
                offset = middle;
        }
        return offset;
    }

    // The rightmost place of `key`.
    int64_t gallopRight(const Item& key, const Item* range, int64_t length, int64_t hint) {
        int64_t last = 0, offset = 1;
        int before = less(key, range[hint]);
        if (before < 0)
            return -1;
        if (before) {
            int64_t limit = hint + 1;
            while (offset < limit) {
                int further = less(key, range[hint - offset]);
                if (further < 0)
                    return -1;
                if (!further)
                    break;
                last = offset;
                offset = (offset << 1) + 1;
            }
            if (offset > limit)
                offset = limit;
            int64_t nearest = last;
            last = hint - offset;
            offset = hint - nearest;
        } else {
            int64_t limit = length - hint;
            while (offset < limit) {
                int reached = less(key, range[hint + offset]);
                if (reached < 0)
                    return -1;
                if (reached)
                    break;
                last = offset;
                offset = (offset << 1) + 1;
            }
            if (offset > limit)
                offset = limit;
            last += hint;
            offset += hint;
        }
        for (++last; last < offset;) {
            int64_t middle = last + ((offset - last) >> 1);
            int left = less(key, range[middle]);
            if (left < 0)
                return -1;
            if (left)
                offset = middle;
            else
                last = middle + 1;
        }
        return offset;
    }

    static void move(Item* to, const Item* from, int64_t count) {
        memmove(static_cast<void*>(to), from, size_t(count) * sizeof(Item));
    }

    // Merges neighbouring runs from their beginnings; the left one, not longer than the right one, waits in the scratch
    // space.
    bool mergeLow(Item* target, int64_t leftCount, Item* right, int64_t rightCount) {
        Item* left = scratch;
        move(left, target, leftCount);
        bool fine = true;
        *target++ = *right++;
        if (--rightCount != 0 && leftCount != 1)
            fine = mergeLowLoop(target, left, leftCount, right, rightCount);
        if (!fine || rightCount == 0 || leftCount != 1) {
            move(target, left, leftCount);
            return fine;
        }
        // The last of the left run is the greatest of all.
        move(target, right, rightCount);
        target[rightCount] = *left;
        return true;
    }

    bool mergeLowLoop(Item*& target, Item*& left, int64_t& leftCount, Item*& right, int64_t& rightCount) {
        size_t gallop = gallopThreshold;
        for (;;) {
            size_t leftWins = 0, rightWins = 0;
            for (;;) {
                int takeRight = less(*right, *left);
                if (takeRight < 0)
                    return false;
                if (takeRight) {
                    *target++ = *right++;
                    leftWins = 0;
                    if (--rightCount == 0)
                        return true;
                    if (++rightWins >= gallop)
                        break;
                } else {
                    *target++ = *left++;
                    rightWins = 0;
                    if (--leftCount == 1)
                        return true;
                    if (++leftWins >= gallop)
                        break;
                }
            }
            ++gallop;
            do {
                gallop -= gallop > 1;
                gallopThreshold = gallop;
                int64_t run = gallopRight(*right, left, leftCount, 0);
                if (run < 0)
                    return false;
                leftWins = size_t(run);
                if (run) {
                    move(target, left, run);
                    target += run;
                    left += run;
                    leftCount -= run;
                    // None left is possible when the comparison contradicts itself.
                    if (leftCount <= 1)
                        return true;
                }
                *target++ = *right++;
                if (--rightCount == 0)
                    return true;
                run = gallopLeft(*left, right, rightCount, 0);
                if (run < 0)
                    return false;
                rightWins = size_t(run);
                if (run) {
                    move(target, right, run);
                    target += run;
                    right += run;
                    rightCount -= run;
                    if (rightCount == 0)
                        return true;
                }
                *target++ = *left++;
                if (--leftCount == 1)
                    return true;
            } while (leftWins >= InitialGallop || rightWins >= InitialGallop);
            gallopThreshold = ++gallop;
        }
    }

    // Merges from the ends; the right run, shorter than the left one, waits in the scratch space. Pointers are one past
    // what is left.
    bool mergeHigh(Item* leftBegin, int64_t leftCount, Item* rightBegin, int64_t rightCount) {
        move(scratch, rightBegin, rightCount);
        Item* target = rightBegin + rightCount;
        Item* left = leftBegin + leftCount;
        Item* right = scratch + rightCount;
        bool fine = true;
        *--target = *--left;
        if (--leftCount != 0 && rightCount != 1)
            fine = mergeHighLoop(target, leftBegin, left, leftCount, right, rightCount);
        if (!fine || leftCount == 0 || rightCount != 1) {
            move(target - rightCount, scratch, rightCount);
            return fine;
        }
        // The first of the right run is the smallest of all.
        move(target - leftCount, left - leftCount, leftCount);
        *(target - leftCount - 1) = *scratch;
        return true;
    }

    bool mergeHighLoop(Item*& target, Item* leftBegin, Item*& left, int64_t& leftCount, Item*& right,
                       int64_t& rightCount) {
        size_t gallop = gallopThreshold;
        for (;;) {
            size_t leftWins = 0, rightWins = 0;
            for (;;) {
                int takeLeft = less(right[-1], left[-1]);
                if (takeLeft < 0)
                    return false;
                if (takeLeft) {
                    *--target = *--left;
                    rightWins = 0;
                    if (--leftCount == 0)
                        return true;
                    if (++leftWins >= gallop)
                        break;
                } else {
                    *--target = *--right;
                    leftWins = 0;
                    if (--rightCount == 1)
                        return true;
                    if (++rightWins >= gallop)
                        break;
                }
            }
            ++gallop;
            do {
                gallop -= gallop > 1;
                gallopThreshold = gallop;
                int64_t place = gallopRight(right[-1], leftBegin, leftCount, leftCount - 1);
                if (place < 0)
                    return false;
                int64_t run = leftCount - place;
                leftWins = size_t(run);
                if (run) {
                    target -= run;
                    left -= run;
                    move(target, left, run);
                    leftCount -= run;
                    if (leftCount == 0)
                        return true;
                }
                *--target = *--right;
                if (--rightCount == 1)
                    return true;
                place = gallopLeft(left[-1], scratch, rightCount, rightCount - 1);
                if (place < 0)
                    return false;
                run = rightCount - place;
                rightWins = size_t(run);
                if (run) {
                    target -= run;
                    right -= run;
                    move(target, right, run);
                    rightCount -= run;
                    if (rightCount <= 1)
                        return true;
                }
                *--target = *--left;
                if (--leftCount == 0)
                    return true;
            } while (leftWins >= InitialGallop || rightWins >= InitialGallop);
            gallopThreshold = ++gallop;
        }
    }

    Item* items;
    size_t count;
    Item* scratch;
    Less& less;
    size_t gallopThreshold = InitialGallop;
    size_t pendingCount = 0;
    Run pending[MaxPending];
};

} // namespace pyc::runtime
