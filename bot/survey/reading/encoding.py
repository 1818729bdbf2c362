"""Which characters the bytes of a text file mean, with or without a byte order mark."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_CHUNK = 1 << 20
_SAMPLE = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MULTIBYTE = ("shift_jis", "cp932", "gb18030", "euc_jp", "big5", "euc_kr")
_SINGLE = (
    "cp1252",
    "mac_roman",
    "cp1250",
    "cp1251",
    "cp1254",
    "cp1253",
    "koi8_r",
    "cp850",
    "iso8859_2",
    "cp1257",
    "mac_cyrillic",
    "cp866",
    "mac_latin2",
)
# Letters that text of a language with this encoding really uses; they speak for it, others of its upper half against it.
_USUAL = {
    "cp1252": "äöüßÄÖÜéèêëàâçîïôùûœæÉÈÀÇñáíóúÁÍÓÚÑ¿¡ãõÃÕåøÅØ€’‘“”–—…«»°ìòú´·º\xa0ýþðÐ£©®™½•",
    "mac_roman": "äöüßÄÖÜéèêëàâçîïôùûœæÉÈÀÇñáíóúÁÍÓÚÑ¿¡ãõåøÅØ€’‘“”–—…«»°ìòú·º\xa0£©®™•",
    "cp1250": "ąćęłńśźżĄĆĘŁŃŚŹŻóÓčďěňřšťůžýáíéúČĎŠŽŘőűŐŰöüäăâîşţ€’“”„–—…\xa0ľĺŕô",
    "iso8859_2": "ąćęłńśźżĄĆĘŁŃŚŹŻóÓčďěňřšťůžýáíéúČĎŠŽŘőűŐŰöüăâî\xa0ľĺŕô",
    "cp1254": "ğışçöüĞİŞÇÖÜâîû€’“”–—…\xa0",
    "cp850": "äöüßÄÖÜéèêëàâçîïôùûæÉñáíóúÑ¿¡åø\xa0",
    "cp1257": "ąčęėįšųūžĄČĘĖĮŠŲŪŽāēģīķļņĀĒõäöü€’“”„–—…\xa0",
    "mac_latin2": "ąćęłńśźżĄĆĘŁŃŚŹŻóčďěňřšťůžýáíéúöü\xa0",
}
# The characters that Japanese and Chinese questionnaires use most.
_FREQUENT = (
    "的一是不了人我在有他这中大来上国个到说们年日月时分满意常非选"
    "择您什使用男女同会很多少没は、。の学回答年すとてが個月週利用"
)
_PRIOR = {
    "cp1252": 0.0,
    "mac_roman": -0.6,
    "cp1250": -0.4,
    "cp1251": -0.2,
    "cp1254": -0.45,
    "cp1253": -0.6,
    "koi8_r": -0.6,
    "cp850": -1.0,
    "iso8859_2": -0.9,
    "cp1257": -0.9,
    "mac_cyrillic": -1.0,
    "cp866": -0.9,
    "mac_latin2": -1.1,
}


@dataclass(frozen=True)
class Decoding:
    """How to decode a file: the codec, what to do with stray bytes, and whether it was a guess."""

    codec: str
    errors: str = "strict"
    guessed: bool = False

    @property
    def name(self) -> str:
        """The usual name of the encoding."""
        return self.codec.replace("utf-8-sig", "utf-8")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("dramatis-cp1252", _as_cp1252)


def _decodes(data: bytes, codec: str, whole: bool = True) -> bool:
    """Whether `data` is clean in this encoding, decoded piece by piece so that no large text is ever held."""
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for at in range(0, len(data), _CHUNK):
            decoder.decode(data[at : at + _CHUNK], final=whole and at + _CHUNK >= len(data))
    except (UnicodeDecodeError, UnicodeError):
        return False
    return True


def _without_mark(data: bytes) -> Decoding | None:
    """UTF-16 or UTF-32 without a byte order mark show in where their zero bytes stand."""
    sample = data[:4096]
    if len(sample) < 8 or sample.count(0) < len(sample) * 0.2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > half * 0.4 and even < half * 0.1:
        return Decoding("utf-16-le", "replace", guessed=True)
    if even > half * 0.4 and odd < half * 0.1:
        return Decoding("utf-16-be", "replace", guessed=True)
    return None


def _plausible(text: str, codec: str) -> float:
    """How much a decoded sample reads like writing: a score for each character beyond ASCII, between about -3 and 1."""
    words = [word[:60] for word in re.split(r"[\s,;|\"]+", text) if not word.isascii()]
    if not words:
        return 0.0
    usual = set(_USUAL.get(codec, ""))
    if codec == "cp1252" and "æ" not in text and "á" not in text:
        usual -= set("ýþðÐ")  # Icelandic has them beside á and æ; Turkish read wrongly has them alone
    score = count = 0.0
    for word in words[:4000]:
        for at, letter in enumerate(word):
            if letter < "\x80":
                continue
            count += 1
            before = word[at - 1] if at else ""
            after = word[at + 1] if at + 1 < len(word) else ""
            code = ord(letter)
            if code < 0xA0 or letter == "\ufffd" or 0xE000 <= code <= 0xF8FF:
                score -= 3
            elif letter.isalpha():
                cyrillic, greek = 0x400 <= code < 0x500, 0x370 <= code < 0x400
                if cyrillic or greek:
                    low, high = (0x400, 0x500) if cyrillic else (0x370, 0x400)
                    kin = [neighbour for neighbour in (before, after) if neighbour.isalpha()]
                    same = sum(low <= ord(neighbour) < high for neighbour in kin)
                    score += (1.0 if same else 0.2) if same == len(kin) else -2
                    if letter.isupper() and before.islower():
                        score -= 1.5
                    elif letter.islower() and before.isupper() and after.isupper():
                        score -= 1.0
                    elif cyrillic and letter.islower() and letter in "оеаинтсрвл":
                        score += 0.3
                else:
                    score += 1.0 if letter in usual else -0.8
                    if letter.isupper() and (
                        before.islower()
                        or (not before and after.isupper() is False and after.islower() is False)
                    ):
                        score -= 2.0
            elif letter in usual:
                inside = before.isalpha() and after.isalpha()
                score += 0.8 if not inside or letter in "’'·\xa0" else -1.2
            else:
                score -= 1.5
    return score / max(count, 1.0) + _PRIOR.get(codec, 0.0)


def _asian(data: bytes) -> tuple[str, float] | None:
    """The East Asian encoding that reads best, with its score; None where none decodes cleanly."""
    best: tuple[str, float] | None = None
    sample = data[:_SAMPLE]
    for codec in _MULTIBYTE:
        if not _decodes(sample, codec, whole=len(sample) == len(data)):
            continue
        text = sample.decode(codec, "ignore")
        wide = [letter for letter in text if letter > "\x7f"]
        if not wide:
            continue
        kana = sum("\u3040" <= letter <= "\u30ff" for letter in wide)
        hangul = sum("\uac00" <= letter <= "\ud7a3" for letter in wide)
        common = sum("\u4e00" <= letter <= "\u9fff" for letter in wide)
        odd = sum(
            "\uff61" <= letter <= "\uff9f"
            or "\ue000" <= letter <= "\uf8ff"
            or "\u0400" <= letter <= "\u04ff"
            or "\u2500" <= letter <= "\u257f"
            for letter in wide
        )
        frequent = sum(letter in _FREQUENT for letter in wide)
        total = len(wide)
        score = (
            (kana * 1.6 if codec in ("shift_jis", "cp932", "euc_jp") else kana * 0.2)
            + (hangul * 1.5 if codec == "euc_kr" else hangul * 0.2)
            + common * 0.5
            + frequent * 1.5
            - odd * 2.0
        )
        score /= total
        runs = len(re.findall(r"[^\x00-\x7f]{2,}", text)) / max(1, len(re.findall(r"[^\x00-\x7f]+", text)))
        score -= (1 - runs) * 1.5
        if best is None or score > best[1] + 0.05:
            best = codec, score
    return best


def decoding_of(data: bytes) -> Decoding:
    """How to decode a text file. Unicode is proved; other encodings are guessed by what reads like writing."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            if codec != "utf-8-sig" or _decodes(data, "utf-8"):
                return Decoding(codec, "strict" if codec == "utf-8-sig" else "replace")
            guess = decoding_of(data[len(mark) :])
            return Decoding(
                guess.codec if guess.codec != "utf-8" else "cp1252",
                guess.errors if guess.errors != "strict" else "replace",
                guessed=True,
            )
    wide = _without_mark(data)
    if wide is not None:
        return wide
    if _decodes(data, "utf-8"):
        return Decoding("utf-8")
    sample = data[:_SAMPLE]
    if len(data) > _SAMPLE and sample.isascii():
        at = next(
            (
                position
                for position in range(0, len(data), _CHUNK)
                if not data[position : position + _CHUNK].isascii()
            ),
            0,
        )
        sample = data[at : at + _SAMPLE]
    valid = len(
        re.findall(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}", sample)
    )
    invalid = len(
        re.findall(
            rb"[\x80-\xff]",
            re.sub(
                rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}", b"", sample
            ),
        )
    )
    if valid > 2 and valid >= invalid * 0.25:
        return Decoding("utf-8", "dramatis-cp1252", guessed=True)
    scores = {codec: _plausible(sample.decode(codec, "replace"), codec) for codec in _SINGLE}
    codec = max(scores, key=lambda name: scores[name])
    asian = _asian(data)
    if asian is not None and asian[1] > 0.35 and asian[1] + 0.1 > scores[codec]:
        return Decoding(asian[0], "replace", guessed=True)
    return Decoding(codec, "replace", guessed=True)


_TWICE = re.compile(r"[ÂÃÄÅâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¡-¿]")


def repaired(text: str) -> str:
    """Text that was encoded twice ("GrÃ¶ÃŸe") as it was meant; other text as it is."""
    if not _TWICE.search(text):
        return text
    raw = bytearray()
    for letter in text:
        try:
            raw += letter.encode("cp1252")
        except UnicodeEncodeError:
            if ord(letter) > 0xFF:
                return text
            raw.append(ord(letter))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return text
