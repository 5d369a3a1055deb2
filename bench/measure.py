"""Measuring side by side: the two candidates take turns, and medians are compared."""

import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

REPEATS = 7


@dataclass(slots=True)
class Ratio:
    """What was measured against what: medians in milliseconds over at least five turns, and their ratio."""

    name: str
    ours: str
    theirs: str
    ours_ms: float
    theirs_ms: float
    turns: int
    target: float | None = None
    notes: dict[str, object] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        return self.ours_ms / self.theirs_ms

    def as_json(self) -> dict[str, object]:
        return asdict(self) | {"ratio": round(self.ratio, 3)}


@dataclass(frozen=True, slots=True)
class Weight:
    """How many bytes something took, and how many it may."""

    name: str
    size: int
    most: int
    notes: dict[str, object] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def side_by_side(
    name: str,
    ours: tuple[str, Callable[[], object]],
    theirs: tuple[str, Callable[[], object]],
    *,
    turns: int = REPEATS,
    target: float | None = None,
    between: Callable[[], object] = lambda: None,
    notes: dict[str, object] | None = None,
) -> Ratio:
    """Warm both once, then let them take turns; `between` puts things back before each, unmeasured."""
    samples: tuple[list[float], list[float]] = ([], [])
    for turn in range(turns + 1):
        for (_label, work), kept in zip((ours, theirs), samples, strict=True):
            between()
            took = milliseconds(work)
            if turn:
                kept.append(took)
    return Ratio(
        name,
        ours[0],
        theirs[0],
        statistics.median(samples[0]),
        statistics.median(samples[1]),
        turns,
        target,
        notes or {},
    )


def machine() -> dict[str, object]:
    """Describe the machine, without its name."""
    cpu = next(
        (line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        "?",
    )
    memory = next((line.split()[1] for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), "0")
    return {
        "cpu": cpu,
        "cores": os.cpu_count(),
        "memory_gb": round(int(memory) / 1e6, 1),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "load_before": os.getloadavg()[0],
    }


def _lines(path: str) -> list[str]:
    file = Path(path)
    return file.read_text().splitlines() if file.exists() else []
