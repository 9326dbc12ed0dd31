"""The control words of rich text that tell what a reader sees."""

from __future__ import annotations

CELL, WITHIN = "\x07", "\x0b"  # the end of a cell, and of a paragraph within one

CHARSETS = {  # of a font → its code page
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437",
}  # fmt: skip
PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}  # of the whole document

SIGNS = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "nestrow": "\n",
    "tab": "\t", "cell": CELL, "nestcell": CELL, "emdash": "—", "endash": "–", "emspace": " ",
    "enspace": " ", "qmspace": " ", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
ODD = {"~": " ", "_": "-", "-": "\xad", "\n": "\n", "\r": "\n", "{": "{", "}": "}", "\\": "\\"}

# Groups whose text is seen, though it stands aside: where it goes.
ASIDE = {
    "header": "above", "headerf": "above", "headerl": "above", "headerr": "above",
    "footer": "below", "footerf": "below", "footerl": "below", "footerr": "below",
    "footnote": "notes", "shptxt": "body", "dptxbxtext": "body",
}  # fmt: skip
PROPERTIES = ("title", "author", "creatim", "fonttbl")
OPTIONAL = frozenset(("shpinst", "do"))  # groups marked as optional that hold what is seen

# Groups whose text nobody sees.
UNSEEN = frozenset(
    """
    annotation atnauthor atndate atnicn atnid atnref atntime atrfend atrfstart background bkmkend
    bkmkstart blipuid category colorschememapping colortbl comment company datafield datastore
    doccomm docvar ebcend ebcstart factoidname falt fchars ffdeftext ffname file filetbl fldinst
    fldtype fontemb fontfile fname generator gridtbl hlinkbase info keycode keywords
    latentstyles lchars levelnumbers leveltext lfolevel list listlevel listname listoverride
    listoverridetable listpicture liststylename listtable manager mmathPr nesttableprops nextfile
    nonesttables objalias objclass objdata objname objsect objtime oleclsid operator panose
    password pgp pgptbl picprop pict pn pnseclvl pntxta pntxtb printim private shprslt propname
    protend protstart protusertbl revtbl revtim rsidtbl rxe sn sp staticval stylesheet subject sv
    tc template themedata txe ud upr userprops wgrffmtfilter xe xmlnstbl ftnsep ftnsepc aftnsep
    aftnsepc ftncn aftncn
    """.split()  # noqa: SIM905
)
