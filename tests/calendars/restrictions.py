"""What libical finds against RFC 5545 and 5546 in a calendar on standard input. Not a test.

Run by the system's own Python, as libical's binding lives there. One finding a line.
"""

import sys

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402


def main() -> None:
    """Print each fault that libical writes into the calendar."""
    calendar = ICalGLib.Component.new_from_string(sys.stdin.read())
    if calendar is None:
        print("not a calendar")
        return
    calendar.check_restrictions()
    for line in calendar.as_ical_string().splitlines():
        if line.startswith("X-LIC-ERROR"):
            print(line)


if __name__ == "__main__":
    main()
