"""The coach's files for watches and training logs."""

from collections.abc import Mapping
from datetime import datetime

from hamstrong.adapters.files.fit.performed import fit_activity
from hamstrong.adapters.files.fit.workout import fit_workout
from hamstrong.adapters.files.tcx_writer import write_tcx
from hamstrong.coach.watch_files import SessionDone
from hamstrong.exercises.schema import Exercise
from hamstrong.planning.model import Session


class WatchWriter:
    """`coach.watch_files.WatchFiles`."""

    def workout(
        self,
        session: Session,
        *,
        library: Mapping[str, Exercise],
        revised_at: datetime,
        older: bool,
    ) -> bytes:
        """A FIT workout. Raises BadInput for a session that no watch can hold."""
        return fit_workout(session, library=library, revised_at=revised_at, older=older)

    def activity(self, done: SessionDone) -> bytes:
        """A FIT activity with its sets."""
        return fit_activity(done)

    def tcx(self, done: SessionDone) -> bytes:
        """TCX with the sets as notes."""
        return write_tcx(done)
