package unrigged.measurement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import unrigged.deployment.ProcessSpec;
import unrigged.experiment.DuelEntry;
import unrigged.metric.Tier;
import unrigged.process.ManagedProcess;
import unrigged.program.EnvironmentException;

/** A server of a duel, from its start, where the duel starts it, to its last slice. */
final class DuelServer {
    private static final String PORT_VARIABLE = "PORT";
    private static final Duration STEP = Duration.ofMillis(20);
    private static final Duration ONE_ANSWER = Duration.ofSeconds(5);
    private static final int PORT_TRIES = 3;

    private final DuelContext context;
    private final Ports ports;
    private final DuelEntry asked;
    private final boolean keepAlive;
    private final Path logs;
    private DuelEntry entry;
    private Duration meanLatency = Duration.ZERO;
    private @Nullable ManagedProcess process;

    /**
     * @param asked may leave its port open
     * @param logs the directory for its output
     */
    DuelServer(DuelContext context, Ports ports, DuelEntry asked, boolean keepAlive, Path logs) {
        this.context = context;
        this.ports = ports;
        this.asked = asked;
        this.entry = asked;
        this.keepAlive = keepAlive;
        this.logs = logs;
    }

    /** With its port, once it is started. */
    DuelEntry entry() {
        return entry;
    }

    Duration meanLatency() {
        return meanLatency;
    }

    void answeredWithin(Duration mean) {
        meanLatency = mean;
    }

    /** The first process of the command. */
    OptionalLong root() {
        return process == null ? OptionalLong.empty() : OptionalLong.of(process.pid());
    }

    /** The end of what the command wrote. */
    String logTail() {
        return process == null ? "" : LogTail.of(process.command().log());
    }

    /**
     * Starts its command, if it has one, and does not wait for it.
     *
     * @throws EnvironmentException when something else has its port
     */
    void start() throws InterruptedException, IOException {
        if (asked.command().isEmpty()) {
            return;
        }
        entry = asked.takesPort() ? asked.at(ports.free()) : asked;
        DuelProbe probe = probe();
        if (probe.isLoopback() && Ports.isHeldByStranger(probe.port())) {
            throw new EnvironmentException(
                    "port %d is taken before the command of %s is started, so another program would be asked in its place."
                            .formatted(probe.port(), entry.name()),
                    "end what holds it (`ss -ltnp` shows it), or write {port} in the command and the URL");
        }
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put(PORT_VARIABLE, "" + probe.port());
        Files.createDirectories(logs);
        process =
                context.start(
                        new ProcessSpec(
                                Tier.APP,
                                List.of("sh", "-c", entry.command().orElseThrow()),
                                environment,
                                Path.of("").toAbsolutePath(),
                                Map.of(),
                                OptionalInt.of(probe.port()),
                                "TERM",
                                false),
                        logs.resolve(Tier.APP.id() + ".log"));
    }

    /**
     * Returns when it has given a right answer; one that runs already is asked once.
     *
     * @throws EnvironmentException when there is none
     */
    void awaitAnswer(Duration timeout) throws InterruptedException, IOException {
        long deadlineNs = context.clock().nowNs() + timeout.toNanos();
        int tries = 1;
        Optional<String> problem = probe().problem(ONE_ANSWER);
        while (problem.isPresent()) {
            if (process == null) {
                throw new EnvironmentException(
                        "%s gives no right answer at %s: %s."
                                .formatted(entry.name(), entry.url(), problem.get()),
                        "start it first, or let the duel do it: --start 'COMMAND'");
            }
            if (exit().isPresent()) {
                boolean portTaken = asked.takesPort() && Ports.isHeldByStranger(probe().port());
                if (!portTaken || tries == PORT_TRIES) {
                    throw notUp("exited (status " + exit().getAsInt() + ") before it answered");
                }
                tries++;
                start();
            } else if (context.clock().nowNs() > deadlineNs) {
                throw notUp(
                        "gave no right answer at %s within %d s: %s"
                                .formatted(entry.url(), timeout.toSeconds(), problem.get()));
            }
            Thread.sleep(STEP);
            problem = probe().problem(ONE_ANSWER);
        }
        requireOwnPort();
    }

    /** Who answers must be the one that was started. */
    private void requireOwnPort() throws InterruptedException {
        DuelProbe probe = probe();
        if (process != null && probe.isLoopback() && Ports.isHeldByStranger(probe.port())) {
            throw notUp("is not what listens on port " + probe.port());
        }
    }

    private EnvironmentException notUp(String what) {
        String tail = logTail();
        return new EnvironmentException(
                "the command of %s %s\n  %s%s"
                        .formatted(
                                entry.name(),
                                what,
                                entry.command().orElse(""),
                                tail.isEmpty()
                                        ? "\n  it wrote nothing"
                                        : "\n  the end of what it wrote:\n"
                                                + tail.indent(4).stripTrailing()),
                "it must stay in the foreground and listen where the URL says; --ready-timeout gives it longer");
    }

    private OptionalInt exit() {
        return process == null ? OptionalInt.empty() : process.exitStatus();
    }

    /**
     * @throws TrialException when its command has exited
     */
    void requireAlive() {
        if (exit().isPresent()) {
            throw new TrialException(
                    "its command exited (status " + exit().getAsInt() + ")", logTail());
        }
    }

    private DuelProbe probe() {
        return new DuelProbe(context.clock(), entry.url(), keepAlive);
    }
}
