# run: the report of a syntax error in text that a program runs
def run(text):
    exec(text, {})


run("print('fine')")
run("value = 1\nresult = value +* 2\nprint(result)\n")
