# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a paid call: sent once, its ids written down before anything is waited for, its files fetched."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ...api.download import DownloadLimits
from ...api.errors import Rejected, is_uncertain
from ...api.results import RemoteFile
from ...errors import RodinError
from ..asking.service import Service
from .call import Call, End, Outcome
from .state import State

FIRST_PAUSE_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 30.0
_DEADLINE_SECONDS = 30 * 60.0
_LOOKS_AFTER_A_FAILURE = 6
"""Where one step has failed and the others do not change for so long, they will not."""
_LISTS = 6
"""How often a list of files that is empty after the last step is asked for."""
_LARGEST_BYTES = 500_000_000


class NotFinished(Exception):
    """A task takes longer than is waited for; a later run goes on with it."""


@dataclass(slots=True, kw_only=True)
class Making:
    """Makes calls for one run.

    :param folder: where the files go.
    :param pause_seconds: before the first look at a task; later looks come less often.
    :param say: tells the person what happens.
    """

    service: Service
    state: State
    folder: Path
    say: Callable[[str], None]
    pause_seconds: float = FIRST_PAUSE_SECONDS
    balance: float | None = field(default=None)
    """What the account had when it was last asked."""

    def make(self, call: Call) -> Outcome:
        """Pay for a call unless that was done before, wait for it, fetch its files.

        :raises NotFinished: later.
        """
        outcome = self.state.outcomes.get(call.name)
        if outcome is None:
            outcome = self._pay(call)
        elif outcome.end is End.SENDING:
            outcome.end = End.UNCERTAIN
            self.state.write()
        if outcome.end in {End.RUNNING, End.DONE, End.FAILED}:
            self._wait(outcome)
            self._fetch(outcome)
            self.balance = outcome.balance_at_end = self.service.balance()
        self.state.write()
        return outcome

    def _pay(self, call: Call) -> Outcome:
        order = call.order({name: each.task_uuid for name, each in self.state.outcomes.items()})
        outcome = Outcome(call=call.name, price=call.price, balance_before=self.service.balance())
        self.state.outcomes[call.name] = outcome
        self.state.write()
        try:
            submission = self.service.client.submit(order)
        except RodinError as error:
            outcome.end = End.UNCERTAIN if is_uncertain(error) else End.REFUSED
            outcome.refusal = error.server_code if isinstance(error, Rejected) else error.code
            if isinstance(error, Rejected) and error.server_message:
                outcome.refusal += f": {error.server_message}"
        else:
            outcome.end, outcome.submitted_at = End.RUNNING, time.time()
            outcome.task_uuid, outcome.subscription_key = submission.task_uuid, submission.subscription_key
            outcome.consumed = submission.consumed_credits
        self.state.write()
        self.service.recording.write()
        outcome.balance_after = self.service.balance()
        self.state.write()
        return outcome

    def _wait(self, outcome: Outcome) -> None:
        """Ask until the task has ended. :raises NotFinished:"""
        pause, ends_at = self.pause_seconds, time.monotonic() + _DEADLINE_SECONDS
        unchanged = 0
        while True:
            status = self.service.client.status(outcome.subscription_key)
            steps = tuple(step.value for step in status.steps)
            unchanged = unchanged + 1 if steps == outcome.steps else 0
            outcome.steps = steps
            if not status.running or (status.failed and unchanged >= _LOOKS_AFTER_A_FAILURE):
                break
            if time.monotonic() > ends_at:
                raise NotFinished(outcome.call)
            self.service.pause(pause)
            pause = min(pause * 1.3, max(LONGEST_PAUSE_SECONDS, self.pause_seconds))
        outcome.end = End.DONE if status.finished else End.FAILED

    def _fetch(self, outcome: Outcome) -> None:
        """Fetch all files; a task with a failed step may have some, too."""
        try:
            files = self._listed(outcome)
            outcome.entries = tuple((file.name, file.url) for file in files)
            outcome.files = {file.name: self._fetched(outcome, file, number) for number, file in enumerate(files, 1)}
            if "Done" in outcome.steps and files:
                outcome.end = End.DONE
        except RodinError as error:
            outcome.trouble = str(error)

    def _listed(self, outcome: Outcome) -> tuple[RemoteFile, ...]:
        for _ in range(_LISTS):
            if files := self.service.client.files(outcome.task_uuid):
                return files
            if "Done" not in outcome.steps:
                break
            self.service.pause(min(3.0, self.pause_seconds))
        return ()

    def _fetched(self, outcome: Outcome, file: RemoteFile, number: int) -> Path:
        """Fetch a file under a name of ours: the service's own is not trusted."""
        safe = re.sub(r"[^A-Za-z0-9._-]", "_", Path(file.name).name).strip("._")[-60:]
        path = self.folder / outcome.call / f"{number:02}_{safe or 'file'}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        found = {file.name: file}

        def again() -> RemoteFile:
            listed = {each.name: each for each in self.service.client.files(outcome.task_uuid)}
            found.update(listed)
            return found[file.name]

        limits = DownloadLimits(size_bytes=_LARGEST_BYTES)
        self.service.client.download(file, path, refresh=again, limits=limits)
        self.service.recording.keep_file(found[file.name].url, path)
        return path
