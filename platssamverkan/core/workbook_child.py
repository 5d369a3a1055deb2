"""Reads one workbook in a process of its own, with little memory and little time: `core.workbook` starts it.

It is run as a file, without Django: what goes wrong in here can take nothing else along.
The workbook comes on standard input; out comes JSON, {"sheets": [[name, rows], …]} or {"error": kind}.
"""

import io
import json
import resource
import sys

MEMORY = 512 * 1024 * 1024
SECONDS = 20
MOST_CELLS = 1_500_000


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    sheets: list[list[object]] = []
    cells = 0
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        cells += sheet.total_height * sheet.total_width
        if cells > MOST_CELLS:
            json.dump({"error": "cells"}, sys.stdout)
            return
        # Nothing is skipped, so that a row's number is the one its reader sees.
        sheets.append([name, sheet.to_python(skip_empty_area=False)])
    json.dump({"sheets": sheets}, sys.stdout, default=str)


if __name__ == "__main__":
    main()
