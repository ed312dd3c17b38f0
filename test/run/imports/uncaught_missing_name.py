# run: the report of a name that cannot be imported, with a suggestion
import garden.soil
from star_all import show
