here = "here"


def __getattr__(name):
    if name.startswith("made_"):
        return name.removeprefix("made_")
    raise AttributeError(f"no {name!r} made")


def __dir__():
    return ["listed", "here"]
