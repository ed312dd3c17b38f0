class deque(list):
    def popleft(self):
        return self.pop(0)


def namedtuple(name, fields):
    fields = tuple(fields.split())

    def new(cls, *values):
        return tuple.__new__(cls, values)

    def show(self):
        return f"{type(self).__name__}(" + ", ".join(f"{field}={value!r}" for field, value in zip(fields, self)) + ")"

    def replace(self, **changes):
        return type(self)(*[changes.get(field, value) for field, value in zip(fields, self)])

    members = {"_replace": replace, "__new__": new, "__repr__": show, "_fields": fields, "_make": classmethod(lambda cls, values: tuple.__new__(cls, values))}
    for place, field in enumerate(fields):
        members[field] = property(lambda self, place=place: self[place])
    return type(name, (tuple,), members)
