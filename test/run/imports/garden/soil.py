print("soil", __name__, __package__)
PH = 6.5
