"""Whatever file somebody hands in: which publisher's is it?"""

from indicators.bra import read_bra
from indicators.jsonstat import read_jsonstat
from indicators.official import ReadTable
from indicators.scb import is_scb, read_scb
from platssamverkan.core.workbook import is_zip, read_workbook


def read_file(raw: bytes) -> ReadTable:
    """Understand a published file.  ImportRefused with every complaint, by line.

    A spreadsheet is Statistics Sweden's if its title says so, else Brå's; JSON is JSON-stat 2; the rest is CSV.
    """
    if is_zip(raw):
        return read_scb(raw) if is_scb(read_workbook(raw)) else read_bra(raw)
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return read_jsonstat(raw)
    return read_bra(raw)
