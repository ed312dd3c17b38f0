_private, public = 1, 2
import star_all


def function():
    return public
