package unrigged.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A small JVM with the tests' class path, for what needs a process of its own. */
public final class ProbeJvm {
    private ProbeJvm() {}

    /** The command that runs a class of the tests. */
    public static List<String> command(Class<?> main, String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
