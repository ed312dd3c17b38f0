# Primes below a bound, by crossing out multiples.


def primes_below(bound):
    prime = [1] * bound
    prime[0] = 0
    prime[1] = 0
    i = 2
    while i * i < bound:
        if prime[i] == 1:
            for multiple in range(i * i, bound, i):
                prime[multiple] = 0
        i += 1
    count = 0
    for i in range(bound):
        count += prime[i]
    return count


def main():
    total = 0
    for _ in range(30):
        total += primes_below(1000000)
    print(total)


main()
