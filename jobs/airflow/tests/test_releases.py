"""Waiting for a release: which one fits, by the sensor's looks and by the triggers."""

from __future__ import annotations

import asyncio
import re
from datetime import datetime, timedelta, timezone

import pytest

from conftest import FAKE, FakeWorkspace, product
from weir_airflow.command import releases_command
from weir_airflow.compat import AirflowException
from weir_airflow.releases import Release, ReleasesError, list_releases
from weir_airflow.sensor import WeirReleaseSensor
from weir_airflow.triggers import NewReleaseTrigger, ReleaseTrigger
from weir_airflow.wanted import Wanted

NOW = datetime(2026, 11, 26, tzinfo=timezone.utc)


def release(number: int, score: float | None = 90.0, expired: bool = False) -> Release:
    return Release("clinical", number, NOW + timedelta(hours=number), score, False, expired)


def chosen(wanted: Wanted, *releases: Release) -> int | None:
    found = wanted.choose(list(releases), lambda _: [])
    return found.number if found else None


def test_which_release_fits() -> None:
    releases = [release(3, 80), release(2, None), release(1, 99, expired=True)]
    assert chosen(Wanted(), *releases) == 3
    assert chosen(Wanted(at_least=4), *releases) is None
    assert chosen(Wanted(score=80), *releases) == 3
    assert chosen(Wanted(score=80.1), *releases) is None
    assert chosen(Wanted.of(since="2026-11-26T03:00:00+00:00"), *releases) == 3
    assert chosen(Wanted.of(since="2026-11-26T03:00:01Z"), *releases) is None


def test_an_interval_has_to_be_within_the_releases() -> None:
    wanted = Wanted.of(interval="2026-11-19T00:00:00+08:00/2026-11-20T00:00:00+08:00")
    day = timedelta(days=1)
    start = datetime(2026, 11, 18, 16, tzinfo=timezone.utc)
    assert wanted.covers([(start, start + day)])
    assert wanted.covers([(start - day, start + day)])
    assert not wanted.covers([(start + timedelta(hours=1), start + day)])
    assert not wanted.covers([])


@pytest.mark.parametrize("wrong", ["2026-11-19", "yesterday"])
def test_a_time_without_offset_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="since"):
        Wanted.of(since=wrong)


SHANGHAI = "Asia/Shanghai"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-11-19", "2026-11-19T00:00:00+08:00", "2026-11-20T00:00:00+08:00"),
        ("2026-12", "2026-12-01T00:00:00+08:00", "2027-01-01T00:00:00+08:00"),
        ("2026", "2026-01-01T00:00:00+08:00", "2027-01-01T00:00:00+08:00"),
        ("2026-11-19T23", "2026-11-19T23:00:00+08:00", "2026-11-20T00:00:00+08:00"),
        ("2026-11-19/2026-12", "2026-11-19T00:00:00+08:00", "2026-12-01T00:00:00+08:00"),
        ("2026-11-19T05:30/2026-11-19T06", "2026-11-19T05:30:00+08:00", "2026-11-19T06:00:00+08:00"),
        ("2026-11-18T16:00:00Z/2026-11-20", "2026-11-19T00:00:00+08:00", "2026-11-20T00:00:00+08:00"),
    ],
)
def test_an_interval_has_the_forms_that_weir_takes(text: str, start: str, end: str) -> None:
    assert Wanted.of(interval=text, timezone=SHANGHAI).interval == (datetime.fromisoformat(start), datetime.fromisoformat(end))


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"interval": "2026-11-19"}, "'interval' is '2026-11-19' without an offset; 'timezone' names the workspace's"),
        ({"interval": "2026-11-31", "timezone": SHANGHAI}, "'interval' is '2026-11-31'"),
        ({"interval": "2026-11-19T05:30", "timezone": SHANGHAI}, "'interval' is '2026-11-19T05:30', one moment"),
        ({"interval": "2026-11-20/2026-11-19", "timezone": SHANGHAI}, "ends when it begins, or before"),
        ({"interval": "2026-11-19", "timezone": "Mars/Olympus"}, "'timezone' is 'Mars/Olympus'"),
        ({"at_least": "two"}, "'at_least' is 'two', which is no whole number"),
        ({"score": "high"}, "'score' is 'high', which is no number"),
        ({"since": "2026-11-19"}, "'since' is '2026-11-19' without an offset"),
    ],
)
def test_a_sensor_refuses_what_it_cannot_wait_for_when_it_is_made(workspace: FakeWorkspace, values, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        sensor(workspace, **values)


def test_a_template_is_read_when_it_is_filled(workspace: FakeWorkspace) -> None:
    templated = sensor(workspace, at_least="{{ params.least }}", interval="{{ ds }}", timezone=SHANGHAI)
    templated.at_least = "two"
    with pytest.raises(ValueError, match="'at_least' is 'two'"):
        templated.poke({})


SLEEPS = ["bash", "-c", "exec sleep 60"]


def test_no_answer_in_time_is_not_yet_for_a_sensor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("weir_airflow.releases.ANSWER_SECONDS", 0.2)
    slow = WeirReleaseSensor(task_id="w", product="clinical", workspace="/", weir=SLEEPS, deferrable=False)
    assert slow.poke({}) is False


def test_no_answer_in_time_is_not_yet_for_a_trigger(workspace: FakeWorkspace, fake, monkeypatch: pytest.MonkeyPatch) -> None:
    make(workspace, fake, "one")
    slow = workspace.folder / "slow"
    slow.touch()
    weir = ["bash", "-c", f'[ -e "{slow}" ] && exec sleep 60; exec "$@"', "-", *FAKE]
    monkeypatch.setattr("weir_airflow.releases.ANSWER_SECONDS", 0.1)
    monkeypatch.setattr("weir_airflow.triggers.PATIENCE", 1)
    trigger = ReleaseTrigger("clinical", str(workspace.folder), weir=weir, poll=0.05)

    async def scenario():
        found = asyncio.ensure_future(anext_of(trigger))
        await asyncio.sleep(1)
        assert not found.done()
        monkeypatch.setattr("weir_airflow.releases.ANSWER_SECONDS", 20)
        slow.unlink()
        return await found

    assert asyncio.run(scenario()).payload["release"]["number"] == 1


def test_weir_that_does_not_answer_is_no_empty_list(workspace: FakeWorkspace) -> None:
    with pytest.raises(ReleasesError, match="does not start"):
        list_releases(["/no/such/weir", "releases"])
    with pytest.raises(ReleasesError, match="ended with 3"):
        list_releases(["bash", "-c", "exit 3"])
    with pytest.raises(ReleasesError, match="printed no list"):
        list_releases(["bash", "-c", "echo '{}'"])


def make(workspace: FakeWorkspace, fake, text: str, *more: str) -> None:
    (workspace.folder / "raw.txt").write_text(text)
    assert fake("run", "clinical", "--workspace", str(workspace.folder), *more).returncode == 0


def sensor(workspace: FakeWorkspace, **values) -> WeirReleaseSensor:
    return WeirReleaseSensor(
        task_id="wait",
        product="clinical",
        workspace=str(workspace.folder),
        weir=FAKE,
        deferrable=False,
        **values,
    )


def test_the_sensor_looks(workspace: FakeWorkspace, fake) -> None:
    assert sensor(workspace).poke({}) is False
    make(workspace, fake, "one")
    assert sensor(workspace).poke({}).xcom_value["release"] == "clinical@1"
    assert sensor(workspace, at_least="2").poke({}) is False
    day = "2026-11-19T00:00:00+08:00/2026-11-20T00:00:00+08:00"
    assert sensor(workspace, interval=day).poke({}) is False
    make(workspace, fake, "two", "--interval", day)
    make(workspace, fake, "three")
    assert sensor(workspace, interval=day).poke({}).xcom_value["number"] == 2
    broken = WeirReleaseSensor(task_id="w", product="clinical", workspace="/", weir="/no/weir", deferrable=False)
    with pytest.raises(AirflowException, match="does not start"):
        broken.poke({})


def test_a_deferrable_sensor_defers_and_resumes(workspace: FakeWorkspace, fake) -> None:
    from weir_airflow.compat import AIRFLOW_3

    if AIRFLOW_3:
        from airflow.sdk.exceptions import TaskDeferred
    else:
        from airflow.exceptions import TaskDeferred
    waiting = WeirReleaseSensor(
        task_id="wait",
        product="clinical",
        workspace=str(workspace.folder),
        weir=FAKE,
        deferrable=True,
        poke_interval=0.1,
    )
    with pytest.raises(TaskDeferred) as deferred:
        waiting.execute({})
    trigger = again(deferred.value.trigger)

    async def scenario():
        events = trigger.run()
        first = asyncio.ensure_future(events.__anext__())
        await asyncio.sleep(0.3)
        assert not first.done()
        await asyncio.to_thread(make, workspace, fake, "one")
        return await asyncio.wait_for(first, 20)

    event = asyncio.run(scenario())
    assert waiting.resumed({}, event.payload)["release"] == "clinical@1"
    with pytest.raises(AirflowException, match="no answer"):
        waiting.resumed({}, {"error": "no answer"})


def again(trigger):
    """The trigger as another machine makes it."""
    path, values = trigger.serialize()
    assert path == f"{type(trigger).__module__}.{type(trigger).__name__}"
    return type(trigger)(**values)


def test_a_trigger_waits_for_an_interval(workspace: FakeWorkspace, fake) -> None:
    day = "2026-11-19T00:00:00+08:00/2026-11-20T00:00:00+08:00"
    make(workspace, fake, "one", "--interval", day)
    make(workspace, fake, "two")
    trigger = again(ReleaseTrigger("clinical", str(workspace.folder), weir=FAKE, poll=0.1, interval=day))
    event = asyncio.run(anext_of(trigger))
    assert event.payload["release"]["number"] == 1


def test_a_trigger_gives_up_after_many_failures() -> None:
    trigger = ReleaseTrigger("clinical", "/", weir="/no/such/weir", poll=0)
    assert "does not start" in asyncio.run(anext_of(trigger)).payload["error"]


async def anext_of(trigger):
    return await asyncio.wait_for(trigger.run().__anext__(), 30)


def test_new_releases_fire_once_each_and_the_newest_first_of_all(workspace: FakeWorkspace, fake) -> None:
    make(workspace, fake, "one")
    make(workspace, fake, "two")
    trigger = again(NewReleaseTrigger("clinical", str(workspace.folder), weir=FAKE, poll=0.05))

    async def scenario() -> list[int]:
        events = trigger.run()
        found = [await asyncio.wait_for(events.__anext__(), 20)]
        await asyncio.to_thread(make, workspace, fake, "three")
        await asyncio.to_thread(make, workspace, fake, "four")
        found += [await asyncio.wait_for(events.__anext__(), 20) for _ in range(2)]
        return [event.payload["number"] for event in found]

    assert asyncio.run(scenario()) == [2, 3, 4]


def test_commands_have_the_profile(workspace: FakeWorkspace) -> None:
    workspace.document(product())
    assert releases_command("clinical", "/data", weir=["java", "-jar", "w.jar"], profile="prod") == [
        "java", "-jar", "w.jar", "releases", "clinical", "--workspace", "/data", "--output", "json", "--profile", "prod",
    ]  # fmt: skip
