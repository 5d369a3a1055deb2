"""Kolada's key figures (RKA), API version 3: one answer says what the figure is, another holds its values."""

import json
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.models import Origin
from indicators.official import ReadCell, ReadTable
from platssamverkan.core.incoming import Complaint, ImportRefused

GENDERS = {"T": "", "K": "kvinnor", "M": "män"}
STEP = Decimal("0.0001")


def read_kolada(about: bytes, answers: Sequence[bytes]) -> ReadTable:
    """Understand a key figure and its values.  ImportRefused, in one sentence, for anything else.

    A value that Kolada holds back has a status and no number; it is kept as missing.
    """
    try:
        figure = json.loads(about)["values"][0]
        code, title = str(figure["id"]), str(figure["title"])
        cells = [
            ReadCell(
                region=str(row["municipality"])[:20],
                period=str(int(row["period"])),
                label=GENDERS[value["gender"]],
                value=None if value["value"] is None else Decimal(str(value["value"])).quantize(STEP),
            )
            for answer in answers
            for row in json.loads(answer)["values"]
            for value in row["values"]
            if row["kpi"] == code
        ]
    except (ValueError, KeyError, TypeError, IndexError, ArithmeticError, RecursionError) as error:
        raise ImportRefused([Complaint(0, _("Svaret från Kolada förstås inte."))]) from error
    return ReadTable(
        origin=Origin.KOLADA,
        code=code[:60],
        title=title[:300],
        unit="",
        source=f"Kolada (RKA), {code}",
        # Most are shares, means or per inhabitant; none is added up.
        is_count=False,
        cells=tuple(cells),
        published=str(figure.get("publication_date") or "")[:60],
    )
