"""The eyes as the coach knows them; light, so that a program without them can say so."""

from contextlib import AbstractContextManager
from pathlib import Path

from hamstrong.adapters.eyes.installed import check_installed
from hamstrong.adapters.eyes.kept import SUFFIX, watch_kept
from hamstrong.coach.judge_clip import Model, WatchedClip


class BlazePoseEyes:
    """Reads clips with PyAV and finds landmarks with BlazePose on LiteRT.

    Args:
        weights: Folder of the weights; by default where they are laid at set-up.
        threads: Of the networks; by default as many as the machine has, four at most.
    """

    def __init__(self, *, weights: Path | None = None, threads: int | None = None) -> None:
        self._weights = weights
        self._threads = threads

    def watch(self, path: Path, *, model: Model) -> AbstractContextManager[WatchedClip]:
        """Open a clip to be watched, or the `.json` of a set that was watched before.

        Raises:
            BadFile: It cannot be read as such.
            Unavailable: Libraries or weights are not installed; a `.json` needs none.
        """
        if path.suffix == SUFFIX:
            return watch_kept(path)
        check_installed()
        from hamstrong.adapters.eyes.watching import watch

        return watch(path, model=model, weights=self._weights, threads=self._threads)
