import json
import tempfile
import unittest
from dataclasses import dataclass
from pathlib import Path

from install import Installer, NotInstalled, Program, without_places


@dataclass(frozen=True)
class Refusing:
    why: str

    def install(self, cache: Path) -> Program:
        raise NotInstalled(self.why)


@dataclass(frozen=True)
class Shell:
    def install(self, cache: Path) -> Program:
        return Program("/bin/sh", "1.0", "the machine")


class InstallerTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.cache = Path(folder.name)
        self.installer = Installer(self.cache, lambda _: None)

    def test_the_next_source_is_asked_when_one_refuses(self) -> None:
        program = self.installer.program("sh", (Refusing("not here"), Shell()))
        self.assertEqual(program.version, "1.0")

    def test_what_is_installed_is_not_asked_for_again(self) -> None:
        self.installer.program("sh", (Shell(),))
        self.assertEqual(self.installer.program("sh", (Refusing("gone"),)).path, "/bin/sh")

    def test_a_program_that_was_deleted_is_installed_again(self) -> None:
        record = self.cache / "installed/sh.json"
        record.parent.mkdir()
        gone = {"path": "/gone", "version": "1", "source": "x", "environment": {}}
        record.write_text(json.dumps(gone))
        self.assertEqual(self.installer.program("sh", (Shell(),)).path, "/bin/sh")

    def test_a_refusal_is_remembered_with_all_reasons(self) -> None:
        for sources in ((Refusing("no go"), Refusing("not on the PATH")), (Shell(),)):
            with self.assertRaisesRegex(NotInstalled, "^no go; not on the PATH$"):
                self.installer.program("bombardier", sources)

    def test_a_reason_names_no_place(self) -> None:
        text = "'go install' in /home/me/cache/go: GET https://proxy.example/x: 403"
        self.assertEqual(
            without_places(text, Path("/home/me/cache")),
            "'go install' in CACHE/go: GET (address) 403",
        )
