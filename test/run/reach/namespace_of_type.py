# run: members taken out of a type's namespace
print(vars(str)["up" + "per"]("abc"))
print([name for name, member in vars(int).items() if name.startswith("conj")])
