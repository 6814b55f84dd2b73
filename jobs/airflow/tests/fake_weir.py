"""A stand-in for ``weir`` that keeps its promises: one release for each number, nothing left of a run that was stopped.

It runs as a program: ``python fake_weir.py run clinical --workspace W --output json --progress json``. What it does follows from
``fake.json`` in the workspace; the releases are files in ``warehouse/releases/<product>``, each created exclusively.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import json
import os
import signal
import sys
import time
import uuid
from datetime import datetime, timezone
from pathlib import Path

TABLES = ["patients", "encounters"]
JUDGED = ["id", "table", "severity", "verdict", "evaluated", "failed-rows"]
PUBLISHING = False
STAGED: list[Path] = []


def now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="microseconds").replace("+00:00", "Z")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("command")
    parser.add_argument("subject", nargs="?")
    parser.add_argument("--workspace", "-w")
    parser.add_argument("--output")
    parser.add_argument("--profile")
    parser.add_argument("--progress")
    parser.add_argument("--interval")
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--all", action="store_true")
    asked = parser.parse_args()
    workspace = Path(asked.workspace)
    plan = json.loads((workspace / "fake.json").read_text()) if (workspace / "fake.json").exists() else {}
    seen = {key: os.environ[key] for key in os.environ if key.startswith(("WEIR_", "OPENLINEAGE_"))}
    with (workspace / "calls.ndjson").open("a") as calls:
        calls.write(json.dumps({"arguments": sys.argv[1:], "environment": seen, "pid": os.getpid()}) + "\n")
    if asked.command == "releases":
        return releases(workspace, asked.subject)
    if asked.command == "show":
        return show(workspace, asked.subject)
    return Run(workspace, asked.subject, asked.interval, plan).end()


class Run:
    def __init__(self, workspace: Path, product: str, interval: str | None, plan: dict) -> None:
        self.workspace = workspace
        self.product = product
        self.interval = interval
        self.plan = plan
        self.id = str(uuid.uuid4())
        self.started = now()
        self.log = workspace / "warehouse" / "releases" / product
        self.log.mkdir(parents=True, exist_ok=True)

    def end(self) -> int:
        signal.signal(signal.SIGTERM, self.stopped)
        with (self.log / "run.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                (self.workspace / "busy").touch()
                return self.failed(5, "R001", "Another run of the product is at work")
            return self.run()

    def run(self) -> int:
        for left in self.log.glob("*.staged"):  # what a run that was killed has left
            left.unlink()
        if self.plan.get("noise"):
            print("OpenJDK 64-Bit Server VM warning: something", file=sys.stderr)
            print("{not json", file=sys.stderr)
            print("x" * (9 << 20), file=sys.stderr)
        self.say("started", inputs=["raw.patients"])
        self.say("message", kind="note", text="A sentence for people.")
        self.stage("survey", "")
        exit_code = self.plan.get("exit", 0)
        if exit_code in (1, 2, 6):
            return self.failed(exit_code, "S002", "The disk is away")
        if exit_code == 4:
            return self.record("refused", 4, ["The law pack says no."])
        last, state = newest(self.log), self.state()
        if last and self.same(state):
            return self.record("unchanged", 0, [], last["number"])
        staged = self.log / f"{self.id}.staged"
        STAGED.append(staged)
        staged.write_text("rows")
        for table in TABLES:
            self.stage("stage", table, rows=100)
        self.stage("compare", "")
        failed = exit_code == 3
        rules = [
            rule("patients.age", "patients", "passed"),
            rule("encounters.dates", "encounters", "failed" if failed else "passed"),
        ]
        self.say("judged", rules=[{key: each[key] for key in JUDGED} for each in rules])
        if failed:
            staged.unlink()
            return self.record("held", 3, ["encounters.dates failed: 3 of 100 rows"], rules=rules)
        return self.publish(staged, (last["number"] if last else 0) + 1, state, rules)

    def publish(self, staged: Path, number: int, state: str, rules: list) -> int:
        global PUBLISHING
        PUBLISHING = True
        self.say("stage-started", stage="publish", subject=f"{self.product}@{number}")
        manifest = {
            "number": number,
            "run": self.id,
            "at": now(),
            "state": state,
            "interval": self.interval,
            "inputs": self.inputs(),
        }
        pause(self.plan)
        descriptor = os.open(self.log / f"{number}.tmp-{self.id}", os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        with os.fdopen(descriptor, "w") as file:
            json.dump(manifest, file)
        os.link(self.log / f"{number}.tmp-{self.id}", self.log / f"{number}.json")  # fails where there is one
        (self.log / f"{number}.tmp-{self.id}").unlink()
        pause(self.plan)
        staged.unlink()
        self.say("stage-ended", stage="publish", subject=f"{self.product}@{number}", rows=200, millis=3)
        return self.record("released", 0, [], number, rules)

    def stopped(self, number: int, frame: object) -> None:
        if PUBLISHING:
            return
        for staged in STAGED:
            staged.unlink(missing_ok=True)
        (self.workspace / "stopped").write_text(self.id)
        os._exit(128 + number)

    def inputs(self) -> str:
        raw = self.workspace / "raw.txt"
        return raw.read_text() if raw.exists() else ""

    def state(self) -> str:
        return hashlib.sha256(f"{self.inputs()}|{self.interval}".encode()).hexdigest()

    def same(self, state: str) -> bool:
        if self.interval is None:
            return newest(self.log)["state"] == state
        return any(json.loads(path.read_text())["state"] == state for path in self.log.glob("[0-9]*.json"))

    def stage(self, stage: str, subject: str, rows: int | None = None) -> None:
        self.say("stage-started", stage=stage, subject=subject)
        pause(self.plan)
        self.say("tasks", stage=stage, subject=subject, done=2, total=2)
        counted = {} if rows is None else {"rows": rows}
        self.say("stage-ended", stage=stage, subject=subject, millis=12, **counted)

    def say(self, event: str, **values: object) -> None:
        line = json.dumps({"event": event, "at": now(), "run": self.id, "product": self.product, **values})
        try:
            print(line, file=sys.stderr, flush=True)
        except BrokenPipeError:
            sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 the worker has gone; the guard stops this run

    def record(self, outcome: str, code: int, reasons: list, number: int | None = None, rules: list | None = None) -> int:
        tables = [
            {
                "table": table,
                "produced": 100,
                "released": 100,  # or would be
                "quarantined": 0,
            }
            for table in TABLES
        ]
        told = (
            [{**table, "content-hash": content(table["table"], number)} for table in tables] if outcome == "released" else tables
        )
        release = {} if number is None else {"release": f"{self.product}@{number}"}
        self.say("ended", outcome=outcome, exit=code, reasons=reasons, tables=told, score=98.5, **release)
        document = {
            "schema": "weir-run-1",
            "run": {
                "id": self.id,
                "product": self.product,
                "weir-version": "fake",
                "started": self.started,
                "ended": now(),
            },
            "outcome": outcome,
            "reasons": reasons,
            "score": {"formula": "weir-score-3", "points": 98.5, "tables": [], "losses": [], "unjudged": []},
            "sources": [],
            "tables": [{**table, "dropped": 0} for table in tables],
            "rules": rules or [],
            "times": [],
            **({} if number is None else {"release": number}),
        }
        print(json.dumps(document))
        return code

    def failed(self, code: int, name: str, what: str) -> int:
        problem = {
            "code": name,
            "name": "a name",
            "file": "weir.yaml",
            "line": 0,
            "column": 0,
            "what": what,
            "why": "it is so",
            "remedy": "wait",
        }
        self.say("ended", outcome="conflict" if code == 5 else "failed", exit=code, reasons=[what], tables=[])
        line = {"event": "problem", "at": now(), "product": self.product, **problem}
        print(json.dumps(line), file=sys.stderr, flush=True)
        print(json.dumps({"exit": code, "problems": [problem]}))
        return code


def pause(plan: dict) -> None:
    deadline = time.monotonic() + plan.get("pause", 0)
    while (left := deadline - time.monotonic()) > 0:
        time.sleep(left)


def rule(name: str, table: str, verdict: str) -> dict:
    return {
        "id": name,
        "table": table,
        "check": {"kind": "row", "predicate": "age >= 0", "columns": ["age"]},
        "severity": "block",
        "author": "steward",
        "dimension": "accuracy",
        "owner": "stewards",
        "because": "ages",
        "terms": {"tags": []},
        "place": {"file": "quality-rules/a.yaml", "line": 3, "column": 5},
        "fingerprint": "0123456789abcdef",
        "verdict": verdict,
        "evaluated": 100,
        "failed-rows": 3 if verdict == "failed" else 0,
        "explanation": "3 of 100 rows" if verdict == "failed" else "all rows",
        "metrics": {},
    }


def content(table: str, number: int | None) -> str:
    return hashlib.sha256(f"{table}{number}".encode()).hexdigest()


def newest(log: Path) -> dict | None:
    numbers = sorted(int(path.stem) for path in log.glob("[0-9]*.json"))
    return json.loads((log / f"{numbers[-1]}.json").read_text()) if numbers else None


def releases(workspace: Path, product: str) -> int:
    log = workspace / "warehouse" / "releases" / product
    found = [json.loads(path.read_text()) for path in log.glob("[0-9]*.json")]
    found.sort(key=lambda entry: -entry["number"])
    listed = [
        {
            "release": entry["number"],
            "released-at": entry["at"],
            "run": entry["run"],
            "rows": 200,
            "score": 98.5,
            "rules-passed": 2,
            "rules-failed": 0,
            "bytes": 1000,
            "repaired": False,
            "expired": False,
            "contracts": ["patients 1.0.0"],
            "tags": [],
            "pins": [],
        }
        for entry in found[:20]
    ]
    print(json.dumps({"product": product, "count": len(found), "releases": listed}))
    return 0


def show(workspace: Path, reference: str) -> int:
    product, _, number = reference.partition("@")
    entry = json.loads((workspace / "warehouse" / "releases" / product / f"{number}.json").read_text())
    load = {"mode": "append", "added": 100, "removed": 0}
    if entry["interval"]:
        start, end = entry["interval"].split("/")
        load["interval"] = {"from": start, "to": end, "shown": entry["interval"]}
    tables = [{"name": table, "content": {"hash": content(table, int(number))}, "load": load} for table in TABLES]
    print(json.dumps({"schema": "weir-manifest-2", "number": int(number), "tables": tables}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
