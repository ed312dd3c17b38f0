__all__ = ["_underscored", "shown"]
_underscored, shown, hidden = "u", "s", "h"
