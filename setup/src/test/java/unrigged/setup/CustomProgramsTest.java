package unrigged.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.catalog.Environment;

/**
 * Environments of stacks that are programs of their own: Node.js, Go, and what is there already.
 */
class CustomProgramsTest {
    @TempDir Path folder;
    private SetupFixture fixture;
    private Path project;

    @BeforeEach
    void makeFixture() throws IOException {
        fixture = new SetupFixture(folder);
        project = Files.createDirectories(folder.resolve("mine"));
    }

    private Component provision(Environment environment) throws IOException, InterruptedException {
        return fixture.setup().provision(SetupFixture.only(environment)).components().getFirst();
    }

    private Component.EnvironmentReady ready(Environment environment)
            throws IOException, InterruptedException {
        return assertInstanceOf(Component.EnvironmentReady.class, provision(environment));
    }

    private Component.Missing missing(Environment environment)
            throws IOException, InterruptedException {
        return assertInstanceOf(Component.Missing.class, provision(environment));
    }

    private Environment.Node nodeProject() throws IOException {
        fixture.onPath("node", "echo v20.1.0");
        fixture.onPath("npm", "mkdir -p node_modules; echo {} > node_modules/.package-lock.json");
        Files.writeString(project.resolve("package.json"), "{}");
        Files.writeString(project.resolve("package-lock.json"), "{}");
        return new Environment.Node("mine", project);
    }

    @Test
    void nodesLibrariesAreInstalledOnceAndAgainWhenTheLockChanges() throws Exception {
        Environment.Node mine = nodeProject();
        Component.EnvironmentReady component = ready(mine);
        assertEquals("v20.1.0", component.version());
        assertEquals(fixture.bin.resolve("node").toString(), component.placeholders().get("node"));
        assertEquals(1, calls("npm ci"));
        ready(mine);
        assertEquals(1, calls("npm ci"));
        Files.writeString(project.resolve("package-lock.json"), "{\"changed\": 1}");
        ready(mine);
        assertEquals(2, calls("npm ci"));
    }

    private long calls(String words) {
        return fixture.commands.stream().filter(c -> c.contains(words)).count();
    }

    @Test
    void aMissingToolOrLockIsNamedWithItsRemedy() throws Exception {
        Environment.Node mine = new Environment.Node("mine", project);
        assertTrue(missing(mine).why().startsWith("there is no program node in " + fixture.bin));
        assertTrue(missing(mine).fix().contains("nodejs"), missing(mine).fix());
        assertTrue(
                missing(new Environment.Go("mine", project))
                        .why()
                        .startsWith("there is no program go in "));
        nodeProject();
        Files.delete(project.resolve("package-lock.json"));
        assertTrue(missing(mine).why().contains("there is no " + project + "/package-lock.json"));
    }

    @Test
    void aGoProgramIsBuiltIntoThePrivateDirectoryAndAgainWhenASourceChanges() throws Exception {
        fixture.onPath(
                "go",
                """
                if [ $1 = version ]; then echo go version go1.26 linux/amd64; exit; fi
                while [ $1 != -o ]; do shift; done
                echo "#!/bin/sh" > $2; chmod +x $2\
                """);
        Environment.Go mine = new Environment.Go("mine", project);
        assertTrue(missing(mine).fix().contains("go mod init"));
        Files.writeString(project.resolve("go.mod"), "module mine\n");
        Files.writeString(project.resolve("main.go"), "package main\n");
        Path first = Path.of(String.valueOf(ready(mine).placeholders().get("program")));
        assertTrue(first.startsWith(fixture.cacheDirectory) && Files.isExecutable(first));
        assertEquals(first.toString(), ready(mine).placeholders().get("program"));
        assertEquals(1, calls("go build"));
        Files.writeString(project.resolve("main.go"), "package main // changed\n");
        ready(mine);
        assertEquals(2, calls("go build"));
    }

    @Test
    void aFailedGoBuildIsShownAsItIs() throws Exception {
        fixture.onPath(
                "go",
                "[ $1 = version ] && echo go version go1.26 x && exit; echo undefined: foo; exit 1");
        Files.writeString(project.resolve("go.mod"), "module mine\n");
        assertTrue(missing(new Environment.Go("mine", project)).why().contains("undefined: foo"));
    }

    @Test
    void programsThatMustBeThereAreLookedForAndNeverStarted() throws Exception {
        fixture.onPath("server", "exit 1");
        ready(new Environment.Programs("mine", project, List.of("server")));
        assertEquals(List.of(), fixture.commands);
        Environment.Programs relative =
                new Environment.Programs("mine", project, List.of("./run.sh"));
        assertEquals(
                "there is no executable " + project.resolve("run.sh"), missing(relative).why());
        Files.writeString(project.resolve("run.sh"), "");
        assertTrue(missing(relative).fix().startsWith("make it executable: chmod +x"));
    }
}
