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
class OwnProgramsTest {
    @TempDir Path folder;
    private Bench bench;
    private Path project;

    @BeforeEach
    void makeBench() throws IOException {
        bench = new Bench(folder);
        project = Files.createDirectories(folder.resolve("mine"));
    }

    private Part provision(Environment environment) throws IOException, InterruptedException {
        return bench.setup().provision(Bench.only(environment)).parts().getFirst();
    }

    private Part.EnvironmentReady ready(Environment environment)
            throws IOException, InterruptedException {
        return assertInstanceOf(Part.EnvironmentReady.class, provision(environment));
    }

    private Part.Missing missing(Environment environment) throws IOException, InterruptedException {
        return assertInstanceOf(Part.Missing.class, provision(environment));
    }

    private Environment.Node nodeProject() throws IOException {
        bench.onPath("node", "echo v20.1.0");
        bench.onPath("npm", "mkdir -p node_modules; echo {} > node_modules/.package-lock.json");
        Files.writeString(project.resolve("package.json"), "{}");
        Files.writeString(project.resolve("package-lock.json"), "{}");
        return new Environment.Node("mine", project);
    }

    @Test
    void nodesLibrariesAreInstalledOnceAndAgainWhenTheLockChanges() throws Exception {
        Environment.Node mine = nodeProject();
        Part.EnvironmentReady part = ready(mine);
        assertEquals("v20.1.0", part.version());
        assertEquals(bench.bin.resolve("node").toString(), part.placeholders().get("node"));
        assertEquals(1, calls("npm ci"));
        ready(mine);
        assertEquals(1, calls("npm ci"));
        Files.writeString(project.resolve("package-lock.json"), "{\"changed\": 1}");
        ready(mine);
        assertEquals(2, calls("npm ci"));
    }

    private long calls(String words) {
        return bench.commands.stream().filter(c -> c.contains(words)).count();
    }

    @Test
    void aMissingToolOrLockIsNamedWithItsRemedy() throws Exception {
        Environment.Node mine = new Environment.Node("mine", project);
        assertTrue(missing(mine).why().startsWith("there is no program node in " + bench.bin));
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
        bench.onPath(
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
        assertTrue(first.startsWith(bench.home) && Files.isExecutable(first));
        assertEquals(first.toString(), ready(mine).placeholders().get("program"));
        assertEquals(1, calls("go build"));
        Files.writeString(project.resolve("main.go"), "package main // changed\n");
        ready(mine);
        assertEquals(2, calls("go build"));
    }

    @Test
    void aFailedGoBuildIsShownAsItIs() throws Exception {
        bench.onPath(
                "go",
                "[ $1 = version ] && echo go version go1.26 x && exit; echo undefined: foo; exit 1");
        Files.writeString(project.resolve("go.mod"), "module mine\n");
        assertTrue(missing(new Environment.Go("mine", project)).why().contains("undefined: foo"));
    }

    @Test
    void programsThatMustBeThereAreLookedForAndNeverStarted() throws Exception {
        bench.onPath("server", "exit 1");
        ready(new Environment.Programs("mine", project, List.of("server")));
        assertEquals(List.of(), bench.commands);
        Environment.Programs relative =
                new Environment.Programs("mine", project, List.of("./run.sh"));
        assertEquals(
                "there is no executable " + project.resolve("run.sh"), missing(relative).why());
        Files.writeString(project.resolve("run.sh"), "");
        assertTrue(missing(relative).fix().startsWith("make it executable: chmod +x"));
    }
}
