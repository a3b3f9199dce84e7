package unrigged.load;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import unrigged.load.http.LoadClock;
import unrigged.program.Arguments;
import unrigged.program.Crash;
import unrigged.program.InvalidInputException;
import unrigged.program.OperationalException;
import unrigged.program.StandardOutput;
import unrigged.program.TerminalDevice;
import unrigged.program.UsageError;

/**
 * The load generator's command line.
 *
 * <p>Exit codes: 0 done; 1 nothing was answered rightly; 2 wrong use; 3 this machine cannot do it,
 * what was measured cannot be written, or the controller has exited; 130 interrupted.
 */
public final class LoadMain {
    private static final int NOTHING_ANSWERED = 1;
    private static final int WRONG_USE = 2;
    private static final int ENVIRONMENT = 3;
    private static final long REPORT_TIMEOUT_MS = 3_000;

    private final PrintStream out;
    private final PrintStream err;
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile @Nullable Runnable stop;
    private volatile boolean interrupted;

    LoadMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        StandardOutput out = StandardOutput.ofProcess();
        LoadMain main = new LoadMain(out.stream(), StandardOutput.standardError());
        // On Ctrl-C the run ends early and is still reported; the JVM then exits with 128 + signal.
        Runtime.getRuntime().addShutdownHook(new Thread(main::finishEarly, "interrupt"));
        int code = main.end(main.runGuarded(arguments), out.finish());
        main.finished.countDown();
        System.exit(code);
    }

    private void finishEarly() {
        Runnable action = stop;
        if (action != null) {
            interrupted = true;
            action.run();
            try {
                if (!finished.await(REPORT_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
                    err.println("unrigged load: interrupted, and the report was not ready in time");
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** An error of the program must not look like "no answer was right", which is 1. */
    @SuppressWarnings("CatchingUnchecked")
    private int runGuarded(String... arguments) {
        try {
            return run(arguments);
        } catch (RuntimeException | Error e) {
            err.println("unrigged load: " + Crash.text(e));
            return ENVIRONMENT;
        }
    }

    /**
     * The exit code, after all has been said: what is lost is an error of its own, and outranks
     * that nothing was answered, as a lost histogram log does.
     */
    private int end(int code, Optional<String> lost) {
        lost.ifPresent(why -> err.println("unrigged load: " + why));
        return lost.isPresent() && (code == 0 || code == NOTHING_ANSWERED) ? ENVIRONMENT : code;
    }

    int run(String... arguments) {
        boolean slices = List.of(arguments).contains(LoadOptions.SLICES);
        CommandLine commandLine =
                slices ? LoadOptions.slicesCommandLine() : LoadOptions.commandLine();
        try {
            Arguments.undecodable(arguments)
                    .ifPresent(wrong -> {
                        throw wrong;
                    });
            CommandLine.ParseResult parsed = commandLine.parseArgs(arguments);
            if (slices) {
                Slices.run(LoadOptions.controller(parsed), LoadMain::controllerGone);
                return 0;
            }
            if (commandLine.isUsageHelpRequested()) {
                commandLine.usage(out);
                return 0;
            }
            if (commandLine.isVersionHelpRequested()) {
                commandLine.printVersionHelp(out);
                return 0;
            }
            return measure(LoadOptions.plan(parsed));
        } catch (ParameterException e) {
            err.println("unrigged load: " + UsageError.text(e, OtherTools.OPTIONS::get));
            return WRONG_USE;
        } catch (InvalidInputException e) {
            err.println("unrigged load: " + e.text());
            err.println("  'unrigged load --help' shows all options with examples");
            return WRONG_USE;
        } catch (OperationalException e) {
            err.println("unrigged load: " + e.text());
            return ENVIRONMENT;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            err.println("unrigged load: interrupted");
            return 130;
        }
    }

    private int measure(LoadPlan plan) throws InterruptedException {
        Optional<LoadProgress> screen =
                TerminalDevice.isStandardError() && plan.control().isEmpty()
                        ? Optional.of(new LiveLine())
                        : Optional.empty();
        LoadSession session =
                new LoadSession(
                        plan,
                        LoadClock.system(),
                        screen,
                        action -> stop = action,
                        LoadMain::controllerGone);
        Result result = session.run();
        if (screen.isPresent()) {
            err.print("\r\033[K");
        }
        if (plan.control().isEmpty()) {
            explain(plan, result);
        }
        if (plan.json()) {
            out.println(LoadResultJson.of(result));
        } else if (plan.control().isEmpty()) {
            out.print(Summary.of(plan, result));
        }
        out.flush();
        if (session.unwrittenLog().isPresent()) {
            throw session.unwrittenLog().get();
        }
        return result.ok() == 0 && plan.control().isEmpty() ? NOTHING_ANSWERED : 0;
    }

    private static void controllerGone() {
        Runtime.getRuntime().halt(ENVIRONMENT);
    }

    /** What the figures alone would leave to be guessed. */
    private void explain(LoadPlan plan, Result result) {
        if (interrupted) {
            err.println("unrigged load: interrupted; what follows was measured until then");
        }
        if (result.established() == 0 && result.connects() > 0) {
            err.printf(
                    "unrigged load: no connection to %s was ever established; is a server listening there?%n",
                    plan.target().hostHeader());
        }
        result.notes().forEach(note -> err.println("unrigged load: " + note));
    }

    private final class LiveLine implements LoadProgress {
        @Override
        public void began(Phase phase) {
            // The first second will show it.
        }

        @Override
        public void second(Second second) {
            err.print(Summary.live(second));
            err.flush();
        }

        @Override
        public void windowEnded() {
            // The report follows.
        }
    }
}
