# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A folder served on this machine, and a headless Chromium that looks at it, driven over WebDriver's plain HTTP."""
import contextlib
import functools
import http.server
import json
import re
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
ISOLATED = {"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp"}


class Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = {".html": "text/html; charset=utf-8", ".mjs": "text/javascript", ".js": "text/javascript", ".css": "text/css",
                      ".wasm": "application/wasm", "": "application/octet-stream"}
    headers_for_all = {}

    def end_headers(self):
        for name, value in self.headers_for_all.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *arguments):
        pass


@contextlib.contextmanager
def served(folder, headers={}):
    """The address of a server of the folder's files."""
    handler = type("Handler", (Handler,), {"headers_for_all": headers})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


class Page:
    def __init__(self, session):
        self.session = session

    def call(self, method, path, **body):
        request = urllib.request.Request(self.session + path, method=method, headers={"Content-Type": "application/json"},
                                         data=json.dumps(body).encode() if method == "POST" else None)
        try:
            with urllib.request.urlopen(request, timeout=120) as response:
                return json.load(response)["value"]
        except urllib.error.HTTPError as error:
            value = json.load(error)["value"]
            raise RuntimeError(f"{value['error']}: {value['message']}") from None

    def open(self, url):
        self.call("POST", "/url", url=url)

    def script(self, text):
        """The value of a function's body, awaited when it is a promise."""
        return self.call("POST", "/execute/sync", script=text, args=[])

    def element(self, selector):
        return self.call("POST", "/element", using="css selector", value=selector)[ELEMENT]

    def text(self, selector):
        return self.script(f"return document.querySelector({json.dumps(selector)}).textContent")

    def type(self, selector, text):
        self.call("POST", f"/element/{self.element(selector)}/value", text=text)

    def click(self, selector):
        self.call("POST", f"/element/{self.element(selector)}/click")

    def wait(self, selector, wanted, seconds=60):
        """Until the element's text contains `wanted`."""
        end = time.monotonic() + seconds
        while wanted not in (text := self.text(selector)):
            if time.monotonic() > end:
                raise AssertionError(f"{selector} never showed {wanted!r}; it shows {text!r}; the console: {self.console()}")
            time.sleep(0.05)
        return text

    def wait_for(self, script, seconds=60):
        """Until the value of a function's body is true."""
        end = time.monotonic() + seconds
        while not self.script(script):
            if time.monotonic() > end:
                raise AssertionError(f"never true: {script}")
            time.sleep(0.02)

    def console(self):
        return [entry["message"] for entry in self.call("POST", "/se/log", type="browser")]


@contextlib.contextmanager
def chromium():
    """A page of a browser started for it alone."""
    with tempfile.TemporaryDirectory(prefix="pyc-chromium-", ignore_cleanup_errors=True) as profile:
        driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        try:
            for line in driver.stdout:
                if started := re.search(r"started successfully on port (\d+)", line):
                    break
            else:
                raise RuntimeError("chromedriver did not start")
            threading.Thread(target=driver.stdout.read, daemon=True).start()
            address = f"http://127.0.0.1:{started[1]}/session"
            options = {"args": [*FLAGS, f"--user-data-dir={profile}"], "binary": "/usr/bin/chromium"}
            wanted = {"alwaysMatch": {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}}
            page = Page(address)
            page.session = f"{address}/{page.call('POST', '', capabilities=wanted)['sessionId']}"
            try:
                yield page
            finally:
                page.call("DELETE", "")
        finally:
            driver.terminate()
            driver.wait()
