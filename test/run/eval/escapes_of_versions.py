# run: of which kind a warning of an escape is, by the version of the language asked for
import _ast
import _warnings


def simplefilter(action):
    _warnings._acquire_lock()
    _warnings.filters.insert(0, (action, None, Warning, None, 0))
    _warnings._filters_mutated_lock_held()
    _warnings._release_lock()


simplefilter("always")
for s in ("'\\d'", "'\\777'", "b'\\777'", "f'\\d{1}'", "f'\\{1}'", "f'{1}\\d'", "b'\\d'", "1or 2", "t'\\d'"):
    for v in (3, 11, 12, -1):
        try:
            compile(s, "f", "exec", _ast.PyCF_ONLY_AST, _feature_version=v)
        except SyntaxError as e: print(v, s, e)
simplefilter("error")
for v in (11, 12):
    try: compile("'\\d'", "f", "exec", _ast.PyCF_ONLY_AST, _feature_version=v)
    except Warning as e: print(repr(e))
    except SyntaxError as e: print(repr(e))
