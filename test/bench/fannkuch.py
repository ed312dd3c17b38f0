# The most reversals any permutation of 0..n-1 needs until 0 is in front, over all permutations in a fixed order.


def fannkuch(n):
    order = list(range(n))
    count = [0] * n
    most = 0
    checksum = 0
    even = True
    remaining = n
    while True:
        while remaining != 1:
            count[remaining - 1] = remaining
            remaining -= 1

        work = order[:]
        flips = 0
        front = work[0]
        while front != 0:
            low = 0
            high = front
            while low < high:
                swapped = work[low]
                work[low] = work[high]
                work[high] = swapped
                low += 1
                high -= 1
            flips += 1
            front = work[0]
        if flips > most:
            most = flips
        if even:
            checksum += flips
        else:
            checksum -= flips
        even = not even

        while True:
            if remaining == n:
                return checksum, most
            first = order[0]
            for i in range(remaining):
                order[i] = order[i + 1]
            order[remaining] = first
            count[remaining] -= 1
            if count[remaining] > 0:
                break
            remaining += 1


def main():
    for n in (8, 9, 9, 9):
        checksum, most = fannkuch(n)
        print(checksum, most)


main()
