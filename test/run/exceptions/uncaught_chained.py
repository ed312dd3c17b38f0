# run: the traceback of a chain: cause, context, notes
class ConfigError(Exception):
    pass


def parse(text):
    return int(text)


def load(entries):
    result = {}
    for name, text in entries:
        try:
            result[name] = parse(text)
        except ValueError as error:
            problem = ConfigError(f"bad value for {name!r}")
            problem.add_note("expected a number")
            raise problem from error
    return result


def main():
    try:
        load([("a", "1"), ("b", "x2")])
    except ConfigError:
        missing = {}
        return missing["fallback"]


main()
