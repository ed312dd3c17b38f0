NAME = "path in " + __package__
