# run: PYTHONBREAKPOINT names what is called instead of the debugger
# env: PYTHONBREAKPOINT=print
print("so that it is linked")
breakpoint("called", 1, sep="-")
breakpoint()
