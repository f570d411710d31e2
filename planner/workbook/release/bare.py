"""A workbook without what says where it comes from: no properties, no moments."""

import re
import zipfile
from io import BytesIO

_PROPERTIES = "docProps/"
_POINTERS = (
    re.compile(rb'<Override\b[^>]*PartName="/docProps/[^"]*"[^>]*/>'),
    re.compile(rb'<Relationship\b[^>]*Target="/?docProps/[^"]*"[^>]*/>'),
)
_NO_MOMENT = (1980, 1, 1, 0, 0, 0)


def without_properties(content: bytes) -> bytes:
    """Take the document's properties out of a workbook, and the moments at which its parts were written."""
    bare = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as full, zipfile.ZipFile(bare, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in full.namelist():
            if name.startswith(_PROPERTIES):
                continue
            part = full.read(name)
            if name in ("[Content_Types].xml", "_rels/.rels"):
                for pointer in _POINTERS:
                    part = pointer.sub(b"", part)
            entry = zipfile.ZipInfo(name, _NO_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, part)
    return bare.getvalue()
