import registry as hub


@hub.plugin("double", priority=1)
def double(text):
    return "".join(str(int(c) * 2) if c.isdigit() else c for c in text)


if "missing" in hub.plugins:
    from plugin_text import nothing
