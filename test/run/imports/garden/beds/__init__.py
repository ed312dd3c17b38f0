print("beds", __name__, __package__, __name__.rpartition(".")[0])
from ..soil import PH
