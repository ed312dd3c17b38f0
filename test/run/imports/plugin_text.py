from registry import plugin


@plugin("upper", 2)
def upper(text):
    return text.upper()


@plugin("reverse")
def backwards(text):
    return text[::-1]
