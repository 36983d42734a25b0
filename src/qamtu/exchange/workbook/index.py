"""What an xlsx says of itself: which part holds which sheet, and from when it counts its days."""

import zipfile
from dataclasses import dataclass, field
from posixpath import join, normpath
from xml.etree import ElementTree

LARGEST = 4 * 2**20  # of the part that lists the sheets

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True)
class Index:
    """`names` of sheets by their parts. `since_1904`: days are counted as old Macs did."""

    names: dict[str, str] = field(default_factory=dict)
    since_1904: bool = False


def read_index(archive: zipfile.ZipFile) -> Index:
    """The index of an archive; nothing where it does not say."""
    try:
        book = _parsed(archive, "xl/workbook.xml")
        links = _parsed(archive, "xl/_rels/workbook.xml.rels")
    except (KeyError, ElementTree.ParseError):
        return Index()
    targets = {one.get("Id"): one.get("Target", "") for one in links.iter(_RELATION)}
    names = {}
    for sheet in book.iter(f"{_MAIN}sheet"):
        if target := targets.get(sheet.get(_LINK)):
            names[normpath(join("/xl", target)).lstrip("/")] = sheet.get("name", "")
    of_book = book.find(f"{_MAIN}workbookPr")
    told = "" if of_book is None else of_book.get("date1904", "")
    return Index(names, told.lower() in {"1", "true", "on"})


def _parsed(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    with archive.open(part) as file:
        return ElementTree.fromstring(file.read(LARGEST))
