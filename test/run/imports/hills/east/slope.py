"""A module of a folder without __init__.py."""
from . import shared
from .steep import path

NAME = shared.NAME + " east, " + path.NAME
