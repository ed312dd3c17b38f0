# run: a coroutine that was called and dropped is told of, with the place of the call
async def task(number):
    return number


class Server:
    async def stop(self):
        pass


async def main():
    return await task(1)


def start():
    print("starting")
    task(
        2)
    print("started")


start()
try:
    main().send(None)
except StopIteration as end:
    print(end.value)
unused = task(3)
unused.close()
