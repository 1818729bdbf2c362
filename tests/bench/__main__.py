"""`make bench`: every benchmark in turn, each a process of its own. `python -m tests.bench NAME …` picks some."""

from __future__ import annotations

import subprocess
import sys

PARTS: dict[str, list[str]] = {
    "conversation": [],
    "transport": [],
    "replicas": [],
    "digest": [],
    "asking": [],
    "reading": [],
    "segmenting": ["--quick"],
    "evidence": ["--quick"],
}


def main() -> int:
    """Runs the parts named, or all; the exit code is not 0 when one of them fails."""
    chosen = sys.argv[1:] or list(PARTS)
    unknown = [name for name in chosen if name not in PARTS]
    if unknown:
        sys.stderr.write(f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(PARTS)}.\n")
        return 2
    failed = []
    for name in chosen:
        sys.stdout.write(f"\n== {name}\n")
        sys.stdout.flush()
        if subprocess.run(
            [sys.executable, "-m", f"tests.bench.{name}", *PARTS[name]], check=False
        ).returncode:
            failed.append(name)
    if failed:
        sys.stdout.write(f"\nfailed: {', '.join(failed)}\n")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
