"""Asking Statistics Sweden and Kolada for tables, only where the operator has allowed it, and never too often.

No page asks; `manage.py fetch_official` does.  A source may be down: then one sentence says so, and what was
read before stays.  SCB allows 30 calls in 10 seconds for each address; we keep to 28 (STACK.md L25).
"""

import time
from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import Request, build_opener

from django.utils.translation import gettext as _

MOST_CALLS = 28
IN_SECONDS = 10.0
TIMEOUT = 20.0
MAX_BYTES = 20_000_000
TRIES = 3
LONGEST_WAIT = 30.0
SCB = "https://statistikdatabasen.scb.se/api/v2"
KOLADA = "https://api.kolada.se/v3"
AGENT = "Platssamverkan (officiell statistik)"
# Kolada answers for so many municipalities at a time.
BATCH = 20


class SourceDown(Exception):
    """The source does not answer, or not with what was asked for; the text is for people."""


class SourceNotAllowed(Exception):
    """The operator has not allowed this source."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: a status, what the source says about waiting, and the body."""

    status: int
    retry_after: str
    body: bytes


Fetch = Callable[[str], Reply]


def fetch_over_https(url: str) -> Reply:
    """Ask for an address.  SourceDown if nothing answers in time or the answer is too large."""
    request = Request(url, headers={"User-Agent": AGENT, "Accept": "application/json"})  # noqa: S310 - https only, see Client
    try:
        with build_opener().open(request, timeout=TIMEOUT) as answer:
            body = answer.read(MAX_BYTES + 1)
            if len(body) > MAX_BYTES:
                raise SourceDown(_("Svaret är större än 20 MB. Fråga efter färre regioner eller år."))
            return Reply(answer.status, "", body)
    except HTTPError as error:
        return Reply(error.code, error.headers.get("Retry-After", ""), b"")
    except (URLError, HTTPException, OSError) as error:
        raise SourceDown(
            _("%(host)s svarar inte. Försök senare; det som lästes in förut finns kvar.")
            % {"host": urlsplit(url).hostname}
        ) from error


@dataclass(slots=True)
class Client:
    """Asks allowed hosts over https, at most 28 times in any 10 seconds, and waits when it is told to."""

    allowed: Collection[str]
    fetch: Fetch = fetch_over_https
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _calls: deque[float] = field(default_factory=deque)

    def get(self, url: str) -> bytes:
        """Return the body.  SourceNotAllowed or SourceDown, each in one sentence."""
        parts = urlsplit(url)
        if parts.scheme != "https" or parts.hostname not in self.allowed:
            text = _("Källan %(host)s är inte påslagen. Driften lägger till den i OPEN_DATA_HOSTS.")
            raise SourceNotAllowed(text % {"host": parts.hostname})
        for _attempt in range(TRIES):
            self._wait_for_turn()
            reply = self.fetch(url)
            if reply.status == 200:
                return reply.body
            if reply.status not in {429, 503}:
                break
            self.sleep(
                min(LONGEST_WAIT, float(reply.retry_after) if reply.retry_after.isdigit() else IN_SECONDS)
            )
        if reply.status == 404:
            raise SourceDown(
                _("%(host)s känner inte till det som frågades efter.") % {"host": parts.hostname}
            )
        raise SourceDown(
            _("%(host)s svarade med felkod %(status)d. Försök senare.")
            % {"host": parts.hostname, "status": reply.status}
        )

    def _wait_for_turn(self) -> None:
        now = self.clock()
        while self._calls and now - self._calls[0] >= IN_SECONDS:
            self._calls.popleft()
        if len(self._calls) >= MOST_CALLS:
            self.sleep(IN_SECONDS - (now - self._calls[0]))
            self._calls.popleft()
        self._calls.append(self.clock())


def scb_table(client: Client, table: str, chosen: Mapping[str, str]) -> bytes:
    """Ask for a table as JSON-stat 2; `chosen` maps variables to codes, such as Region to '0180' or Tid to 'top(1)'."""
    query = [("lang", "sv"), ("outputFormat", "json-stat2")]
    query += [(f"valueCodes[{variable}]", codes) for variable, codes in chosen.items()]
    return client.get(f"{SCB}/tables/{quote(table, safe='')}/data?{urlencode(query)}")


def kolada_figure(
    client: Client, figure: str, regions: Sequence[str], years: Sequence[str]
) -> tuple[bytes, list[bytes]]:
    """Ask what a key figure is and for its values, twenty municipalities at a time."""
    code = quote(figure, safe="")
    about = client.get(f"{KOLADA}/kpi/{code}")
    answers = []
    for start in range(0, len(regions), BATCH):
        batch = quote(",".join(regions[start : start + BATCH]), safe=",")
        when = f"/year/{quote(','.join(years), safe=',')}" if years else ""
        answers.append(client.get(f"{KOLADA}/data/kpi/{code}/municipality/{batch}{when}"))
    return about, answers
