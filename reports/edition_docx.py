"""The edition as a Word document for whoever must edit its words: headings, text, lists and tables, no pictures.

Made from the very pages that are printed, so a frozen edition gives what was approved.  A picture is told by
its caption and its alternative text.  Written by hand: a docx is a zip of XML, and no more of it is needed.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SVG = "{http://www.w3.org/2000/svg}"
HEADINGS = {"h2": "Heading1", "h3": "Heading2", "h4": "Heading3"}
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
# What XML cannot hold; a text pasted from somewhere may.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the same pages give the same file

CONTENT_TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.'
    'core-properties+xml"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="r2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
DOCUMENT_RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
)


def docx_of(pages: str) -> bytes:
    """Turn an edition's pages into a docx.  ParseError if they are not well-formed."""
    root = ElementTree.fromstring(STYLE.sub("", pages))  # noqa: S314 - our own templates, escaped there
    title = words_of(root.find("head/title"))
    body = root.find("body")
    written = "".join(_blocks(body)) if body is not None else ""
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
        "word/styles.xml": _styles(),
        "word/document.xml": f'<w:document xmlns:w="{WORDS}"><w:body>{_paragraph(title, "Title")}{written}'
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1361" w:right="1247" w:bottom="1247" '
        'w:left="1247" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>',
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_safe(title)}</dc:title><dc:language>sv-SE</dc:language></cp:coreProperties>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + content)
    return file.getvalue()


def _blocks(parent: Element) -> Iterator[str]:
    """The body's blocks in order, without the cover's picture and the lists of contents."""
    for node in parent:
        css = (node.get("class") or "").split()
        if "head" in css or "toc" in css or "toc-head" in css or node.tag == f"{SVG}svg":
            continue
        if node.tag in HEADINGS:
            if node.get("id") or node.tag == "h4":  # "Innehåll" has none: Word makes its own
                yield _paragraph(words_of(node), HEADINGS[node.tag])
        elif node.tag in ("p", "figcaption", "h1"):
            yield _paragraph(words_of(node), "Caption" if node.tag == "figcaption" else "")
        elif node.tag in ("ul", "ol"):
            for item in node:
                yield _paragraph(f"•  {words_of(item)}", "ListParagraph")
        elif node.tag == "table":
            yield from _table(node)
        elif node.tag == "figure":
            yield from _blocks(node)
            told = node.find(f".//{SVG}svg/{SVG}title")
            if told is not None and told.text:
                yield _paragraph(_("Bild: %(told)s") % {"told": told.text}, "Caption")
        else:
            yield from _blocks(node)


def _table(node: Element) -> Iterator[str]:
    caption = node.find("caption")
    if caption is not None:
        yield _paragraph(words_of(caption), "Caption")
    rows = [(row, group.tag == "thead") for group in node if group.tag in ("thead", "tbody") for row in group]
    columns = max((sum(int(cell.get("colspan", "1")) for cell in row) for row, _head in rows), default=0)
    if not columns:
        return
    width = 9400 // columns
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for _column in range(columns))
    written = []
    for row, is_head in rows:
        cells = []
        for cell in row:
            span = int(cell.get("colspan", "1"))
            spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
            words = _paragraph(words_of(cell), "", is_bold=is_head)
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width * span}" w:type="dxa"/>{spans}</w:tcPr>{words}</w:tc>'
            )
        head = "<w:trPr><w:tblHeader/></w:trPr>" if is_head else ""
        written.append(f"<w:tr>{head}{''.join(cells)}</w:tr>")
    borders = '<w:tblBorders><w:insideH w:val="single" w:sz="4" w:color="CFD8DF"/></w:tblBorders>'
    yield (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/>{borders}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(written)}</w:tbl>{_paragraph('', '')}"
    )


def words_of(node: Element | None) -> str:
    """The node's text on one line; what is drawn inside it is left out."""
    if node is None:
        return ""
    return re.sub(r"[ \t\n]+", " ", "".join(_texts(node))).strip()


def _texts(node: Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if child.tag == "br":
            yield " "
        elif child.tag != f"{SVG}svg":
            yield from _texts(child)
        yield child.tail or ""


def _paragraph(text: str, style: str, *, is_bold: bool = False) -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    bold = "<w:rPr><w:b/></w:rPr>" if is_bold else ""
    return f'<w:p>{named}<w:r>{bold}<w:t xml:space="preserve">{_safe(text)}</w:t></w:r></w:p>'


def _safe(text: str) -> str:
    return escape(UNWRITABLE.sub("", text))


def _styles() -> str:
    """Body, headings and captions, in Swedish so that Word's spelling asks the right language."""

    def style(key: str, name: str, size: int, more: str = "", level: int | None = None) -> str:
        outline = "" if level is None else f'<w:outlineLvl w:val="{level}"/>'
        return (
            f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
            f'<w:pPr><w:spacing w:before="160" w:after="80"/>{outline}</w:pPr><w:rPr>{more}<w:sz w:val="{size}"/></w:rPr></w:style>'
        )

    return (
        f'<w:styles xmlns:w="{WORDS}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Source Sans 3" w:hAnsi="Source Sans 3"/><w:sz w:val="21"/><w:lang w:val="sv-SE"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        + style("Title", "Title", 52, "<w:b/>")
        + style("Heading1", "heading 1", 34, "<w:b/>", 0)
        + style("Heading2", "heading 2", 26, "<w:b/>", 1)
        + style("Heading3", "heading 3", 22, "<w:b/>", 2)
        + style("Caption", "caption", 18, '<w:color w:val="55636F"/>')
        + style("ListParagraph", "List Paragraph", 21)
        + "</w:styles>"
    )
