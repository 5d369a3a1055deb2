"""The log: one JSON object a line."""

import json
import logging
from datetime import UTC, datetime

FIELDS = ("method", "route", "status", "ms", "job", "stage", "attempt", "part", "action")


class JsonFormatter(logging.Formatter):
    """Write time, level, logger and message, and of the extras only the named, impersonal ones."""

    def format(self, record: logging.LogRecord) -> str:
        text = record.getMessage()
        # Django names the address of a refused request, and an address may hold an invitation's token.
        path = getattr(record.__dict__.get("request"), "path", "")
        if path:
            text = text.replace(path, "…")
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": text,
        }
        line.update({name: record.__dict__[name] for name in FIELDS if name in record.__dict__})
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
