# run: a generator that is still suspended at the end runs its finally block then
def reader(name):
    print("open", name)
    try:
        while True:
            yield name
    finally:
        print("close", name)


first = reader("first")
print(next(first), next(first))
second = reader("second")
third = reader("third")
next(third)
third.close()
print("end of program")
