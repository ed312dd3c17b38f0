# run: an import that cannot be found ends the program, at run time
print("before")
import no_such_module_anywhere
print("after")
