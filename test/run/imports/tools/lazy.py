print("lazy starts")
VALUE = "lazy value"
