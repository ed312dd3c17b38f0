def cleandoc(text):
    return text
