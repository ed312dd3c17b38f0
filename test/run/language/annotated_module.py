# run: a module with annotated variables that ends in a branch
start: int = 1
if start > 5:
    more: str = "more"
print(start, __annotations__)
for step in range(3):
    odd: bool = step % 2 == 1
    if odd:
        print("odd", step)
if start > 5:
    print("never")
