class auto:
    pass


class _Member(int):
    def __new__(cls, value):
        if cls._members and value not in cls._members:
            raise ValueError(f"{value} is not a valid {cls.__name__}")
        return int.__new__(cls, value)


class IntEnum(int):
    pass


class StrEnum(str):
    pass


def _simple_enum(base):
    def make(cls):
        made = type(cls.__name__, (_Member,), {"_members": {}, **{name: value for name, value in vars(cls).items() if callable(value) and not isinstance(value, type)}})
        members, numbers, number = {}, {}, 0
        for name, value in vars(cls).items():
            if name[0] == "_" or callable(value) and not isinstance(value, auto):
                continue
            if value not in numbers:
                number = number + 1 if isinstance(value, auto) else int(value)
                numbers[value] = number
            member = members.setdefault(numbers[value], made(numbers[value]))
            setattr(made, name, member)
        made._members = members
        return made
    return make
