"""LibreOffice as a reader of our files: opens them, with a password where there is one; works them out."""

import re
import shutil
import subprocess
import zipfile

import openpyxl

PROGRAM = shutil.which("soffice")

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
<library:element library:name="Reading"/></library:library>
"""
_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Reading"
 script:language="StarBasic">
Sub Main()
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "Hidden"
  how(0).Value = True
  how(1).Name = "Password"
  how(1).Value = "{password}"
  book = StarDesktop.loadComponentFromURL(ConvertToURL("{book}"), "_blank", 0, how())
  sheet = book.Sheets.getByIndex(0)
  cursor = sheet.createCursor()
  cursor.gotoEndOfUsedArea(False)
  file = FreeFile
  Open "{out}" For Output As #file
  For row = 0 To cursor.RangeAddress.EndRow
    For column = 0 To cursor.RangeAddress.EndColumn
      Print #file, sheet.getCellByPosition(column, row).String
    Next column
  Next row
  Close #file
  book.close(True)
End Sub
</script:module>
"""


def first_sheet(path, folder, password):
    """The cells of a workbook's first sheet as LibreOffice shows them, row by row."""
    profile, out = folder / "profile", folder / "cells.txt"
    _office(profile, "--terminate_after_init")  # makes the profile, and a library without macros
    library = profile / "user" / "basic" / "Standard"
    (library / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (library / "Reading.xba").write_text(
        _MACRO.format(book=path, out=out, password=password), encoding="utf-8"
    )
    _office(profile, "macro:///Standard.Reading.Main()")
    return out.read_text(encoding="utf-8").splitlines() if out.exists() else []


def worked_out_again(path, profile):
    """A workbook as LibreOffice works it out, from its formulas without any values beside them."""
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(_ALWAYS, encoding="utf-8")
    bare, out = path.with_name("bare.xlsx"), path.parent / "out"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
                part = re.sub(rb"(</f>)<v\s*/>", rb"\1", part)
            new.writestr(name, part)
    _office(profile, "--convert-to", "xlsx", "--outdir", str(out), str(bare))
    return openpyxl.load_workbook(out / "bare.xlsx", data_only=True)


def _office(profile, *arguments):
    command = [PROGRAM, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=120, stdin=subprocess.DEVNULL)
