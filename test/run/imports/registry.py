plugins = {}


def plugin(name, priority=0):
    def register(function):
        plugins[name] = (priority, function)
        return function

    return register
