"""Runs a piece of Python that the kernel ends the moment it opens a socket to any network.

A filter of system calls (seccomp) lets sockets on this machine's files pass (AF_UNIX) and kills the
process at `socket(AF_INET)` or `socket(AF_INET6)`, whoever asks: Python, C++ or a thread of either.
Looking up a name takes such a socket too.
"""

import os
import platform
import signal
import subprocess
import sys

import pytest

SOCKET_CALL = {"x86_64": 41, "aarch64": 198}
"""Number of the system call by machine (Linux's tables of system calls)."""

_FILTER = """
import ctypes, struct
AF_INET, AF_INET6, NUMBER = 2, 10, {number}
LOAD, EQUALS, RETURN = 0x20, 0x15, 0x06
ALLOW, KILL = 0x7FFF0000, 0x80000000
steps = [
    (LOAD, 0, 0, 0), (EQUALS, 0, 4, NUMBER),
    (LOAD, 0, 0, 16), (EQUALS, 1, 0, AF_INET), (EQUALS, 0, 1, AF_INET6),
    (RETURN, 0, 0, KILL), (RETURN, 0, 0, ALLOW),
]
code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code)))
libc = ctypes.CDLL(None, use_errno=True)
NO_NEW_PRIVILEGES, SECCOMP, FILTER = 38, 22, 2
if libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.prctl(SECCOMP, FILTER, program, 0, 0):
    raise SystemExit({refused})
"""

_REFUSED = 77


def run_alone(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run it; a socket to a network ends it by SIGSYS."""
    number = SOCKET_CALL.get(platform.machine())
    if sys.platform != "linux" or number is None:
        pytest.skip("only Linux on x86-64 or ARM64 lets a test watch every thread's sockets")
    before = _FILTER.format(number=number, refused=_REFUSED)
    done = subprocess.run(
        [sys.executable, "-c", before + code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "COLUMNS": "120"},
    )
    if done.returncode == _REFUSED:
        pytest.skip("this machine does not let a process filter its system calls")
    return done


def reached_out(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether it was ended for a socket."""
    return done.returncode == -signal.SIGSYS
