"""How large and how wide a file may be before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What is still read. `ratio`: unpacked to packed size of a zip's part, beyond which it is taken for a bomb."""

    file_bytes: int = 128_000_000
    unpacked_bytes: int = 800_000_000
    ratio: float = 200.0
    columns: int = 5_000
    rows: int = 3_000_000
    cell_chars: int = 200_000
    line_bytes: int = 4_000_000
    zip_parts: int = 3_000
