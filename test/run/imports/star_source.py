__all__ = ["shown"]
shown = "from star"
hidden = 1
_private = 2
