package unrigged.catalog;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One row of the catalogue: a framework on a server, with its concurrency type, runtime and driver.
 *
 * @param id lower case, framework-server; the name used on the command line, in plans and journals
 * @param command how it is started, with placeholders such as {@code {port}}; see stacks/README.md
 * @param accessLogOff what replaces {@code {access_log}} in the command when access logs are off
 * @param accessLogOn the same when they are on
 * @param accessLogPublished whether the server wrote one in the article's configuration
 * @param directory working directory of the program
 * @param stopSignal name without SIG, for example TERM
 * @param http the version of HTTP that a proxy must speak to the server; empty when it takes 1.0
 * @param nativeExtensions native modules that every live worker must have mapped, as paths of their
 *     shared objects without tag and ending: {@code uvloop/loop} is any file {@code
 *     .../uvloop/loop.*.so} in {@code /proc/PID/maps}
 * @param article whether it is a row of the article's tables, which name it by framework and server
 * @param liveDelay whether it understands a delay that changes while it runs: its statement then
 *     reads it from the table {@code delay} of one row
 * @param custom present when it is a program of its own instead of an application on a server
 */
public record Stack(
        String id,
        String framework,
        String server,
        String language,
        Concurrency concurrency,
        String driver,
        Worker worker,
        Environment environment,
        List<String> command,
        List<String> accessLogOff,
        List<String> accessLogOn,
        boolean accessLogPublished,
        String target,
        Path directory,
        String stopSignal,
        Optional<String> http,
        List<String> nativeExtensions,
        boolean article,
        boolean liveDelay,
        Optional<CustomProgram> custom) {

    /** What one worker of the server is. */
    public enum Worker {
        PROCESS,
        THREAD
    }

    /**
     * What a stack that starts by a command of its own adds to the rest.
     *
     * @param port the one it listens on when it cannot be told another; else the command or a
     *     variable has {@code {port}}
     * @param variables of its environment, with the command's placeholders and {@code
     *     {database_port}}
     * @param request what it is asked; empty when it answers the article's request
     */
    public record CustomProgram(
            OptionalInt port, Map<String, String> variables, Optional<CustomRequest> request) {
        public CustomProgram {
            variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        }
    }

    public Stack {
        command = List.copyOf(command);
        accessLogOff = List.copyOf(accessLogOff);
        accessLogOn = List.copyOf(accessLogOn);
        nativeExtensions = List.copyOf(nativeExtensions);
    }

    /** What it is asked instead of the article's request; empty when it answers that one. */
    public Optional<CustomRequest> request() {
        return custom.flatMap(CustomProgram::request);
    }

    /** Whether it is compiled while it runs, and needs longer until it is warm. */
    public boolean onJvm() {
        return language.equals("java");
    }

    /** The port that it cannot be talked out of. */
    public OptionalInt fixedPort() {
        return custom.map(CustomProgram::port).orElse(OptionalInt.empty());
    }
}
