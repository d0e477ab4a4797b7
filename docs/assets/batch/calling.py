"""One call to a vendor -> its answer, or what its failure means: whose fault it is, and whether it may have arrived.

A call that creates a batch is paid, so it is repeated only where it surely was not carried out: it never left this
machine, or the vendor itself says no in its own words before any work (400, 401, 429). Whatever else comes back, a
gateway's page or a code between the two, may stand in front of a batch that was made.
"""

from __future__ import annotations

import datetime
import email.utils
import os
import time
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from facts import Stop
from shared import Gone, Refusal, Unclear, Undecided, Vendor

Answer = TypeVar("Answer")
LEFT, BROKEN, MINE, STRANGE = (
    -1,
    -2,
    -3,
    0,
)  # beside HTTP's codes: it never left; no answer came; it cannot be made; the
# answer is not what was asked for
NOT_MADE = (400, 401, 429)
PASSING = (408, 425, 429)


class Patience(NamedTuple):
    """How often a call is made, and how long to wait between: from the first wait doubling up to the longest."""

    tries: int
    first_wait: float
    longest_wait: float


class Caller:
    """The calls of one run to one vendor."""

    def __init__(self, vendor: Vendor[Any], patience: Patience) -> None:
        self.vendor, self.patience = vendor, patience
        self.opened = False

    def open(self) -> None:
        """The vendor's client, once a verb needs it: reading and reconciling need neither key nor library."""
        if self.opened:
            return
        _checked(os.environ.get(self.vendor.key, ""), self.vendor)
        try:
            import httpx2  # what all three clients speak through: a failed call is told by it

            self.vendor.open()
        except ImportError as error:
            raise Stop(
                f"the vendor's client library is missing. Install it: pip install {self.vendor.package}", 2
            ) from error
        self.broken = httpx2.TransportError
        self.never_left = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
        self.mine = (httpx2.InvalidURL, httpx2.UnsupportedProtocol, httpx2.LocalProtocolError)
        self.opened = True

    def __call__(self, make: Callable[[], Answer], creates: bool = False) -> Answer:
        """The answer of one call; what passes by itself is waited for.

        Unclear where it may have been carried out and must not be repeated, Gone where the vendor knows no such thing,
        Refusal or Stop where it surely was not carried out.
        """
        self.open()
        wait = self.patience.first_wait
        for left in reversed(range(self.patience.tries)):
            try:
                return make()
            except (Stop, Unclear, Undecided, OSError):
                raise
            except Exception as error:
                code, said, asked = self._code(error), _words(error), _asked(error)
                if creates and code > 0 and not (code in NOT_MADE and _in_its_words(error)):
                    code, said = BROKEN, f"{code}: {said}"
            self._end(code, said, creates)
            if left:
                time.sleep(self._wait(wait, asked))
                wait = min(2 * wait, self.patience.longest_wait)
        where = f": this machine cannot reach {self.vendor.base_url or 'it'}" if code == LEFT else ""
        raise Stop(f"the vendor does not answer{where} ({said}). Run this again later.", 3)

    def _end(self, code: int, said: str, creates: bool) -> None:
        """Raises what a failure means, unless the call may be made again."""
        if code == MINE:
            raise Stop(f"this machine cannot make the call ({said}). Look at --base-url and the key.")
        if code in (BROKEN, STRANGE) and creates:
            raise Unclear(said)
        if code == STRANGE:
            raise Stop(f"the answer is not the vendor's ({said}). Look at --base-url, or run this again later.", 3)
        if code in (404, 410):
            raise Gone(f"the vendor does not know it: {said}", code)
        if 0 < code < 500 and code not in PASSING:
            raise Refusal(f"the vendor refuses: {said}", code)

    def _wait(self, wait: float, asked: float) -> float:
        """As long as the vendor asks, and no longer than a person allows."""
        longest = self.patience.longest_wait
        if asked > max(wait, longest):
            print(f"the vendor asks to wait {asked:,.0f} s; waiting {longest:,.0f} s, as --longest-wait allows")
        return min(max(wait, asked), max(wait, longest))

    def _code(self, error: Exception) -> int:
        """HTTP's code of a failed call, or one of those beside them."""
        cause = error if isinstance(error, (self.broken, *self.mine)) else error.__cause__
        if isinstance(cause, self.mine):
            return MINE
        if isinstance(cause, self.broken):
            return LEFT if isinstance(cause, self.never_left) else BROKEN
        code = getattr(error, "status_code", None) or getattr(error, "code", None)
        return code if isinstance(code, int) and 100 <= code < 1000 else STRANGE


def address_fault(address: str | None) -> str:
    """What is wrong with --base-url; nothing where it can be called."""
    try:
        parts = urlsplit(address or "https://vendor")
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        fits = False
    if fits and not any(sign.isspace() or not sign.isprintable() for sign in address or ""):
        return ""
    return f"--base-url: {address!r} is no address. Write one such as https://gateway.example/v1."


def _checked(key: str, vendor: Vendor[Any]) -> None:
    if not key:
        raise Stop(f"the vendor's key is not set. Put it into the environment as {vendor.key}.", 2)
    if not (key.isascii() and key.isprintable() and " " not in key):
        raise Stop(
            f"{vendor.key} holds a line's end, a space or another sign that no key has. Set it again without it.", 2
        )


def _words(error: Exception) -> str:
    """What an error says, on one line and not for ever."""
    return " ".join(f"{error or type(error).__name__}".split())[:300]


def _response(error: Exception) -> Any:
    return getattr(error, "response", None)


def _in_its_words(error: Exception) -> bool:
    """Whether the vendor's own error object came back, and not a page of something in between."""
    try:
        told = _response(error).json()
    except Exception:  # no body, or a page: then it is not in the vendor's words
        told = getattr(error, "details", None)
    return isinstance(told, dict) and isinstance(told.get("error"), dict)


def _asked(error: Exception) -> float:
    """Seconds that the vendor asks to wait, whether it names them or a moment; 0 where it asks nothing."""
    headers = getattr(_response(error), "headers", None) or {}
    text = str(headers.get("retry-after", "")).strip()
    try:
        if text.replace(".", "", 1).isdecimal() and text.isascii():
            return float(text)
        moment = email.utils.parsedate_to_datetime(text)
        return max((moment - datetime.datetime.now(datetime.UTC)).total_seconds(), 0.0)
    except (ValueError, TypeError, OverflowError):
        return 0.0
