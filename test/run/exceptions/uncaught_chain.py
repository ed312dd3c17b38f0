# run: an uncaught exception with a cause, a context and a note; exit status 1
class ConfigError(Exception):
    """Raised when a setting cannot be used."""


def parse(text):
    key, _, value = text.partition("=")
    if not value:
        raise ValueError(f"no value for {key!r}")
    return key, int(value)


def load(lines):
    settings = {}
    for number, line in enumerate(lines, 1):
        try:
            key, value = parse(line)
        except ValueError as error:
            failure = ConfigError(f"line {number} cannot be read")
            failure.add_note(f"the line was {line!r}")
            failure.add_note("see the manual")
            raise failure from error
        settings[key] = value
    return settings


def report(lines):
    try:
        return load(lines)
    except ConfigError:
        print("reporting failed:", missing_name)


print(load(["a=1", "b=2"]))
report(["a=1", "b=x", "c"])
