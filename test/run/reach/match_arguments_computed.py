# run: __match_args__ that is not written out
class Ratio(int):
    __match_args__ = tuple(word + "ator" for word in ("numer", "denomin"))


match Ratio(5):
    case Ratio(n, d):
        print(n, d)
