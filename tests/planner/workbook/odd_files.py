"""Odd files: workbooks built by hand, part by part, and what becomes of them.

Each case is a Staff sheet's XML, or a change to the parts of a workbook; ``test_odd_files`` builds and
reads it as a plan and as a list.
"""

# ruff: noqa: E501 - a case is one line of a table

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Parts = dict[str, bytes]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEADS = ("Employee number", "Organisation", "Function", "Band", "FTE", "Date of birth", "Notes")
_SHEETS = ("Plan", "Organisations", "Functions", "Staff")
STAFF = "xl/worksheets/sheet4.xml"
BOOK, RELATIONS, STRINGS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"


def text(place: str, words: str) -> str:
    """A cell with a text of its own."""
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def number(place: str, value: str, style: int = 0) -> str:
    """A cell with a number."""
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def _row(at: int, cells: str) -> str:
    return f'<row r="{at}">{cells}</row>'


def sheet(rows: str) -> bytes:
    """A sheet of such rows."""
    return (
        f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    )


def staff_row(at: int, **cells: str) -> str:
    """A plain row of staff; cells by their column's letter take the place of the plain ones."""
    plain = {
        "A": text(f"A{at}", f"E{at}"), "B": text(f"B{at}", "P1"), "C": text(f"C{at}", "CON"),
        "D": text(f"D{at}", "7"), "E": number(f"E{at}", "1"),
    }  # fmt: skip
    return _row(at, "".join((plain | cells)[letter] for letter in sorted(plain | cells)))


def heads() -> str:
    """The row of heads."""
    return _row(1, "".join(text(f"{'ABCDEFG'[at]}1", name) for at, name in enumerate(HEADS)))


def whole(**cells: str) -> Parts:
    """The parts of a small plan; cells of its first row of staff by their column's letter."""
    tables = {
        1: _row(1, text("A1", "Key") + text("B1", "Value")) + _row(2, text("A2", "Plan name") + text("B2", "Odd"))
        + _row(3, text("A3", "Transfer date") + text("B3", "01/04/2013"))
        + _row(4, text("A4", "Closure") + text("B4", "31/03/2013")),
        2: _row(1, text("A1", "Code") + text("B1", "Name") + text("C1", "Kind"))
        + _row(2, text("A2", "P1") + text("B2", "Example PCT") + text("C2", "PCT")),
        3: _row(1, text("A1", "Code") + text("B1", "Name")) + _row(2, text("A2", "CON") + text("B2", "Contracting")),
        4: heads() + staff_row(2, **cells) + staff_row(3) + staff_row(4),
    }  # fmt: skip
    listed = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(_SHEETS, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in tables
    )
    related += f'<Relationship Id="rId9" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    styles = '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="46"/><xf numFmtId="164"/>'
    return {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'
        ).encode(),
        BOOK: f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'.encode(),
        RELATIONS: f'<Relationships xmlns="{_PACKAGE}">{related}</Relationships>'.encode(),
        STYLES: (
            f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" '
            f'formatCode="&quot;£&quot;#,##0"/></numFmts><cellXfs count="5">{styles}</cellXfs></styleSheet>'
        ).encode(),
        **{f"xl/worksheets/sheet{at}.xml": sheet(rows) for at, rows in tables.items()},
    }


@dataclass(frozen=True)
class OddFile:
    """A workbook that is odd in its parts.

    Attributes:
        name: what is odd.
        parts: gives its parts.
        refused: words of the refusal; empty where it is read.
        column: the column of the first row of staff that is looked at.
        value: what the plan then holds there.
        says: words of a finding; empty where none is needed.
        changed: what becomes of the zip's bytes.
    """

    name: str
    parts: Callable[[], Parts]
    refused: str = ""
    column: str = "employee_number"
    value: Any = "E2"
    says: str = ""
    changed: Callable[[bytes], bytes] = field(default=lambda content: content)


def _cell(letter: str, xml: str) -> Callable[[], Parts]:
    return lambda: whole(**{letter: xml})


def _part(name: str, content: bytes) -> Callable[[], Parts]:
    return lambda: whole() | {name: content}


def _replaced(name: str, old: str, new: str) -> Callable[[], Parts]:
    def parts() -> Parts:
        made = whole()
        assert old.encode() in made[name]
        return made | {name: made[name].replace(old.encode(), new.encode())}

    return parts


def _without(name: str) -> Callable[[], Parts]:
    return lambda: {one: content for one, content in whole().items() if one != name}


def _shared(strings: bytes, at: int = 0) -> Callable[[], Parts]:
    relation = (
        f'<Relationship Id="rId8" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )

    def parts() -> Parts:
        made = whole(G=f'<c r="G2" t="s"><v>{at}</v></c>')
        return made | {
            STRINGS: strings,
            RELATIONS: made[RELATIONS].replace(b"</Relationships>", relation.encode()),
        }

    return parts


def _strings(*items: str) -> bytes:
    return f'<sst xmlns="{_MAIN}" count="{len(items)}">{"".join(f"<si>{one}</si>" for one in items)}</sst>'.encode()


def _notes(name: str, xml: str, value: Any, says: str = "") -> OddFile:
    return OddFile(name, _cell("G", f'<c r="G2"{xml}</c>'), column="notes", value=value, says=says)


_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RICH = "<r><t xml:space='preserve'>one </t></r><r><rPr><b/></rPr><t>two</t></r>"

ODD_FILES = (
    OddFile("nothing odd", whole),
    # --------------------------------------------------------- texts
    _notes("a text of its own", ' t="inlineStr"><is><t>plain</t></is>', "plain"),
    _notes("a text in pieces", f' t="inlineStr"><is>{_RICH}</is>', "one two"),
    _notes("an escaped line end", ' t="inlineStr"><is><t>a_x000D_\nb</t></is>', "a\r\nb"),
    _notes("an escaped underline", ' t="inlineStr"><is><t>a_x005F_b</t></is>', "a_b"),
    _notes("what looks like an escape", ' t="inlineStr"><is><t>a_x00ZZ_b</t></is>', "a_x00ZZ_b"),
    _notes("a sign as its number", ' t="inlineStr"><is><t>&#x1F600;&amp;&lt;</t></is>', "\U0001f600&<"),
    _notes("the text of a formula", ' t="str"><f>A2&amp;"x"</f><v>E2x</v>', "E2x"),
    _notes("a formula of DDE", ' t="str"><f>cmd|\'/C calc\'!A0</f><v>safe</v>', "safe"),
    _notes("a formula that fetches", ' t="str"><f>WEBSERVICE("http://example.org")</f><v>old</v>', "old"),
    _notes("a formula without its value", "><f>1+1</f>", None, "=1+1"),
    _notes("a truth", ' t="b"><v>1</v>', "TRUE"),
    _notes("an error", ' t="e"><v>#N/A</v>', None, "#N/A"),
    _notes("a number for a text", "><v>12</v>", "12"),
    _notes("a very long text", f' t="inlineStr"><is><t>{"y" * 32_767}</t></is>', "y" * 32_767),
    _notes("spaces that are no spaces", ' t="inlineStr"><is><t>\u00a0\u2009x\u3000</t></is>', "x"),
    OddFile("shared texts", _shared(_strings("<t>shared</t>")), column="notes", value="shared"),
    OddFile("a shared text in pieces", _shared(_strings(_RICH)), column="notes", value="one two"),
    OddFile(
        "a shared text with its reading",
        _shared(_strings("<t>東京</t><rPh sb='0' eb='2'><t>とうきょう</t></rPh>")),
        column="notes", value="東京",
    ),
    OddFile("a shared text that is not there", _shared(_strings("<t>a</t>"), 7), refused="damaged"),
    OddFile("shared texts cut short", _shared(_strings("<t>shared</t>")[:-20]), refused="damaged"),
    # --------------------------------------------------------- numbers and days
    OddFile("a number with blanks round it", _cell("E", '<c r="E2"><v> 0.8 </v></c>'), column="fte", value=0.8),
    OddFile("a number by its power", _cell("E", '<c r="E2"><v>8E-1</v></c>'), column="fte", value=0.8),
    OddFile("a number that is none", _cell("E", '<c r="E2"><v>abc</v></c>'), column="fte", value=None, says="'abc'"),
    OddFile("an error for a number", _cell("E", '<c r="E2" t="e"><v>#DIV/0!</v></c>'), column="fte", value=None, says="#DIV/0!"),
    OddFile("an error out of a formula", _cell("E", '<c r="E2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'), column="fte", value=None, says="#DIV/0!"),
    OddFile("a truth for a number", _cell("E", '<c r="E2" t="b"><v>1</v></c>'), column="fte", value=None, says="TRUE"),
    OddFile("a number shown as money", _cell("E", number("E2", "0.8", 4)), column="fte", value=0.8),
    OddFile("a length of time for a number", _cell("E", number("E2", "1.5625", 3)), column="fte", value=None, says="date"),
    OddFile("a day", _cell("F", number("F2", "25613", 1)), column="born", value="1970-02-14"),
    OddFile("a day by its ISO name", _cell("F", '<c r="F2" t="d"><v>1970-02-14</v></c>'), column="born", value="1970-02-14"),
    OddFile("a day below nil", _cell("F", number("F2", "-40", 1)), column="born", value=None, says="'-40'"),
    OddFile("a day of nil", _cell("F", number("F2", "0", 1)), column="born", value=None, says="no date"),
    OddFile("a day beyond all days", _cell("F", number("F2", "9999999", 1)), column="born", value=None, says="9999999"),
    OddFile(
        "days counted from 1904",
        lambda: whole(F=number("F2", "24151", 1))
        | {BOOK: whole()[BOOK].replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')},
        column="born", value="1970-02-14",
    ),
    # --------------------------------------------------------- sheets
    OddFile("names with a prefix", _replaced(STAFF, f'<worksheet xmlns="{_MAIN}">', f'<worksheet xmlns="{_MAIN}">')),
    OddFile("sheets in odd capitals", _replaced(BOOK, 'name="Staff"', 'name=" sTaFf "')),
    OddFile("a sheet that is hidden", _replaced(BOOK, 'name="Staff"', 'name="Staff" state="veryHidden"')),
    OddFile("a row that is hidden", _replaced(STAFF, '<row r="2">', '<row r="2" hidden="1">')),
    OddFile("the strict form", lambda: {name: part.replace(_MAIN.encode(), _STRICT.encode()) for name, part in whole().items()}),
    OddFile("two sheets in one part", _replaced(RELATIONS, "worksheets/sheet4.xml", "worksheets/sheet3.xml"), value=None, says="no row of headers"),
    OddFile("a sheet that is not in the file", _without(STAFF), value=None, says="no sheet 'Staff'"),
    OddFile("a path that leads out", _replaced(RELATIONS, "worksheets/sheet4.xml", "../../../etc/passwd"), value=None, says="no sheet 'Staff'"),
    OddFile("a sheet on the web", _replaced(RELATIONS, 'Target="worksheets/sheet4.xml"', 'Target="http://example.org/x" TargetMode="External"'), value=None, says="no sheet 'Staff'"),
    OddFile("a million empty rows", _replaced(STAFF, "</sheetData>", '<row r="1048576"><c r="A1048576" s="1"/></row></sheetData>')),
    OddFile("a value in the last row of a wide sheet", _replaced(STAFF, "</sheetData>", f'<row r="1048576">{number("XFD1048576", "1")}</row></sheetData>'), refused="as far off as"),
    OddFile("a value in the last column", _replaced(STAFF, "</sheetData>", f'<row r="9">{text("XFD9", "x")}</row></sheetData>')),
    OddFile("rows out of order", lambda: whole() | {STAFF: sheet(heads() + staff_row(4) + staff_row(2) + staff_row(3))}),
    OddFile("a sheet of nothing", _part(STAFF, sheet("")), value=None, says="empty"),
    OddFile("a sheet that is no XML", _part(STAFF, b"\x00\x01\x02"), refused="damaged"),
    OddFile("a sheet cut short", lambda: whole() | {STAFF: whole()[STAFF][:-90]}, refused="damaged"),
    OddFile("a merged head", _replaced(STAFF, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="F1:G1"/></mergeCells>')),
    OddFile("entities", _replaced(STAFF, '<?xml version="1.0"?>', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'), refused="entities"),
    OddFile("a list of styles that is gone", _without(STYLES)),
    OddFile("styles that are no XML", _part(STYLES, b"<styleSheet"), refused="damaged"),
    OddFile("a workbook that is no XML", _part(BOOK, b"<workbook"), refused="damaged"),
    OddFile("no list of sheets", _part(BOOK, f'<workbook xmlns="{_MAIN}"><sheets/></workbook>'.encode()), refused="none of a plan's sheets"),
    OddFile("relations that are gone", _without(RELATIONS), refused="damaged"),
    # --------------------------------------------------------- the zip
    OddFile("a link to another workbook", _part("xl/externalLinks/externalLink1.xml", b"<externalLink/>")),
    OddFile("macros", _part("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")),
    OddFile("a name that leads out of the zip", _part("../../evil.xml", b"<a/>")),
    OddFile("a zip within", _part("xl/inner.zip", b"PK"), refused="archive"),
    OddFile("a part that unfolds too far", _part("xl/media/x.bin", b"0" * 60_000_000), refused="harm"),
    OddFile("cut in half", whole, refused="damaged", changed=lambda content: content[: len(content) // 2]),
    OddFile("a byte too few", whole, refused="damaged", changed=lambda content: content[:-1]),
    OddFile("something behind its end", whole, changed=lambda content: content + b"\n"),
    OddFile("nothing in it", whole, refused="empty", changed=lambda _: b""),
    OddFile("a list of text", whole, refused="not an Excel workbook", changed=lambda _: b"Employee number,FTE\nE1,1\n"),
    OddFile("a web page", whole, refused="not an Excel workbook", changed=lambda _: b"<html><table><tr><td>1</td></tr></table></html>"),
    OddFile("a picture", whole, refused="not an Excel workbook", changed=lambda _: b"\x89PNG\r\n\x1a\n" + bytes(500)),
    OddFile("a paper", whole, refused="not an Excel workbook", changed=lambda _: b"%PDF-1.4 " + bytes(500)),
    OddFile("an old workbook that is damaged", whole, refused="x.xlsx", changed=lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
)  # fmt: skip
