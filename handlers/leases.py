"""Who this process is, and the keeper that prolongs the leases it holds while work is under way."""

from __future__ import annotations

import hashlib
import logging
import os
import socket
import threading
from collections.abc import Iterable
from pathlib import Path

from handlers.use_cases.work import Services
from storage import queue
from storage.queue import Claim

log = logging.getLogger("dramatis.leases")

LEASE_SECONDS = 15.0
LOOK_EVERY = 2.0  # seconds between two looks for processes of this machine that have died


def process_name() -> str:
    """A name for this process that tells machine, process and its start apart: `<machine>:<pid>:<start>`."""
    return f"{_machine()}:{os.getpid()}:{_start_of(os.getpid())}"


def is_dead(owner: str) -> bool:
    """True only where it is certain: a process of this machine that runs no more."""
    machine, _, rest = owner.partition(":")
    pid, _, start = rest.partition(":")
    if machine != _machine() or not pid.isdigit() or owner == process_name():
        return False
    return _start_of(int(pid)) != start


def recover_dead(services: Services) -> int:
    """Ends the leases of processes of this machine that are dead, so that their rows need not wait; how many rows.

    What a process of another machine held waits until its lease ends.
    """
    with services.store.reading() as session:
        dead = [owner for owner in queue.owners(session) if is_dead(owner)]
    if not dead:
        return 0
    with services.store.writing() as session:
        ended = sum(queue.recover(session, owner) for owner in dead)
    services.wake.set()
    log.info("took up the rows of dead processes", extra={"rows": ended})
    return ended


def _machine() -> str:
    # Process ids mean something only inside one boot and one pid namespace (a container has its own).
    parts = [socket.gethostname()]
    try:
        parts.append(Path("/proc/sys/kernel/random/boot_id").read_text().strip())
        parts.append(str(Path("/proc/self/ns/pid").stat().st_ino))
    except OSError:
        pass  # not Linux: the host name has to do
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]


def _start_of(pid: int) -> str:
    """When a process started, in the words of the system; "" where there is none such."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        if Path("/proc/self/stat").exists():
            return ""
        try:
            os.kill(pid, 0)
        except OSError:
            return ""
        return "alive"
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] == "Z" else fields[19]  # a zombie works no more; field 22 of proc(5) is the start


class Keeper:
    """Prolongs the leases of claims under way, so that a lease runs out only when its process is dead or stuck."""

    def __init__(self, services: Services, seconds: float = LEASE_SECONDS) -> None:
        self.services = services
        self.seconds = seconds
        self._held: set[Claim] = set()
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="leases", daemon=True)

    @property
    def lease(self) -> int:
        """Length of a lease in microseconds."""
        return int(self.seconds * 1_000_000)

    def start(self) -> None:
        """Begins to renew, three times a lease."""
        self._thread.start()

    def stop(self) -> None:
        """Stops renewing."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(5)

    def add(self, claims: Iterable[Claim]) -> None:
        """These are being worked on."""
        with self._lock:
            self._held.update(claims)

    def drop(self, claim: Claim) -> None:
        """This one is worked on no more."""
        with self._lock:
            self._held.discard(claim)

    def held(self) -> list[Claim]:
        """What is being worked on now."""
        with self._lock:
            return list(self._held)

    def renew(self) -> None:
        """Prolongs everything held, in one transaction."""
        held = self.held()
        if held:
            with self.services.store.writing() as session:
                queue.renew(session, held, self.services.now() + self.lease)

    def _run(self) -> None:
        while not self._stop.wait(self.seconds / 3):
            try:
                self.renew()
            except Exception:
                log.exception("could not renew leases")  # tried again at the next round
