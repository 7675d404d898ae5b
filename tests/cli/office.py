"""A spreadsheet program without a screen, to calculate a workbook in: LibreOffice, driven through UNO.

`find_office()` is None where LibreOffice or its hand for Python (Debian: libreoffice-calc-nogui, python3-uno) is absent.
"""
import importlib.util
import os
import shutil
import signal
import subprocess
import time


def find_office():
    return shutil.which("soffice") if importlib.util.find_spec("uno") else None


class Office:
    """One running LibreOffice with a profile of its own in `folder`; ends with the block it was opened in."""

    def __init__(self, folder):
        self.folder = folder
        self.pipe = f"plimsoll{os.getpid()}"

    def __enter__(self):
        command = [find_office(), "--headless", "--norestore", "--nologo", "--nodefault",
                   f"-env:UserInstallation=file://{self.folder}/office-profile", f"--accept=pipe,name={self.pipe};urp;"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                        start_new_session=True)
        try:
            self.desktop = self.connect()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        os.killpg(self.process.pid, signal.SIGKILL)  # the starter and what it started: a group of their own
        self.process.wait()

    def connect(self):
        import uno
        from com.sun.star.connection import NoConnectException
        from com.sun.star.lang import DisposedException  # the office is there and not yet ready

        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        until = time.monotonic() + 180
        while True:
            try:
                context = resolver.resolve(f"uno:pipe,name={self.pipe};urp;StarOffice.ComponentContext")
                return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            except (NoConnectException, DisposedException):
                if self.process.poll() is not None or time.monotonic() > until:
                    raise
                time.sleep(0.5)

    def open(self, path):
        from com.sun.star.beans import PropertyValue

        hidden = PropertyValue()
        hidden.Name, hidden.Value = "Hidden", True
        document = self.desktop.loadComponentFromURL(f"file://{path}", "_blank", 0, (hidden,))
        assert document is not None, f"{path} does not open"
        document.calculateAll()
        return Opened(document)


class Opened:
    """A calculated workbook."""

    def __init__(self, document):
        self.document = document

    def rows(self, sheet):
        """Every cell of a sheet from A1 on: numbers, or text."""
        cursor = self.document.Sheets.getByName(sheet).createCursor()
        cursor.gotoEndOfUsedArea(True)
        return cursor.getDataArray()

    def cell(self, sheet, row, column):
        return self.document.Sheets.getByName(sheet).getCellByPosition(column, row)

    def named(self, name):
        """The cells a defined name stands for."""
        return self.document.NamedRanges.getByName(name).getReferredCells()

    def names(self):
        return set(self.document.NamedRanges.getElementNames())

    def calculate(self):
        self.document.calculateAll()

    def checks(self):
        """What must hold, and whether it does; anything but TRUE and FALSE is None."""
        rows = self.rows("Checks")
        first = next(i for i, row in enumerate(rows) if row[0] == "what must hold") + 1
        told = {}
        for i in range(first, len(rows)):
            cell = self.cell("Checks", i, 1)
            told[rows[i][0]] = {1.0: True, 0.0: False}.get(rows[i][1]) if cell.getError() == 0 else None
        return told

    def close(self):
        self.document.close(True)
