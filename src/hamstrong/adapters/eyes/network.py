"""A neural network on LiteRT: one picture in, arrays out."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from ai_edge_litert.interpreter import Interpreter
from numpy.typing import NDArray

MOST_THREADS = 4
"""Threads of one network: BlazePose gains little beyond (measured on 2 cores only; judgement)."""

Shape = tuple[int, ...]


class Network:
    """Weights ready to run. Not to be shared between threads."""

    def __init__(self, weights: bytes, *, threads: int | None = None) -> None:
        count = threads or min(os.cpu_count() or 1, MOST_THREADS)
        with _quiet():
            self._run = Interpreter(model_content=weights, num_threads=count)
            self._run.allocate_tensors()
        given = self._run.get_input_details()[0]
        self._input = given["index"]
        self.cells = int(given["shape"][1])
        """Rows and columns of the picture that it takes."""
        self._outputs = {
            tuple(int(n) for n in out["shape"]): out["index"]
            for out in self._run.get_output_details()
        }

    def look(self, picture: NDArray[np.float32]) -> None:
        """Run on a picture (cells, cells, 3); `output` then gives what it says."""
        self._run.set_tensor(self._input, picture[None])
        self._run.invoke()

    def output(self, *shape: int) -> NDArray[np.float32]:
        """The output of this shape."""
        found: Any = self._run.get_tensor(self._outputs[shape])
        return np.asarray(found, np.float32)


@contextmanager
def _quiet() -> Iterator[None]:
    # The runtime reports from C++ which delegate it made, past sys.stderr, at every start.
    sys.stderr.flush()
    kept = os.dup(2)
    hole = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(hole, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(hole)
