"""Subscribes to a calendar as GNOME's calendar does, and tells what it holds. Not a test.

Run by the system's own Python, as the bindings of Evolution Data Server live there, within
`dbus-run-session`: `evolution.py ADDRESS…`. Each line on standard input asks for one refresh; the
answer is one line of JSON with the events of each address.
"""

import json
import sys
import time

import gi

gi.require_version("ECal", "2.0")
gi.require_version("EDataServer", "1.2")
gi.require_version("ICalGLib", "3.0")
from gi.repository import ECal, EDataServer, GLib  # noqa: E402

ALL = "#t"
CONNECT_S = 1
"""It goes on connecting behind the answer; the first looks are empty until it has."""


def subscribe(registry: EDataServer.SourceRegistry, number: int, address: str) -> ECal.Client:
    """A new subscription in this session's registry."""
    source = EDataServer.Source.new_with_uid(f"hamstrong-{number}", None)
    source.set_parent("webcal-stub")
    source.set_display_name("Hamstrong")
    source.get_extension(EDataServer.SOURCE_EXTENSION_CALENDAR).set_backend_name("webcal")
    web = source.get_extension(EDataServer.SOURCE_EXTENSION_WEBDAV_BACKEND)
    web.set_uri(GLib.Uri.parse(address, GLib.UriFlags.NONE))
    source.get_extension(EDataServer.SOURCE_EXTENSION_SECURITY).set_method("none")
    source.get_extension(EDataServer.SOURCE_EXTENSION_OFFLINE).set_stay_synchronized(True)
    registry.commit_source_sync(source, None)
    return ECal.Client.connect_sync(source, ECal.ClientSourceType.EVENTS, CONNECT_S, None)


def events(client: ECal.Client) -> list[dict[str, object]]:
    """What the calendar shows now."""
    _, components = client.get_object_list_as_comps_sync(ALL, None)
    return sorted(
        (
            {
                "uid": component.get_uid(),
                "start": component.get_dtstart().get_value().as_ical_string(),
                "summary": component.get_summary().get_value(),
                "sequence": component.get_sequence(),
                "status": component.get_status().value_nick,
            }
            for component in components
        ),
        key=lambda event: event["uid"],
    )


def main() -> None:
    """Answer until nobody asks."""
    registry = EDataServer.SourceRegistry.new_sync(None)
    clients = [subscribe(registry, number, it) for number, it in enumerate(sys.argv[1:])]
    for _ in sys.stdin:
        for client in clients:
            client.refresh_sync(None)
        # It comes back before what it fetched is stored.
        time.sleep(0.5)
        print(json.dumps([events(client) for client in clients]), flush=True)


if __name__ == "__main__":
    main()
