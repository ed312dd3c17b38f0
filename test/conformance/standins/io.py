class TextIOWrapper:
    pass
