package unrigged.setup;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What every step of a setup works with.
 *
 * @param checkout the project's own folder, with {@code mvnw}
 * @param jdkHome the JDK that builds the Java stacks
 */
record SetupContext(
        CacheDirectory cache,
        Path checkout,
        Path jdkHome,
        HostMachine host,
        ToolCommand command,
        Versions versions,
        Consumer<String> progress) {

    /** The project's Maven wrapper, through which everything of Maven Central is had. */
    Path mvnw() {
        return checkout.resolve("mvnw");
    }

    Map<String, String> javaVariables() {
        return Map.of("JAVA_HOME", jdkHome.toString());
    }

    /** A path as a reader of an account knows it: relative to the checkout when inside. */
    String shown(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path base = checkout.toAbsolutePath().normalize();
        return absolute.startsWith(base)
                ? base.relativize(absolute).toString()
                : absolute.toString();
    }
}
