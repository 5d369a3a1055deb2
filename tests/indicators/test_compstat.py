from datetime import date

import pytest

from indicators.analysis import Compstat, compstat
from indicators.imports import import_compstat
from indicators.models import CompstatFigure
from places.models import Area
from platssamverkan.core.incoming import ImportRefused
from platssamverkan.core.statistics import Change, Verdict
from platssamverkan.core.swedish import decimal
from platssamverkan.demo.load import DATA

SEED = (DATA / "compstat_hasselby_vallingby_2023.csv").read_text()
# Category: percent as printed in the original, z, verdict (DOMAIN.md 6.1).
EXPECTED = {
    "Bilstöld": ("18,8", 1.02, Verdict.NORMAL),
    "Cykelstöld": ("21,3", 3.01, Verdict.INCREASE),
    "Inbrott i bostad": ("−22,3", -2.41, Verdict.NORMAL),
    "Stöld ur fordon": ("27,6", 4.04, Verdict.INCREASE),
    "Bedrägeri (urval)": ("68,4", 10.15, Verdict.INCREASE),
    "Fickstöld": ("32,5", 1.91, Verdict.NORMAL),
    "Fridskränkning": ("−24,4", -1.67, Verdict.NORMAL),
    "Hot": ("0,0", 0.0, Verdict.NORMAL),
    "Misshandel utomhus (0-14 år)": ("−20,7", -1.18, Verdict.NORMAL),
    "Misshandel utomhus (15- år)": ("−6,1", -0.83, Verdict.NORMAL),
    "Mord/dråp": ("−50,0", -0.83, Verdict.NORMAL),
    "Mord/dråp, försök": ("14,3", 0.37, Verdict.NORMAL),
    "Rån": ("5,0", 0.31, Verdict.NORMAL),
    "Sexuellt ofredande": ("−20,3", -1.65, Verdict.NORMAL),
    "Våldtäkt, utomhus": ("−66,7", -2.07, Verdict.NORMAL),
}


@pytest.fixture
def table(demo_district: Area) -> Compstat:
    found = compstat(demo_district, 2023)
    assert found is not None
    return found


def test_every_row_gives_the_originals_percent_and_an_honest_word(table: Compstat) -> None:
    rows = {row.name: row.change for block in table.blocks for row in block.categories}
    assert {n: (decimal(c.percent), round(c.z or 0, 2), c.verdict) for n, c in rows.items()} == EXPECTED


def test_sums_are_computed_and_equal_the_printed_ones(table: Compstat) -> None:
    sums = {block.name: block.total for block in table.blocks}
    assert sums["Hushåll"].counts == (644, 845, 818, 599, 696)
    assert sums["Person"].counts == (817, 867, 827, 1003, 1174)
    assert [(s.change.absolute, decimal(s.change.percent)) for s in sums.values()] == [
        (97, "16,2"),
        (171, "17,0"),
    ]
    assert not CompstatFigure.objects.filter(category__name="Summa").exists()


def test_percent_is_not_printed_on_a_small_base() -> None:
    assert Change(19, 40).printable_percent is None
    assert Change(20, 30).printable_percent == 50
    assert Change(None, 30).verdict is None
    assert Change(0, 30).percent is None


def test_a_year_without_figures_has_no_table(demo_district: Area) -> None:
    assert compstat(demo_district, 2022) is not None  # 2019–2022 are columns of the same table
    assert compstat(demo_district, 2018) is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Hushåll,Summa,1 jan – 30 sep,644", "Hushåll,Summa,1 jan – 30 sep,645", "Rad 6: Summan för 2019 är 645, men raderna ger 644."),
        ("Hushåll,Bilstöld", "Hushåll,Bilstölt", "Rad 2: Kategorin ”Bilstölt” är okänd. Menade du Bilstöld?"),
        ("Hushåll,Bilstöld", "Hushall,Bilstöld", "Rad 2: Blocket ”Hushall” är okänt."),
        ("Bilstöld,1 jan – 30 sep", "Bilstöld,1 jan – 31 feb", "Rad 2: Perioden ”1 jan – 31 feb” förstås inte."),
        ("Bilstöld,1 jan – 30 sep", "Bilstöld,1 jan – 31 okt", "Raderna gäller olika perioder. Läs in en period i taget."),
        ("30 sep,82,", "30 sep,åttio,", "Rad 2: ”åttio” (2019) är inget antal."),
    ],
)  # fmt: skip
def test_a_table_that_does_not_add_up_is_refused_whole(
    demo_district: Area, old: str, new: str, said: str
) -> None:
    CompstatFigure.objects.all().delete()
    with pytest.raises(ImportRefused) as refused:
        import_compstat(SEED.replace(old, new), demo_district, source="Test", extracted_on=date(2023, 11, 24))
    assert said in [str(item) for item in refused.value.complaints]
    assert not CompstatFigure.objects.exists()
