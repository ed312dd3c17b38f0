print("deep starts", __package__)
