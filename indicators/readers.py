"""Whatever file somebody hands in: which publisher's is it?"""

from indicators.official import ReadTable
from indicators.scb import read_scb


def read_file(raw: bytes) -> ReadTable:
    """Understand a published file.  ImportRefused with every complaint, by line."""
    return read_scb(raw)
