"""Every word on the screen goes through gettext, in templates, scripts and Python alike."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
COMMENTS = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}|<!--.*?-->", re.DOTALL)
NOT_TEXT = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
DJANGO = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
SPOKEN = re.compile(
    r"""\s(?:aria-label|aria-description|alt|title|placeholder|content-label)=(["'])(.*?)\1""", re.DOTALL
)
WORD = re.compile(r"[^\W\d_]{2,}")
# The product's own name is the same in every language.
NAMES = frozenset(
    {"Platssamverkan", "CSV", "Ctrl", "Enter", "Esc", "Delete", "nbsp", "middot", "times", "lsaquo", "rsaquo"}
)


def unwrapped(source: str) -> list[str]:
    """Return the words of a template that a reader would see or hear and that no translation holds."""
    text = NOT_TEXT.sub(" ", TRANSLATED.sub(" ", COMMENTS.sub(" ", source)))
    spoken = [DJANGO.sub(" ", match[2]) for match in SPOKEN.finditer(text)]
    seen = re.sub(r"<[^>]*>", " ", DJANGO.sub(" ", text))
    return [word for part in [seen, *spoken] for word in WORD.findall(part) if word not in NAMES]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_a_template_holds_no_unwrapped_text(path: Path) -> None:
    assert unwrapped(path.read_text()) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Hej</p>", ["Hej"]),
        ('<p>{% translate "Hej" %}</p>', []),
        ("{% blocktranslate %}Hej {{ name }}{% endblocktranslate %} du", ["du"]),
        ('<img alt="Karta">', ["Karta"]),
        ("<a title=\"{% translate 'Karta' %}\">5</a>", []),
        ("<script>let hej = 1;</script>{# Hej #}", []),
    ],
)
def test_the_search_itself_finds_what_it_should(source: str, found: list[str]) -> None:
    assert unwrapped(source) == found


ROOMS = ("stakeholders", "places", "incidents", "walks", "indicators", "measures", "assessments", "reports")
SWEDISH = re.compile(r"[åäöÅÄÖ]")
# Swedish that is data or grammar, not a sentence on a screen.
DATA = {
    "platssamverkan/demo", "migrations", "platssamverkan/core/swedish.py", "management/commands",
    "reports/edition_data.py",  # the keys of the frozen copy, which is read for as long as it is kept
}  # fmt: skip
WRAPPERS = frozenset({"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"})


def _python_files() -> list[Path]:
    base = Path(settings.BASE_DIR)
    files = [path for room in (*ROOMS, "platssamverkan") for path in (base / room).rglob("*.py")]
    return [path for path in files if not any(part in str(path.relative_to(base)) for part in DATA)]


def bare_swedish(source: str) -> list[str]:
    """Return the string literals with Swedish letters that stand outside gettext and docstrings."""
    tree = ast.parse(source)
    allowed: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in WRAPPERS:
            allowed.update(child for argument in node.args for child in ast.walk(argument))
        # A module's CAPITAL constants are vocabularies for reading what others wrote.
        if isinstance(node, ast.Assign) and all(getattr(t, "id", "").isupper() for t in _names(node)):
            allowed.update(ast.walk(node.value))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            allowed.add(node.value)
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        and node not in allowed and SWEDISH.search(node.value)
    ]  # fmt: skip


def _names(node: ast.Assign) -> list[ast.expr]:
    return [name for target in node.targets for name in getattr(target, "elts", [target])]


def test_python_holds_no_swedish_outside_gettext() -> None:
    found = {
        str(path.relative_to(settings.BASE_DIR)): bare_swedish(path.read_text()) for path in _python_files()
    }
    assert {name: texts for name, texts in found.items() if texts} == {}
