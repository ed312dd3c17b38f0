# run: try, except, else, finally in every arrangement, with return, break and continue
def order(action):
    trail = []
    try:
        trail.append("try")
        if action == "raise":
            raise ValueError("v")
        if action == "other":
            raise KeyError("k")
        if action == "return":
            return trail
        trail.append("end of try")
    except ValueError as error:
        trail.append(f"except {error}")
    else:
        trail.append("else")
    finally:
        trail.append("finally")
    trail.append("after")
    return trail


print(order("nothing"), order("raise"), order("return"))
try:
    order("other")
except KeyError as error:
    print("KeyError", error, error.args, repr(error), str(error))


def override():
    try:
        return "try"
    finally:
        print("cleaning")


def loops():
    seen = []
    for i in range(6):
        try:
            if i == 1:
                continue
            if i == 4:
                break
            if i == 2:
                raise IndexError(i)
            seen.append(i)
        except IndexError:
            seen.append("caught")
            continue
        finally:
            seen.append(f"f{i}")
    else:
        seen.append("never")
    return seen


def nested():
    try:
        try:
            1 / 0
        except KeyError:
            print("wrong")
        finally:
            print("inner finally")
    except ZeroDivisionError:
        print("outer")
        try:
            raise
        except ZeroDivisionError as again:
            print("again", again)
    try:
        try:
            raise ValueError(1)
        except ValueError:
            raise TypeError(2)
        finally:
            print("after second")
    except TypeError as error:
        print(error, repr(error.__context__))


print(override(), loops())
nested()
for kind in (ValueError, KeyError, IndexError, ZeroDivisionError, LookupError, ArithmeticError, Exception):
    try:
        raise kind("x")
    except (KeyError, IndexError) as error:
        print("pair", repr(error))
    except ArithmeticError as error:
        print("arithmetic", repr(error))
    except LookupError as error:
        print("lookup", repr(error))
    except Exception as error:
        print("any", repr(error))
try:
    raise ValueError
except ValueError as error:
    print(repr(error), error.args, str(error) == "")
try:
    error
except NameError as missing:
    print(missing)


def generator():
    try:
        yield 1
        yield 2
    except ValueError as error:
        yield f"handled {error}"
    finally:
        print("generator done")


g = generator()
print(next(g), g.throw(ValueError("thrown")), list(g))
g = generator()
next(g)
g.close()
while True:
    try:
        break
    finally:
        print("break through finally")


def many(n):
    count = 0
    for i in range(n):
        try:
            if i % 3 == 0:
                raise ValueError(i)
            count += 1
        except ValueError as error:
            count -= error.args[0] % 2
    return count


print(many(1000))
for bad in (lambda: (_ for _ in ()).throw(5), ):
    try:
        bad()
    except TypeError as error:
        print(error)
try:
    raise 5
except TypeError as error:
    print(error)
try:
    raise ValueError("a") from 5
except TypeError as error:
    print(error)
try:
    try:
        1 / 0
    except "not a class":
        pass
except TypeError as error:
    print(error)
try:
    raise
except RuntimeError as error:
    print(error)
assert True, "fine"
try:
    assert 1 > 2, f"message {1 + 1}"
except AssertionError as error:
    print(error)
