from ..east.slope import NAME
