package unrigged.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.catalog.Environment;

class PythonEnvironmentsTest {
    /** Answers the question, makes an environment that holds a copy of itself, and installs. */
    private static final String PYTHON =
            """
            case "$*" in
              *import*) echo unrigged %s cpython "$0";;
              *'-m venv'*) for p; do :; done; mkdir -p $p/bin; cp "$0" $p/bin/python;;
              *'-m pip'*install*) echo Collecting one==1; echo Collecting two==2; %s;;
            esac\
            """;

    @TempDir Path folder;
    private SetupFixture fixture;
    private Environment.Python main;

    @BeforeEach
    void makeFixture() throws IOException {
        fixture = new SetupFixture(folder);
        main = new Environment.Python("main", fixture.checkout.resolve("stacks/main.lock"));
        Files.createDirectories(fixture.checkout.resolve("stacks"));
        lock("one==1 --hash=sha256:00\ntwo==2 --hash=sha256:00\n");
    }

    private void lock(String text) throws IOException {
        Files.writeString(main.lock(), text);
    }

    private void python(String version, String installing) throws IOException {
        fixture.onPath("python3", PYTHON.formatted(version, installing));
    }

    @Test
    void anEnvironmentIsMadeOnceAndSaysWhereItCameFrom() throws Exception {
        python("3.11.7", "exit 0");
        Inventory inventory = fixture.setup().provision(SetupFixture.only(main));
        Component.PythonReady ready = inventory.environment(main);
        assertEquals("3.11.7", ready.version());
        assertEquals("PyPI, 2 packages locked in stacks/main.lock", ready.origin());
        assertTrue(Files.isExecutable(ready.python()));
        assertTrue(
                fixture.progress.contains("python environment main: 2 of 2, two==2"),
                fixture.progress.toString());
        fixture.commands.clear();
        assertEquals(ready, fixture.setup().provision(SetupFixture.only(main)).environment(main));
        assertEquals(List.of(), fixture.commands);
    }

    @Test
    void anotherLockOrPythonIsAnotherEnvironment() throws Exception {
        python("3.11.7", "exit 0");
        Path first =
                fixture.setup().provision(SetupFixture.only(main)).environment(main).location();
        lock("one==2 --hash=sha256:00\n");
        Path second =
                fixture.setup().provision(SetupFixture.only(main)).environment(main).location();
        python("3.12.10", "exit 0");
        Path third =
                fixture.setup().provision(SetupFixture.only(main)).environment(main).location();
        assertNotEquals(first, second);
        assertNotEquals(second, third);
        assertTrue(first.getFileName().toString().matches("main-[0-9a-f]{12}"), first.toString());
    }

    @Test
    void pipsLastWordsAreTheReasonAndNothingIsLeft() throws Exception {
        python("3.11.7", "echo 'ERROR: No matching distribution found for two==2'; exit 1");
        fixture.nginxOnPath();
        Inventory inventory =
                fixture.setup().provision(new Need(Need.INFRASTRUCTURE, Set.of(main)));
        Component.Missing missing =
                assertInstanceOf(Component.Missing.class, inventory.find(main).orElseThrow());
        assertTrue(missing.why().contains("exited with 1"), missing.why());
        assertTrue(missing.why().contains("No matching distribution found"), missing.why());
        assertTrue(missing.fix().contains("give pip access to PyPI"), missing.fix());
        assertEquals("1.26.3", inventory.nginx().version());
        try (Stream<Path> left = Files.list(fixture.cacheDirectory.resolve("environments"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void anOldPythonIsRefusedAndANewerOneBesideItIsFound() throws Exception {
        python("3.9.2", "exit 0");
        Component component =
                fixture.setup().check(SetupFixture.only(main)).find(main).orElseThrow();
        Component.Missing missing = assertInstanceOf(Component.Missing.class, component);
        assertEquals(
                "no Python 3.11 or newer found: " + fixture.bin.resolve("python3") + " is 3.9.2",
                missing.why());
        assertTrue(missing.fix().contains("apt-get install python3 python3-venv"), missing.fix());
        fixture.onPath("python3.12", PYTHON.formatted("3.12.1", "exit 0"));
        assertEquals(
                new Component.Pending(
                        "python environment main",
                        "PyPI, 2 packages locked in stacks/main.lock, for Python 3.12.1"),
                fixture.setup().check(SetupFixture.only(main)).find(main).orElseThrow());
    }

    @Test
    void withoutEnsurepipAndWithoutPipTheRemedyNamesTheirPackage() throws Exception {
        fixture.onPath(
                "python3",
                """
                case "$*" in
                  *import*) echo unrigged 3.11.2 cpython "$0";;
                  *) echo 'The virtual environment was not created: ensurepip is not available'; exit 1;;
                esac\
                """);
        Component.Missing missing =
                fixture.setup().provision(SetupFixture.only(main)).missing().getFirst();
        assertTrue(missing.why().contains("ensurepip is not available"), missing.why());
        assertTrue(missing.fix().contains("apt-get install python3-venv"), missing.fix());
    }

    @Test
    void anEnvironmentWhoseInterpreterIsGoneIsNotTaken() throws Exception {
        python("3.11.7", "exit 0");
        Component.PythonReady ready =
                fixture.setup().provision(SetupFixture.only(main)).environment(main);
        Files.delete(ready.python());
        assertTrue(fixture.setup().check(SetupFixture.only(main)).pending());
    }

    @Test
    void aLockIsInstalledInSteps() throws Exception {
        lock(
                """
                greenlet==3 --hash=sha256:00
                # setup: then
                # setup: no-build-isolation
                # setup: variable CFLAGS=-include {root}/include/python{python}/greenlet.h
                meinheld==1 --hash=sha256:00
                """);
        python("3.11.7", "echo \"$CFLAGS|\" >> " + folder.resolve("flags"));
        Path root = fixture.setup().provision(SetupFixture.only(main)).environment(main).location();
        List<String> pips = fixture.commands.stream().filter(c -> c.contains(" install ")).toList();
        assertEquals(2, pips.size());
        assertFalse(pips.getFirst().contains("--no-build-isolation"), pips.getFirst());
        assertTrue(pips.getLast().contains("--no-build-isolation --no-cache-dir"), pips.getLast());
        assertEquals(
                "|\n-include " + root + "/include/python3.11/greenlet.h|\n",
                Files.readString(folder.resolve("flags")));
    }

    @Test
    void anUnknownDirectiveIsAnError() throws Exception {
        lock("# setup: the\none==1\n");
        UnavailableException error =
                assertThrows(UnavailableException.class, () -> LockFile.read(main.lock()));
        assertTrue(error.what().endsWith("unknown directive '# setup: the'"), error.what());
    }

    @Test
    void hashesAndMarkersAreNotCountedAsPackages() throws Exception {
        lock(
                """
                # comment
                one==1 ; sys_platform == 'linux' \\
                    --hash=sha256:00 \\
                    --hash=sha256:01
                two==2 --hash=sha256:00
                """);
        LockFile lock = LockFile.read(main.lock());
        assertEquals(2, lock.packages());
        assertEquals(Map.of(), lock.steps().getFirst().variables());
    }
}
