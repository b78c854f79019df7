"""A crowd talks to the bot for some minutes, with faults on: python -m tests.soak [--minutes N]."""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from tests.botapi.server import BotApiServer
from tests.soak.people import EDITORS, Crowd

PROJECT = Path(__file__).resolve().parents[2]
#: A scripted fault strikes about each so-manieth second.
FAULT_EVERY = 4.0
#: The last third of the time may take so much more memory than the middle one.
MOST_GROWTH = 1.10
#: Lines of the log that tell of an exception nobody handled.
OUTSIDE = re.compile(
    r"exception was never retrieved|was never awaited|No error handlers|regular task failed"
    r"|Fetching updates was aborted|An error was raised and even"
)


async def started(server: BotApiServer, folder: Path, log: Path) -> asyncio.subprocess.Process:
    """Start the real command on a register of its own."""
    people = ",".join(str(1000 + n) for n in range(EDITORS))
    environment = {k: v for k, v in os.environ.items() if not k.startswith("SANYA_")} | {
        "SANYA_TOKEN": server.token,
        "SANYA_API_ADDRESS": server.base_url.removesuffix("/bot"),
        "SANYA_OPEN_TO_ALL": "yes",
        "SANYA_ADMINISTRATORS": people,
        "PYTHONPATH": str(PROJECT),
    }
    with log.open("wb") as output:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"), cwd=folder, env=environment, stderr=output
        )


def memory_of(pid: int) -> float:
    """Return the memory a process holds (MB)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def computed_by(pid: int) -> float:
    """Return the seconds a process has computed."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def make_trouble(server: BotApiServer, random: Random) -> None:
    """Script one fault after the other until cancelled."""
    while True:
        await asyncio.sleep(random.expovariate(1 / FAULT_EVERY))
        method = random.choice(("sendMessage", "getUpdates", "answerCallbackQuery", "sendMessage"))
        match random.choice(("error", "raw", "drop", "after", "hang")):
            case "error":
                server.faults.add(method, code=429, parameters={"retry_after": 2})
            case "raw":
                server.faults.add(method, "raw", code=502)
            case "drop":
                server.faults.add(method, "drop")
            case "after":
                server.faults.add("sendMessage", "after")
            case _:
                fault = server.faults.add(method, "hang")
                asyncio.get_running_loop().call_later(3, fault.release)


async def crowd_for(crowd: Crowd, seconds: float, pace: float, pid: int) -> list[float]:
    """Let the crowd act for some seconds, `pace` times a second; returns the memory, by second."""
    memory: list[float] = []
    under_way: set[asyncio.Task[None]] = set()
    began = time.monotonic()
    acts = 0
    while (passed := time.monotonic() - began) < seconds:
        while acts < passed * pace:
            task = asyncio.create_task(crowd.act())
            under_way.add(task)
            task.add_done_callback(under_way.discard)
            acts += 1
        if len(memory) < passed:
            memory.append(memory_of(pid))
        await asyncio.sleep(1 / pace)
    await asyncio.gather(*under_way)
    return memory


async def soak(minutes: float, pace: float, seed: int, *, calm: bool = False) -> bool:
    """Run it and print what it came to; returns whether all held."""
    with tempfile.TemporaryDirectory() as name:
        folder, log = Path(name), Path(name) / "log"
        async with BotApiServer() as server:
            crowd = Crowd(server, 200, 40, seed)
            process = await started(server, folder, log)
            try:
                first = crowd.people[-1]
                await first.says("/whoami")
                await first.private_chat().next_reply(within=60)
                trouble = asyncio.create_task(make_trouble(server, Random(seed)))
                if calm:
                    trouble.cancel()
                memory = await crowd_for(crowd, minutes * 60, pace, process.pid)
                trouble.cancel()
                server.faults.lift()
                cpu = computed_by(process.pid)
                process.send_signal(signal.SIGTERM)
                status = await asyncio.wait_for(process.wait(), 20)
            finally:
                if process.returncode is None:
                    process.kill()
                    await process.wait()
            text = log.read_text(encoding="utf-8", errors="replace")
            return report(server, crowd, memory, cpu, status, text)


def report(
    server: BotApiServer,
    crowd: Crowd,
    memory: list[float],
    cpu: float,
    status: int,
    log: str,
) -> bool:
    """Print the numbers; returns whether all held."""
    heard = crowd.heard
    seconds = sorted(heard.seconds)
    for what, count in sorted(heard.done.items()):
        print(f"{count:7} {what}")
    spread = statistics.quantiles(seconds, n=100)
    half, most, nearly_all = spread[49], spread[94], spread[98]
    print(f"answers after {half:.3f} s (half), {most:.3f} s (95 %), {nearly_all:.3f} s (99 %)")
    third = max(1, len(memory) // 3)
    middle = statistics.median(memory[third : 2 * third] or memory)
    end = statistics.median(memory[-third:])
    print(f"memory (MB): {memory[0]:.0f} at the start, {middle:.0f} halfway, {end:.0f} at the end")
    print(f"the bot computed for {1000 * cpu / len(server.calls.sends()):.0f} ms a message")
    outside = [line for line in log.splitlines() if OUTSIDE.search(line)]
    handled = len(re.findall(r"ERROR bot\.handlers\.trouble: error", log))
    print(f"{len(server.faults)} faults still set, {handled} errors handled, status {status}")
    promises = {
        "questions not answered": heard.unanswered,
        "violations": [str(violation) for violation in server.violations],
        "exceptions outside the error handler": outside,
        "memory that grows": [f"{end / middle:.2f} times"] if end > middle * MOST_GROWTH else [],
        "a bad end": [str(status)] if status else [],
    }
    for what, broken in promises.items():
        print(f"{len(broken):7} {what} {broken[:3] or ''}")
    return not any(promises.values())


def main() -> int:
    """Run the soak that the command line asks for."""
    options = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    options.add_argument("--minutes", type=float, default=60)
    options.add_argument("--pace", type=float, default=20, help="what is done a second")
    options.add_argument("--calm", action="store_true", help="without faults")
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    return 0 if asyncio.run(soak(chosen.minutes, chosen.pace, chosen.seed, calm=chosen.calm)) else 1


if __name__ == "__main__":
    sys.exit(main())
