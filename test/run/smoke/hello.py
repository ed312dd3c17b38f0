# run: the smallest program
print("hello, world")
