# run: if, while, for, else on loops, break, continue, pass
def classify(n):
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    elif n < 10:
        pass
    else:
        return "large"
    return "small"


print([classify(n) for n in (-5, 0, 5, 50)])
n, steps = 27, 0
while n != 1:
    n = n // 2 if n % 2 == 0 else 3 * n + 1
    steps += 1
else:
    print("ended normally", steps)
while True:
    steps -= 1
    if steps < 100:
        break
else:
    print("never")
for i in range(3):
    for j in range(3):
        if j == 2:
            continue
        if i == 1:
            break
        print(i, j)
    else:
        print("inner ended", i)
for x in ():
    print("never")
else:
    print("empty loop's else")
for i in range(5):
    i += 10
print(i)
for a, (b, *c) in [(1, (2, 3, 4)), (5, "six")]:
    print(a, b, c)
for d in ({}, {"k": 1}):
    for key in d:
        print(key)
data = [0] * 3
for data[1] in range(4):
    pass
print(data)


class Box:
    pass


for Box.item in "xyz":
    pass
print(Box.item)
total = 0
for i in range(10, 0, -3):
    total = total * 10 + i
print(total, 1 if total else 2, "a" if not total else "b" if total > 5 else "c")
