"""Load on ``cleaner serve``: 8 and then 64 connections on loopback that post 80 KB pages.

wrk posts if it is there, benchmarks.posts otherwise.

python -m benchmarks.load --seconds 60 -o benchmarks/load.json

Writes the figures as JSON, and as a table in load.md beside it.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).parents[1] / "samples" / "portal-related.html"
PAGE_BYTES = 80_000
SCRIPT = """
local file = io.open("{page}", "rb"); wrk.body = file:read("*a"); file:close()
wrk.method = "POST"; wrk.headers["Content-Type"] = "text/html"
local threads = {{}}
function setup(thread) table.insert(threads, thread) end
function init() good = 0; shed = 0; other = 0 end
function response(status)
  if status == 200 then good = good + 1 elseif status == 503 then shed = shed + 1 else other = other + 1 end
end
function done(summary, latency)
  local n = {{good = 0, shed = 0, other = 0}}
  for _, t in ipairs(threads) do for k in pairs(n) do n[k] = n[k] + t:get(k) end end
  local e = summary.errors
  io.write(string.format('RESULT {{"ok": %d, "shed": %d, "other": %d, "socket_errors": %d, "p50_ms": %.1f, "p99_ms": %.1f}}\\n',
    n.good, n.shed, n.other, e.connect + e.read + e.write + e.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
"""  # noqa: E501


def page() -> bytes:
    """The sample page with as many of its own paragraphs again as make 80 KB."""
    html = SAMPLE.read_text("utf-8")
    more = "".join(re.findall(r"<p>.*?</p>", html, re.S)) or "<p>海上风电场全部投运。</p>"
    room = PAGE_BYTES - len(html.encode())
    return html.replace("</body>", more * (room // len(more.encode())) + "</body>").encode()


def rss(pid: int) -> int:
    """Megabytes resident in a process and its children."""
    rows = subprocess.run(["ps", "-eo", "pid=,ppid=,rss="], capture_output=True, text=True, check=True).stdout
    table = [tuple(map(int, row.split())) for row in rows.splitlines()]
    return sum(kb for process, parent, kb in table if pid in (process, parent)) // 1024


def client(url: str, connections: int, seconds: int, folder: Path) -> list[str]:
    """The command that posts the page in a folder and reports in a line; see SCRIPT."""
    if shutil.which("wrk"):
        script = str(folder / "post.lua")
        return ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", script, url]
    numbers = [f"--connections={connections}", f"--seconds={seconds}"]
    return [sys.executable, "-m", "benchmarks.posts", url, str(folder / "page.html"), *numbers]


def load(address: str, connections: int, seconds: int, folder: Path, pid: int) -> dict[str, Any]:
    """One run of the client, with the memory of the server before, in the middle and after."""
    before = rss(pid)
    command = client(f"{address}v1/clean", connections, seconds, folder)
    run = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    time.sleep(seconds / 2)
    middle = rss(pid)
    out, _ = run.communicate()
    found: dict[str, Any] = json.loads(next(x for x in out.splitlines() if x.startswith("RESULT"))[7:])
    rate = round(found["ok"] / seconds, 1)
    return {"connections": connections, "seconds": seconds, **found, "pages_a_second": rate,
            "rss_mb": [before, middle, rss(pid)]}  # fmt: skip


def post(address: str, body: bytes) -> int:
    """The status of one post, which raises for anything but success."""
    request = urllib.request.Request(f"{address}v1/clean", body, {"Content-Type": "text/html"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        answer.read()
        return int(answer.status)


def recovery(address: str, body: bytes, tries: int = 600) -> float | None:
    """Seconds until a page is answered again; ``None`` if none is."""
    since = time.perf_counter()
    for _ in range(tries):
        with contextlib.suppress(urllib.error.HTTPError):
            post(address, body)
            return round(time.perf_counter() - since, 1)
        time.sleep(0.1)
    return None


ABOUT = """# Load on `cleaner serve`

Made by `make bench-load` on {measured} with {client}: {seconds} seconds for each row,
pages of {page_bytes:,} bytes, on a machine of {cores} cores that server and client share{note}.
Load of the machine just before: {load_before:.1f}.
Times at 64 connections are those of all answers, most of them 503.

{rows}

{after}.
"""


def table(result: dict[str, Any]) -> str:
    """The figures in Markdown."""
    head = ["connections", "answered", "pages/s", "median ms", "99 % ms", "503", "errors"]
    head.append("MB before, middle, after")
    lines = [head, ["---"] * len(head)]
    for run in result["runs"]:
        memory = ", ".join(f"{mb:,}" for mb in run["rss_mb"])
        errors = run["other"] + run["socket_errors"]
        figures = (f"{run[name]:,}" for name in ("ok", "pages_a_second", "p50_ms", "p99_ms", "shed"))
        lines.append([str(run["connections"]), *figures, str(errors), memory])
    rows = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    took = result["recovery"]
    after = "No page is answered afterwards" if took is None else f"Afterwards a page is answered in {took} s"
    return ABOUT.format(**result, seconds=result["runs"][0]["seconds"], rows=rows, after=after)


def main() -> None:
    """Starts a server, loads it, and writes what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--note", default="", help="what else to say of the machine")
    args = parser.parse_args()
    body = page()
    before = os.getloadavg()[0]
    command = [sys.executable, "-m", "cleaner", "serve", "--port", "0"]
    with tempfile.TemporaryDirectory() as folder, subprocess.Popen(command, stdout=subprocess.PIPE) as server:
        try:
            path, script = Path(folder, "page.html"), Path(folder, "post.lua")
            path.write_bytes(body)
            script.write_text(SCRIPT.format(page=path))
            line = server.stdout.readline().decode() if server.stdout else ""
            address = line.split()[3]
            for _ in range(20):  # every worker is ready
                post(address, body)
            runs = [load(address, n, args.seconds, Path(folder), server.pid) for n in (8, 64)]
            posted_by = "wrk" if shutil.which("wrk") else "benchmarks.posts"
            result = {
                "measured": time.strftime("%Y-%m-%d", time.gmtime()),
                "cores": os.cpu_count(),
                "note": f", {args.note}" if args.note else "",
                "load_before": before,
                "client": posted_by,
                "page_bytes": len(body),
                "runs": runs,
                "recovery": recovery(address, body),
            }
        finally:
            server.terminate()
    text = json.dumps(result, indent=1)
    print(text)
    if args.output:
        args.output.parent.mkdir(parents=True, exist_ok=True)
        args.output.write_text(text + "\n")
        args.output.with_suffix(".md").write_text(table(result), "utf-8")


if __name__ == "__main__":
    main()
