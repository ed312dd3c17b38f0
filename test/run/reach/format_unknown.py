# run: attributes that a format string from elsewhere asks for
def template(letters):
    return "{0." + "".join(reversed(letters)) + "}"


print(template("laer").format(2.5), template("gami").format_map if False else template("gami").format(1j))
