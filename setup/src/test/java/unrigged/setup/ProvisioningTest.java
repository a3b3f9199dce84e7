package unrigged.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.catalog.Environment;
import unrigged.metric.Clock;
import unrigged.setup.ToolCommand.Call;
import unrigged.setup.ToolCommand.Outcome;

/** The real thing: registries, the distribution's packages, pip and Maven on this machine. */
@Tag("topology")
class ProvisioningTest {
    @TempDir Path folder;
    private final Path checkout = Path.of("").toAbsolutePath().resolveSibling("");
    private final List<String> commands = Collections.synchronizedList(new ArrayList<>());
    private final List<String> progress = Collections.synchronizedList(new ArrayList<>());
    private Path cacheDirectory;

    @BeforeEach
    void chooseCacheDirectory() {
        cacheDirectory = folder.resolve("home");
    }

    private Setup setup(List<Origin> order) {
        return new Setup(
                cacheDirectory,
                checkout,
                Path.of(System.getProperty("java.home")),
                progress::add,
                order,
                HostMachine.real(),
                words -> commands.add(String.join(" ", words)));
    }

    private Inventory timed(String what, Setup setup, Need need) throws Exception {
        Clock clock = Clock.system();
        long startNs = clock.nowNs();
        Inventory inventory = setup.provision(need);
        double seconds = (clock.nowNs() - startNs) / 1e9;
        System.out.printf("%s: %.3f s%n%s", what, seconds, inventory.account());
        return inventory;
    }

    @Test
    void theDistributionsPackagesRunFromAPrivateFolder() throws Exception {
        List<Origin> order = List.of(Origin.DISTRIBUTION);
        Need need = new Need(Need.INFRASTRUCTURE, Set.of());
        Inventory inventory = timed("distribution, cold", setup(order), need);
        assertTrue(inventory.complete(), inventory.account());
        assertTrue(inventory.nginx().location().startsWith(cacheDirectory));
        assertTrue(inventory.pgbouncer().origin().startsWith("distribution package pgbouncer "));
        assertRuns(inventory.nginx(), "-V");
        assertRuns(inventory.pgbouncer(), "--help");
        assertRuns(inventory.postgresql(), "--describe-config");
        assertFalse(Files.exists(cacheDirectory.resolve("downloads")));
        commands.clear();
        Inventory again = timed("distribution, warm", setup(order), need);
        assertEquals(inventory, again);
        assertEquals(List.of(), commands);
    }

    @Test
    void postgresqlComesFromMavenCentral() throws Exception {
        List<Origin> order = List.of(Origin.MAVEN_CENTRAL);
        Need need = new Need(Need.INFRASTRUCTURE, Set.of());
        Inventory inventory = timed("Maven Central, cold", setup(order), need);
        assertEquals("18.6", inventory.postgresql().version());
        assertRuns(inventory.postgresql(), "--describe-config");
        assertTrue(Files.isExecutable(inventory.postgresql().directory().resolve("initdb")));
        Component.Missing nginx =
                assertInstanceOf(Component.Missing.class, inventory.find("nginx").orElseThrow());
        assertEquals("Maven Central has no nginx", nginx.why());
        commands.clear();
        assertEquals(inventory, timed("Maven Central, warm", setup(order), need));
        assertEquals(List.of(), commands);
    }

    private void assertRuns(Component.Program program, String option) throws Exception {
        Outcome outcome =
                new ToolCommand(HostMachine.real(), words -> {}, line -> {})
                        .run(
                                Call.of(
                                                Duration.ofSeconds(20),
                                                List.of(program.location().toString(), option))
                                        .with(program.variables()));
        assertTrue(outcome.succeeded(), outcome.failure());
    }

    @Test
    void aPythonEnvironmentHasWhatItsLockNames() throws Exception {
        Path lock = folder.resolve("tiny.lock");
        Files.writeString(
                lock,
                """
                itsdangerous==2.2.0 \\
                    --hash=sha256:c6242fc49e35958c8b15141343aa660db5fc54d4f13a1db01a3f5891b98700ef
                # setup: then
                blinker==1.9.0 \\
                    --hash=sha256:ba0efaa9080b619ff2f3459d1d500c57bddea4a6b424b60a91141db6fd2f08bc
                """);
        Environment.Python tiny = new Environment.Python("tiny", lock);
        Need need = new Need(Set.of(), Set.of(tiny));
        Inventory inventory = timed("tiny lock, cold", setup(Setup.USUAL_ORDER), need);
        assertTrue(inventory.complete(), inventory.account());
        Outcome outcome =
                new ToolCommand(HostMachine.real(), words -> {}, line -> {})
                        .run(
                                Call.of(
                                        Duration.ofSeconds(20),
                                        List.of(
                                                inventory.environment(tiny).python().toString(),
                                                "-c",
                                                "import itsdangerous, blinker; from importlib.metadata import version as v; print(v('blinker'))")));
        assertEquals("1.9.0", outcome.output());
        commands.clear();
        assertEquals(inventory, timed("tiny lock, warm", setup(Setup.USUAL_ORDER), need));
        assertEquals(List.of(), commands);
    }

    @Test
    void aWrongHashIsRefusedAndTheOthersAreReady() throws Exception {
        Path lock = folder.resolve("forged.lock");
        Files.writeString(lock, "blinker==1.9.0 --hash=sha256:" + "0".repeat(64) + "\n");
        Environment.Python forged = new Environment.Python("forged", lock);
        Environment.Maven tiny = new Environment.Maven("tiny", project());
        Need need = new Need(Set.of(), Set.of(forged, tiny));
        Inventory inventory = timed("forged lock, tiny project", setup(Setup.USUAL_ORDER), need);
        Component.Missing missing =
                assertInstanceOf(Component.Missing.class, inventory.find(forged).orElseThrow());
        assertTrue(missing.why().contains("exited with 1"), missing.why());
        assertTrue(missing.fix().contains("are not those that"), missing.fix());
        List<Path> classPath = inventory.environment(tiny).classPath();
        assertEquals(
                List.of("tiny-1.jar", "jspecify-1.0.1.jar"),
                classPath.stream().map(entry -> entry.getFileName().toString()).toList());
        Inventory again =
                timed(
                        "tiny project, warm",
                        setup(Setup.USUAL_ORDER),
                        new Need(Set.of(), Set.of(tiny)));
        assertTrue(again.complete());
    }

    private Path project() throws Exception {
        Path project = folder.resolve("java/tiny");
        Files.createDirectories(project.resolve("src/main/java"));
        Files.writeString(project.resolve("src/main/java/Tiny.java"), "class Tiny {}\n");
        Files.writeString(
                project.resolve("pom.xml"),
                """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>tiny</groupId><artifactId>tiny</artifactId><version>1</version>
                  <properties>
                    <maven.compiler.release>25</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <dependencies>
                    <dependency><groupId>org.jspecify</groupId><artifactId>jspecify</artifactId><version>1.0.1</version></dependency>
                  </dependencies>
                  <build><plugins>
                    <plugin><artifactId>maven-resources-plugin</artifactId><version>3.4.0</version></plugin>
                    <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.6.1</version></plugin>
                    <plugin><artifactId>maven-jar-plugin</artifactId><version>3.5.1</version></plugin>
                    <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.16.0</version></plugin>
                    <plugin><artifactId>maven-dependency-plugin</artifactId><version>3.11.0</version>
                      <executions><execution><phase>package</phase><goals><goal>copy-dependencies</goal></goals>
                        <configuration><outputDirectory>target/lib</outputDirectory></configuration></execution></executions>
                    </plugin>
                  </plugins></build>
                </project>
                """);
        return project;
    }

    @Test
    void withoutRegistriesEveryReasonIsSaidAndTheRestWorks() throws Exception {
        // Nobody listens on the discard port.
        String nowhere = "http://127.0.0.1:9";
        Path bin = Files.createDirectories(folder.resolve("bin"));
        SetupFixture.script(bin.resolve("nginx"), "echo nginx version: nginx/1.26.3 >&2");
        SetupFixture.script(
                bin.resolve("apt-get"),
                "http_proxy="
                        + nowhere
                        + " https_proxy="
                        + nowhere
                        + " exec /usr/bin/apt-get \"$@\"");
        HostMachine host =
                new HostMachine(List.of(bin), List.of(Path.of("/usr/bin")), List.of(), "riscv64");
        Path lock = folder.resolve("tiny.lock");
        Files.writeString(
                lock,
                "--index-url "
                        + nowhere
                        + "\nblinker==1.9.0 --hash=sha256:"
                        + "0".repeat(64)
                        + "\n");
        Environment.Python tiny = new Environment.Python("tiny", lock);
        Setup setup =
                new Setup(
                        cacheDirectory,
                        checkout,
                        Path.of(System.getProperty("java.home")),
                        progress::add,
                        Setup.USUAL_ORDER,
                        host,
                        words -> {});
        Inventory inventory =
                timed("no registry", setup, new Need(Need.INFRASTRUCTURE, Set.of(tiny)));
        assertEquals("1.26.3", inventory.nginx().version());
        Component.Missing pgbouncer =
                assertInstanceOf(
                        Component.Missing.class, inventory.find("pgbouncer").orElseThrow());
        assertTrue(pgbouncer.why().contains("apt-get"), pgbouncer.why());
        Component.Missing python =
                assertInstanceOf(Component.Missing.class, inventory.find(tiny).orElseThrow());
        assertTrue(python.why().contains("No matching distribution found"), python.why());
        assertTrue(python.fix().contains("give pip access"), python.fix());
        Component.Missing postgres =
                assertInstanceOf(
                        Component.Missing.class, inventory.find("postgresql").orElseThrow());
        assertTrue(postgres.why().contains("no PostgreSQL for riscv64"), postgres.why());
    }
}
