"""
Celery's side of bench/tasks.mjs: a task that does nothing, its prefork worker and its producer, with a result backend, on the
Redis whose address is given. What it is to do next comes as a line on standard input, the answer goes as one to standard output.
"""

import subprocess
import sys
import tempfile
import time

from celery import Celery
from redis import Redis

url, processes, *flags = sys.argv[1:]
app = Celery("bench", broker=f"{url}/1", backend=f"{url}/2")
results = Redis.from_url(f"{url}/2")
QUEUE = "celery"
WORKER = "bench@bench"
START_SECONDS = 60


@app.task(name="nothing")
def nothing(task):
    return task["outcome"]


def work():
    options = ["--pool=prefork", f"--concurrency={processes}", f"--hostname={WORKER}", "--loglevel=ERROR"]
    app.worker_main(["worker", *options, *[flag for flag in flags if flag == "-E"]])


def enqueue(count):
    """Seconds that so many calls of `delay` take, one after another."""
    task = {"id": "0" * 36, "job": "health_check", "payload": {}, "submitter": "bench", "outcome": "ok"}
    before = time.perf_counter()
    for _ in range(count):
        nothing.delay(task)
    return time.perf_counter() - before


def hold():
    app.control.cancel_consumer(QUEUE, destination=[WORKER], reply=True)
    results.flushdb()
    return 0


def drain(count):
    """Seconds from when the worker may take tasks until so many results are kept."""
    before = time.perf_counter()
    app.control.add_consumer(QUEUE, destination=[WORKER])
    while results.dbsize() < count:
        time.sleep(0.005)
    return time.perf_counter() - before


def obey():
    command = [sys.executable, "-W", "ignore", __file__, url, processes, "work", *flags]
    with tempfile.TemporaryFile("w+") as said:
        worker = subprocess.Popen(command, stdout=said, stderr=said)
        try:
            await_start(worker, said)
            print("ready", flush=True)
            for line in sys.stdin:
                verb, *numbers = line.split()
                print({"enqueue": enqueue, "hold": hold, "drain": drain}[verb](*map(int, numbers)), flush=True)
        finally:
            worker.terminate()
            worker.wait()


def await_start(worker, said):
    deadline = time.monotonic() + START_SECONDS
    while not app.control.ping(destination=[WORKER], timeout=0.5):
        if worker.poll() is not None or time.monotonic() > deadline:
            said.seek(0)
            raise SystemExit(f"the Celery worker did not start: {said.read()}")


if "work" in flags:
    work()
else:
    obey()
