# run: classes with type parameters, their bases and subscripts
class C[T]:
    def m(self, x: T) -> T: return x
print(C.__type_params__, C.__bases__, C.__mro__, C.__orig_bases__, C.__parameters__)
print(C[int], C[int]().m(1), C[int].__origin__, C[int].__args__)
class D[T: int = bool](C[T]): pass
print(D.__bases__, D.__orig_bases__, D.__parameters__, D.__type_params__[0].__default__)
class E(C[int]): pass
print(E.__bases__, E.__mro__, E.__orig_bases__)
print(isinstance(E(), C), D[str])
try: C[int, str]
except TypeError as e: print(e)
try: E[int]
except TypeError as e: print(e)
c = C[int]()
print(c.__orig_class__)
