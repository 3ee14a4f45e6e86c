"""The stand-ins, asked by clients that others wrote for the real services.

What a stand-in asks would else be only what we believe. The clients are for development alone.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.files.activities.writing import run_fit
from tests.services.fake import Fake, serving
from tests.services.fake_garmin import KEY as GARMIN_KEY
from tests.services.fake_garmin import FakeGarmin
from tests.services.fake_intervals import KEY as INTERVALS_KEY
from tests.services.fake_intervals import FakeIntervals
from tests.services.fake_strava import CLIENT, FakeStrava

DAY = date(2026, 12, 1)
FIT = run_fit(int(datetime(2026, 12, 1, 7, tzinfo=UTC).timestamp()), 30, metres=5000)
MISSING = "a client for tests is not installed: run `make test` once"


@pytest.fixture
def serve() -> Iterator[Any]:
    opened = []

    def start(fake: Fake) -> str:
        block = serving(fake)
        block.__enter__()
        opened.append(block)
        return fake.address

    yield start
    for block in opened:
        block.__exit__(None, None, None)


def intervals(address: str, key: str = INTERVALS_KEY) -> Any:
    client = pytest.importorskip("intervals_icu_client", reason=MISSING)
    settings = client.Configuration(host=address, username="API_KEY", password=key)
    return client, client.ApiClient(settings)


def test_intervals_takes_events_and_knows_them_by_their_uid(serve: Any) -> None:
    fake = FakeIntervals()
    client, api = intervals(serve(fake))
    events = client.EventsApi(api)
    told = {
        "category": "WORKOUT",
        "type": "WeightTraining",
        "start_date_local": "2026-12-01T18:00:00",
        "name": "Holds",
        "uid": "a@hamstrong",
    }
    event = client.EventEx.from_dict(told)
    (made,) = events.create_multiple_events("0", True, False, [event])
    (again,) = events.create_multiple_events("0", True, False, [event])
    assert made.id == again.id
    moved = client.EventEx.from_dict({**told, "start_date_local": "2026-12-02T18:00:00"})
    events.update_event("0", made.id, moved)
    (found,) = events.list_events("0", "", oldest="2026-12-02", newest="2026-12-02")
    assert (found.uid, found.name) == ("a@hamstrong", "Holds")
    events.delete_event("0", made.id)
    assert fake.events == {}


def test_intervals_refuses_a_wrong_key(serve: Any) -> None:
    client, api = intervals(serve(FakeIntervals()), "wrong")
    with pytest.raises(client.exceptions.UnauthorizedException):
        client.AthletesApi(api).get_athlete("0")


def test_intervals_lists_activities_and_gives_their_files(serve: Any) -> None:
    fake = FakeIntervals(files={"i1": FIT}, days={"i1": DAY})
    client, api = intervals(serve(fake))
    activities = client.ActivitiesApi(api)
    (found,) = activities.list_activities("0", oldest="2026-11-01", newest="2026-12-31")
    assert found.id == "i1"
    answer = activities.download_activity_file_without_preload_content("i1")
    assert answer.status == 200


def test_garmin_gives_a_token_lists_and_gives_originals(serve: Any) -> None:
    client = pytest.importorskip("gcpapi_sync", reason=MISSING)
    fake = FakeGarmin(files={7: FIT}, days={7: DAY})
    with client.GarminClient(api_key=GARMIN_KEY, base_url=serve(fake)) as garmin:
        (found,) = garmin.search_activities(limit=5, start_date=DAY, end_date=DAY)
        assert found.activity_id == 7
        file = garmin.download_activity(7)
    assert file.content == FIT
    assert fake.tokens == ["day-token-1"]


def test_garmin_refuses_a_wrong_key(serve: Any) -> None:
    client = pytest.importorskip("gcpapi_sync", reason=MISSING)
    address = serve(FakeGarmin())
    with (
        client.GarminClient(api_key="wrong", base_url=address) as garmin,
        pytest.raises(client.AuthenticationError),
    ):
        garmin.search_activities(limit=5)


@pytest.fixture
def strava(serve: Any, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, FakeStrava]:
    # It reads the environment for its own settings, and warns where they are missing.
    monkeypatch.setenv("SILENCE_TOKEN_WARNINGS", "true")
    stravalib = pytest.importorskip("stravalib", reason=MISSING)
    fake = FakeStrava(now_s=4e9)
    address = serve(fake)
    client = stravalib.Client(access_token=fake.access_token)
    monkeypatch.setattr(client.protocol, "resolve_url", lambda url: f"{address}/api/v3{url}")
    return client, fake


def test_strava_takes_a_file_reads_it_and_knows_it_again(
    strava: tuple[Any, FakeStrava],
) -> None:
    client, fake = strava
    upload = client.upload_activity(FIT, "fit", name="Holds", external_id="one")
    assert upload.is_processing
    upload.poll()
    assert upload.is_complete
    assert [upload.activity_id] == list(fake.activities.values())
    again = client.upload_activity(FIT, "fit", external_id="one")
    failed = pytest.importorskip("stravalib.exc").ActivityUploadFailed
    with pytest.raises(failed, match="duplicate of"):
        again.poll()


def test_strava_gives_tokens_for_a_code_and_renews_them(
    strava: tuple[Any, FakeStrava], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, fake = strava
    protocol = client.protocol
    request = protocol._request

    def here(url: str, **options: Any) -> Any:
        return request(url.replace("https://www.strava.com", fake.address), **options)

    monkeypatch.setattr(protocol, "resolve_url", lambda url: url)
    monkeypatch.setattr(protocol, "_request", here)
    client_id = int(CLIENT["client_id"])
    renewed = client.refresh_access_token(client_id, CLIENT["client_secret"], "refresh-1")
    assert renewed["access_token"] == fake.access_token
    assert renewed["refresh_token"] == fake.refresh_token
