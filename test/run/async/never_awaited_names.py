# run: coroutines that a module's names hold to the end are told of at the end
class Server:
    async def stop(self):
        pass


kept = Server().stop()
print(kept.cr_await, kept.cr_running)
