package unrigged.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Event;
import unrigged.experiment.Event.StackInfo;
import unrigged.experiment.Schedule;
import unrigged.experiment.TrialSlot;
import unrigged.inference.SyntheticTrial;
import unrigged.journal.JournalWriter;
import unrigged.journal.RunDirectory;
import unrigged.metric.Clock;
import unrigged.metric.NetworkCounts;
import unrigged.metric.SessionPeaks;
import unrigged.metric.Tier;

/**
 * Writes the directory of a run that never took place, so that there is something to render. Every
 * figure is made up, with the article's findings as a guide.
 */
public final class SyntheticRun {
    private record Made(
            StackInfo info, double appCpuMs, double original, double async, double sync) {}

    private static final List<Made> STACKS =
            List.of(
                    made("flask-gunicorn", "Flask", "Gunicorn", "sync", "Sync", 1.6, 1, 1, 1),
                    made("flask-uwsgi", "Flask", "uWSGI", "sync", "Sync", 1.2, 1.09, 1.01, 1.38),
                    made(
                            "flask-gevent",
                            "Flask",
                            "Gevent",
                            "greenlet",
                            "Async / Greenlet",
                            1.7,
                            1.22,
                            4.54,
                            1.01),
                    made(
                            "aiohttp-aiohttp",
                            "aiohttp",
                            "aiohttp",
                            "coroutine",
                            "Async / Coroutine",
                            1.3,
                            1.48,
                            4.79,
                            1.12),
                    made(
                            "starlette-uvicorn",
                            "Starlette",
                            "Uvicorn",
                            "coroutine",
                            "Async / Coroutine",
                            1.4,
                            1.31,
                            4.36,
                            0.97),
                    made(
                            "tomcat-platform",
                            "Servlet",
                            "Tomcat",
                            "platform-threads",
                            "Sync / Platform threads",
                            0.6,
                            1.62,
                            1.55,
                            1.33),
                    made(
                            "quart-hypercorn",
                            "Quart",
                            "Hypercorn",
                            "coroutine",
                            "Async / Coroutine",
                            2.2,
                            0.9,
                            3.2,
                            0.8));

    private final List<Made> stacks = new ArrayList<>(STACKS);
    private List<String> scenarios = List.of("baseline", "better-async", "better-sync");
    private int blocks = 4;
    private int trialsBeforeTheEnd = Integer.MAX_VALUE;
    private boolean incomplete;
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    SyntheticRun stacks(int count) {
        stacks.subList(count, stacks.size()).clear();
        return this;
    }

    SyntheticRun scenarios(String... names) {
        scenarios = List.of(names);
        return this;
    }

    SyntheticRun blocks(int count) {
        blocks = count;
        return this;
    }

    /** Killed in the trial after {@code trials}; the last line of the journal is half written. */
    SyntheticRun killedAfter(int trials) {
        trialsBeforeTheEnd = trials;
        incomplete = true;
        return this;
    }

    /** With a stack whose every word tries to leave its place in the page. */
    SyntheticRun adversarial() {
        stacks.add(
                made(
                        "</script><script>alert(1)</script>",
                        "<img src=x onerror=alert(2)>",
                        "\"'><!--<script>{{data}}",
                        "sync",
                        "</td></table>\u2028&amp;",
                        1,
                        1.1,
                        1.1,
                        1.1));
        return this;
    }

    RunDirectory write(Path root) {
        try {
            RunDirectory run = new RunDirectory(root);
            Files.createDirectories(root.resolve("histograms"));
            Files.writeString(run.plan(), SyntheticScenario.PLAN);
            Files.writeString(run.environment(), SyntheticScenario.ENVIRONMENT);
            try (JournalWriter journal = JournalWriter.open(run.journal(), clock())) {
                events(run, journal);
            }
            if (incomplete) {
                Files.writeString(
                        run.journal(),
                        Files.readString(run.journal()) + "{\"v\":1,\"at\":\"2026-01-02T03:5");
            }
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public long nowNs() {
                return 0;
            }

            @Override
            public Instant date() {
                now = now.plusSeconds(9);
                return now;
            }
        };
    }

    private void events(RunDirectory run, JournalWriter journal) throws IOException {
        List<TrialSlot> schedule =
                Schedule.of(
                        scenarios, stacks.stream().map(m -> m.info().stack()).toList(), blocks, 7);
        begin(journal, schedule);
        int done = 0;
        for (TrialSlot slot : schedule) {
            if (slot.stack().equals("quart-hypercorn")) {
                continue;
            }
            journal.append(new Event.TrialStarted(slot, 1));
            if (done++ == trialsBeforeTheEnd) {
                return;
            }
            journal.append(end(run, slot));
        }
        journal.append(
                new Event.RunStopped(
                        true,
                        Optional.empty(),
                        14_000_000_000L,
                        done * 19_400_000_000L,
                        done * 15_000_000_000L,
                        done * 500_000_000L));
    }

    private void begin(JournalWriter journal, List<TrialSlot> schedule) {
        journal.append(
                new Event.RunStarted(
                        "synthetic-run",
                        "article-scenarios",
                        "fair",
                        "scaled",
                        "flask-gunicorn",
                        7,
                        blocks,
                        2,
                        scenarios,
                        stacks.stream().map(Made::info).toList(),
                        schedule.size(),
                        OptionalInt.empty(),
                        Optional.empty()));
        boolean missing = stacks.stream().anyMatch(m -> m.info().stack().equals("quart-hypercorn"));
        if (missing) {
            journal.append(
                    new Event.StackUnavailable(
                            "quart-hypercorn",
                            "hypercorn is not installed in the Python environment; unrigged setup gets it"));
        }
        journal.append(
                new Event.Calibrated(
                        "flask-gunicorn",
                        4_812,
                        Map.of(
                                Tier.LOAD, 200_000L,
                                Tier.PROXY, 250_000L,
                                Tier.APP, 1_600_000L,
                                Tier.POOL, 300_000L,
                                Tier.DATABASE, 750_000L),
                        3_100_000,
                        OptionalInt.empty(),
                        OptionalDouble.empty()));
        for (String scenario : scenarios) {
            journal.append(
                    new Event.ScenarioResolved(
                            scenario,
                            SyntheticScenario.title(scenario),
                            SyntheticScenario.settings(scenario, true),
                            SyntheticScenario.settings(scenario, false)));
        }
    }

    private Event end(RunDirectory run, TrialSlot slot) throws IOException {
        Made made =
                stacks.stream()
                        .filter(m -> m.info().stack().equals(slot.stack()))
                        .findFirst()
                        .orElseThrow();
        CellSettings settings = SyntheticScenario.settings(slot.scenario(), made.info().sync());
        if (slot.stack().equals("flask-gevent")
                && slot.scenario().equals("better-sync")
                && slot.block() == 3) {
            return new Event.TrialFailed(
                    slot,
                    1,
                    settings,
                    "readiness",
                    "no verified answer after 30 s: connection refused on the application's port",
                    "Traceback (most recent call last):\n  File \"app.py\", line 3, in <module>\n"
                            + "OSError: [Errno 98] Address already in use\n<script>alert('log')</script>",
                    SyntheticTrial.timeline(),
                    Optional.empty());
        }
        Random random =
                new Random((slot.stack() + slot.scenario() + slot.block()).hashCode() * 31L);
        SyntheticTrial trial = new SyntheticTrial();
        trial.scenario = slot.scenario();
        trial.stack = slot.stack();
        trial.block = slot.block();
        trial.settings = settings;
        double block = 1 + 0.04 * Math.sin(slot.block() * 2.1);
        double perSecond =
                SyntheticScenario.level(slot.scenario())
                        * ratio(made, slot.scenario())
                        * block
                        * Math.exp(0.016 * random.nextGaussian());
        trial.ok = Math.round(perSecond * 10);
        trial.cpuMs.put(Tier.APP, made.appCpuMs());
        Histogram all = latencies(run, slot, settings, trial.ok, random);
        trial.p50 = OptionalDouble.of(all.getValueAtPercentile(50) / 1e3);
        trial.p99 = OptionalDouble.of(all.getValueAtPercentile(99) / 1e3);
        int sessions = Math.min(settings.dbSessions(), made.info().sync() ? 7 : 37);
        trial.sessions =
                new SessionPeaks(
                        OptionalInt.of(sessions),
                        OptionalInt.of(sessions),
                        OptionalInt.of(0),
                        OptionalInt.of(sessions),
                        20);
        flaws(trial);
        return trial.measured("histograms/" + file(slot));
    }

    private static void flaws(SyntheticTrial trial) {
        if (trial.scenario.equals("better-async")) {
            switch (trial.stack) {
                case "flask-uwsgi" -> trial.failed = Map.of("timeout", 11L + trial.block);
                case "flask-gevent" -> trial.driftPerSecond = trial.block == 2 ? 0.018 : 0.001;
                case "starlette-uvicorn" -> {
                    trial.network = new NetworkCounts(41, 41, 44, 3, 500_000);
                    if (trial.block == 4) {
                        trial.health = "saturated: its busiest thread used 0.83 of a core";
                    }
                }
                default -> {}
            }
        }
        if (trial.stack.equals("tomcat-platform") && trial.block == 1) {
            trial.interferenceNs = OptionalLong.of(1_100_000_000L);
        }
        if (trial.stack.equals("flask-uwsgi") && trial.scenario.equals("baseline")) {
            trial.network = new NetworkCounts(0, 1, 1, 0, 400_000);
        }
    }

    /** A second's interval each, as the load generator writes them. */
    private static Histogram latencies(
            RunDirectory run, TrialSlot slot, CellSettings settings, long answers, Random random)
            throws IOException {
        Histogram all = new Histogram(3);
        all.setAutoResize(true);
        double delayUs = settings.delayNs() / 1e3;
        double meanUs = Math.max(settings.clients() * 10e6 / answers, delayUs * 1.3);
        double over = meanUs - delayUs;
        HistogramLogWriter log =
                new HistogramLogWriter(
                        run.root().resolve("histograms").resolve(file(slot)).toFile());
        log.outputLogFormatVersion();
        log.outputStartTime(1_767_323_045_000L);
        log.outputLegend();
        for (int second = 0; second < 10; second++) {
            Histogram interval = new Histogram(3);
            interval.setAutoResize(true);
            long count = answers * (second + 1) / 10 - answers * second / 10;
            for (long i = 0; i < count; i++) {
                interval.recordValue(
                        (long) (delayUs + over * Math.exp(0.35 * random.nextGaussian() - 0.06)));
            }
            log.outputIntervalHistogram(second, second + 1.0, interval, 1.0);
            all.add(interval);
        }
        log.close();
        return all;
    }

    /** A stack's name may hold what a file's name cannot. */
    private static String file(TrialSlot slot) {
        return slot.id().replaceAll("[^a-z0-9-]", "_") + ".hlog";
    }

    private static double ratio(Made made, String scenario) {
        return switch (scenario) {
            case "better-async" -> made.async();
            case "better-sync" -> made.sync();
            default -> made.original();
        };
    }

    private static Made made(
            String stack,
            String framework,
            String server,
            String concurrency,
            String type,
            double appCpuMs,
            double original,
            double async,
            double sync) {
        boolean isSync = concurrency.equals("sync") || concurrency.equals("platform-threads");
        String language = server.equals("Tomcat") ? "java" : "python";
        return new Made(
                new StackInfo(
                        stack,
                        framework,
                        server,
                        language,
                        concurrency,
                        type,
                        "psycopg",
                        isSync,
                        Optional.empty(),
                        Optional.empty()),
                appCpuMs,
                original,
                async,
                sync);
    }

    /** Writes one to look at: {@code SyntheticRun DIRECTORY}. */
    public static void main(String[] arguments) {
        Path root = Path.of(arguments[0]);
        RunDirectory run = new SyntheticRun().write(root);
        Report.write(run);
        ResultTable.lines(Report.read(run)).forEach(System.out::println);
    }
}
