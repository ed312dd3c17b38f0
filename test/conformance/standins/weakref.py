WeakValueDictionary = dict
