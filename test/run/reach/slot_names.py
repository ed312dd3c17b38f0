# run: methods of operators that nothing calls are listed and suggested all the same
class Own(int):
    pass


class Items(list):
    def __len__(self):
        return 7


print([name for name in dir(Own) if name.startswith("__r")])
print([name for name in dir(2.5) if "d" in name and name.startswith("__")])
print([name for name in dir(Items) if name.startswith("__i")], len(Items()), bool(Items()))
print([name for name in dir({}) if name.startswith("__")])
try:
    Own(1).__pov__
except AttributeError as error:
    print(error)
[].__adde__
