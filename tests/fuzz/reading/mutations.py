"""Broken files from whole ones: bytes flipped, cut, doubled, swapped; parts of zips changed; cells replaced by
nasty ones.
"""

from __future__ import annotations

import io
import random
import warnings
import zipfile
from collections.abc import Iterator

_NASTY = (
    b'"',
    b'""',
    b"\x00",
    b"\xff\xfe",
    b"\n",
    b"\r",
    b",",
    b";",
    b"\t",
    b"=1+1",
    b"-99",
    b"1e999",
    b"nan",
    b"\xef\xbb\xbf",
    b"{",
    b"[",
    b"(",
    b")",
    b"<!ENTITY",
    b"2024-99-99",
    b"\xf0\x9f\x98\x80",
    "ı".encode(),
    b"9" * 400,
    b" " * 300,
)


def mutated(data: bytes, random_: random.Random) -> bytes:
    """One broken version of `data`."""
    if data.startswith(b"PK") and random_.random() < 0.6:
        return _inside_zip(data, random_)
    broken = bytearray(data)
    for _ in range(random_.choice((1, 1, 2, 5, 20))):
        if not broken:
            break
        at = random_.randrange(len(broken))
        kind = random_.randrange(7)
        if kind == 0:
            broken[at] = random_.randrange(256)
        elif kind == 1:
            del broken[at : at + random_.choice((1, 2, 10, 200))]
        elif kind == 2:
            broken[at:at] = random_.choice(_NASTY)
        elif kind == 3:
            broken = broken[:at]
        elif kind == 4:
            piece = broken[at : at + random_.randrange(1, 400)]
            where = random_.randrange(len(broken))
            broken[where:where] = piece
        elif kind == 5:
            lines = bytes(broken).split(b"\n")
            random_.shuffle(lines)
            broken = bytearray(b"\n".join(lines))
        else:
            old, new = random_.choice(
                (
                    (b",", b";"),
                    (b'"', b""),
                    (b"\n", b"\r"),
                    (b",", b""),
                    (b" ", b"\xa0"),
                    (b"e", b"\xe9"),
                    (b"1", b"-"),
                    (b"\n", b","),
                )
            )
            broken = broken.replace(old, new, random_.choice((1, 5, -1)))
    return bytes(broken)


def _inside_zip(data: bytes, random_: random.Random) -> bytes:
    """The same zip with one part broken, or with a part left out or added."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(part.filename, archive.read(part)) for part in archive.infolist()]
    except Exception:
        return data[: len(data) // 2]
    at = random_.randrange(len(parts))
    name, content = parts[at]
    kind = random_.randrange(4)
    if kind == 0:
        del parts[at]
    elif kind == 1:
        parts.append(
            (random_.choice(("../x.csv", "xl/vbaProject.bin", "a.csv", "content.xml", "/abs")), b"a,b\n1,2\n")
        )
    else:
        raw = bytearray(content or b"x")
        for _ in range(random_.choice((1, 3, 12))):
            where = random_.randrange(len(raw) + 1)
            raw[where : where + random_.randrange(4)] = random_.choice(_NASTY)
        parts[at] = (name, bytes(raw))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two parts of one name are meant
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


def one_broken(whole: dict[str, bytes], names: list[str], index: int, seed: int) -> tuple[str, bytes]:
    """The name and bytes of one broken file, the same for the same `index` and `seed`; formats take turns."""
    random_ = random.Random(f"{seed}-{index}")
    name = names[index % len(names)]
    data = whole[name]
    for _ in range(random_.choice((1, 1, 1, 2))):
        data = mutated(data, random_)
    return name, data


def many(seeds: dict[str, bytes], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """`count` broken files made from `seeds` (name → bytes)."""
    names = sorted(seeds)
    for index in range(count):
        yield one_broken(seeds, names, index, seed)
