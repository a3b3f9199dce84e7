package unrigged.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import unrigged.experiment.Event;
import unrigged.experiment.Purpose;
import unrigged.experiment.TrialSlot;
import unrigged.metric.ServerStart;
import unrigged.metric.WarmUpResult;

/** The lines that are shown of a run's events; the same for both consoles. */
final class ProgressLines {
    private static final int EVIDENCE_LINES = 5;

    /**
     * One line, or several.
     *
     * @param kept whether it stays above a live table, which shows the rest itself
     */
    record Line(String text, boolean kept) {}

    private final RunProgress progress;
    private Optional<RoundRates> round = Optional.empty();

    ProgressLines(RunProgress progress) {
        this.progress = progress;
    }

    /** When a slice begins: of the round before it, if that has ended. */
    List<Line> begins(TrialSlot slot) {
        if (slot.purpose() != Purpose.BLOCK || slot.turn().isEmpty()) {
            return List.of();
        }
        if (round.filter(current -> current.isRoundOf(slot)).isPresent()) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>(endOfRound());
        round.filter(before -> before.isRepeatedBy(slot))
                .ifPresent(before ->
                        lines.add(keep(ofBlock(before.title() + " " + before.whyRepeated()))));
        round = Optional.of(new RoundRates(slot.scenario(), slot.turn().get()));
        return lines;
    }

    private List<Line> endOfRound() {
        return round.map(ended ->
                        List.of(
                                new Line(
                                        ofBlock(
                                                ended.title()
                                                        + ": "
                                                        + ended.rates(progress.plan())
                                                        + toGo()),
                                        false)))
                .orElse(List.of());
    }

    /** After {@link RunProgress#recorded}. */
    List<Line> recorded(Event event) {
        return switch (event) {
            case Event.RunStarted run -> List.of(new Line(started(run), false));
            case Event.RunResumed resumed -> List.of(keep(resumed(resumed)));
            case Event.StackUnavailable gone ->
                    List.of(keep(gone.stack() + " is unavailable: " + gone.why()));
            case Event.Calibrated calibrated -> List.of(keep(calibrated(calibrated)));
            case Event.ScenarioResolved resolved -> List.of(new Line(resolved(resolved), false));
            case Event.WorkersTuned tuned -> List.of(keep(tuned(tuned)));
            case Event.BlocksFixed fixed -> List.of(keep(fixed(fixed)));
            case Event.Looked look -> List.of(keep(looked(look)));
            case Event.DeploymentStarted started -> begun(started);
            case Event.DeploymentReady ready -> ready(ready);
            case Event.DeploymentEnded ended -> ended(ended);
            case Event.TrialMeasured measured -> measured(measured);
            case Event.TrialFailed failed -> failed(failed);
            default -> List.of();
        };
    }

    private static Line keep(String text) {
        return new Line(text, true);
    }

    private String fixed(Event.BlocksFixed fixed) {
        return "a block takes %s: %d of them end within %s%s"
                .formatted(
                        RunProgress.clock(Duration.ofNanos(fixed.blockNs())),
                        fixed.blocks(),
                        RunProgress.clock(progress.plan().budget().orElse(Duration.ZERO)),
                        toGo());
    }

    private static String looked(Event.Looked look) {
        long stacks = look.needed().values().stream().flatMap(List::stream).distinct().count();
        return "after %d %s: %d of %d comparisons decided%s"
                .formatted(
                        look.blocks(),
                        look.blocks() == 1 ? "block" : "blocks",
                        look.decided(),
                        look.of(),
                        stacks > 0
                                ? "; " + stacks + " stacks go on"
                                : look.decided() < look.of()
                                        ? "; the others would need more blocks than the plan allows"
                                        : "");
    }

    private String started(Event.RunStarted run) {
        return "run %s: plan %s, mode %s, %d stacks × %d scenarios × %s%d blocks%s, seed %d"
                .formatted(
                        run.run(),
                        run.plan(),
                        run.mode(),
                        run.stacks().size(),
                        run.scenarios().size(),
                        progress.plan().openEnded() ? "at most " : "",
                        run.blocks(),
                        run.rounds().isPresent() ? " × " + run.rounds().getAsInt() + " rounds" : "",
                        run.seed());
    }

    private String resumed(Event.RunResumed resumed) {
        return progress.plan().alone()
                ? "resumed; " + resumed.trialsDone() + " trials are finished"
                : "resumed; %d%s blocks are done%s"
                        .formatted(progress.blocksDone(), progress.ofBlocks(), toGo());
    }

    private static String calibrated(Event.Calibrated calibrated) {
        String interval =
                calibrated.halfWidth().isPresent() && calibrated.slices().isPresent()
                        ? String.format(
                                Locale.ROOT,
                                " ± %.0f %% (95 %%, %d slices)",
                                100 * calibrated.halfWidth().getAsDouble(),
                                calibrated.slices().getAsInt())
                        : "";
        return String.format(
                Locale.ROOT,
                "one request of %s takes %.2f ms of CPU over all tiers%s",
                calibrated.stack(),
                calibrated.totalNs() / 1e6,
                interval);
    }

    private static String resolved(Event.ScenarioResolved s) {
        return String.format(
                Locale.ROOT,
                "%s: %d sync workers or %d async, %d clients, %d DB sessions, %.1f ms delay",
                s.scenario(),
                s.sync().workers(),
                s.async().workers(),
                s.sync().clients(),
                s.sync().dbSessions(),
                s.sync().delayNs() / 1e6);
    }

    /** What a search found, in one line. */
    private static String tuned(Event.WorkersTuned t) {
        return "%s %s: %d %s (%d by the rule); per second with "
                        .formatted(
                                t.scenario(),
                                t.stack(),
                                t.workers(),
                                t.workers() == 1 ? "worker" : "workers",
                                t.reference())
                + t.curve().stream()
                        .map(p ->
                                String.format(Locale.ROOT, "%d: %.0f", p.workers(), p.perSecond()))
                        .collect(Collectors.joining(", "));
    }

    private List<Line> begun(Event.DeploymentStarted started) {
        round = Optional.empty();
        if (started.purpose() != Purpose.BLOCK) {
            boolean first =
                    started.attempt() == 1 && started.deployment().equals(started.purpose().id());
            return List.of(
                    keep(
                            first
                                    ? "calibrating: the CPU time of one request of "
                                            + started.servers().getFirst().stack()
                                    : "calibrating once more"));
        }
        return List.of(
                new Line(
                        ofBlock(
                                "starting %d servers%s"
                                        .formatted(started.servers().size(), toGo())),
                        false));
    }

    private List<Line> ready(Event.DeploymentReady ready) {
        List<Line> lines = new ArrayList<>();
        for (ServerStart server : ready.servers()) {
            server.failure()
                    .ifPresent(why ->
                            lines.add(
                                    keep(
                                            subject(
                                                            "%s did not start: %s"
                                                                    .formatted(
                                                                            server.server(), why))
                                                    + evidence(server.evidence()))));
        }
        if (!isOfBlock()) {
            return lines;
        }
        String unsteady =
                ready.servers().stream()
                        .filter(server ->
                                server.warmUp().filter(warmUp -> !warmUp.steady()).isPresent())
                        .map(ServerStart::server)
                        .collect(Collectors.joining(", "));
        lines.add(
                new Line(
                        ofBlock(
                                String.format(
                                                Locale.ROOT,
                                                "ready after %.1f s, warmed %.0f s",
                                                ready.startNs() / 1e9,
                                                ready.warmUpNs() / 1e9)
                                        + compilers(ready)
                                        + (unsteady.isEmpty() ? "" : "; not steady: " + unsteady)),
                        !unsteady.isEmpty()));
        return lines;
    }

    /** Of the servers whose warm-up depends on their compilers, how long it took. */
    private static String compilers(Event.DeploymentReady ready) {
        List<String> texts = new ArrayList<>();
        for (ServerStart server : ready.servers()) {
            Optional<WarmUpResult> warmUp = server.warmUp();
            if (warmUp.isPresent() && warmUp.get().compilerNs().isPresent()) {
                texts.add(
                        String.format(
                                Locale.ROOT,
                                "%s %.1f s",
                                server.server(),
                                warmUp.get().tookNs() / 1e9));
            }
        }
        return texts.isEmpty() ? "" : "; " + String.join(", ", texts);
    }

    private List<Line> ended(Event.DeploymentEnded ended) {
        List<Line> lines = new ArrayList<>();
        if (!ended.complete()) {
            lines.add(
                    keep(
                            subject("failed: " + ended.why().orElse("no reason given"))
                                    + evidence(ended.evidence())));
        } else if (isOfBlock()) {
            lines.addAll(endOfRound());
            lines.add(
                    new Line(
                            ofBlock(
                                    "done in "
                                            + RunProgress.clock(progress.ofDeployment())
                                            + toGo()),
                            false));
        }
        round = Optional.empty();
        return lines;
    }

    private List<Line> measured(Event.TrialMeasured m) {
        if (!RunProgress.isOfBlock(m)) {
            return List.of();
        }
        if (m.slot().turn().isPresent()) {
            List<Line> lines = begins(m.slot());
            round.ifPresent(current -> current.add(m));
            return lines;
        }
        return List.of(
                new Line(
                        head(m.slot())
                                + String.format(
                                        Locale.ROOT,
                                        "%.0f/s, p50 %.1f ms, %d failed%s",
                                        m.load().perSecond(),
                                        m.load().latencyMs().p50().orElse(0),
                                        m.load().failures(),
                                        toGo(m.slot())),
                        false));
    }

    private List<Line> failed(Event.TrialFailed f) {
        if (f.slot().purpose() == Purpose.CALIBRATION) {
            return List.of(keep("calibration failed: " + f.reason() + evidence(f.evidence())));
        }
        if (!RunProgress.isOfBlock(f)) {
            return List.of();
        }
        if (f.slot().turn().isEmpty()) {
            return List.of(
                    keep(
                            head(f.slot())
                                    + "FAILED in "
                                    + f.phase()
                                    + ": "
                                    + f.reason()
                                    + toGo(f.slot())));
        }
        List<Line> lines = new ArrayList<>(begins(f.slot()));
        lines.add(
                keep(
                        ofBlock(
                                        "%s FAILED in %s of round %d %s and is not measured any more in this block: %s"
                                                .formatted(
                                                        f.slot().turn().get().server(),
                                                        f.phase(),
                                                        f.slot().turn().get().round(),
                                                        f.slot().scenario(),
                                                        f.reason()))
                                + evidence(f.evidence())));
        return lines;
    }

    private boolean isOfBlock() {
        return progress.deployment()
                .filter(started -> started.purpose() == Purpose.BLOCK)
                .isPresent();
    }

    private String subject(String text) {
        return isOfBlock() ? ofBlock(text) : "calibration: " + text;
    }

    private String ofBlock(String text) {
        return progress.block() + ": " + text;
    }

    private static String evidence(String text) {
        return text.strip()
                .lines()
                .filter(line -> !line.isBlank())
                .limit(EVIDENCE_LINES)
                .map(line -> System.lineSeparator() + "    " + line)
                .collect(Collectors.joining());
    }

    private String head(TrialSlot slot) {
        return "[%d/%d] block %d %s %s: "
                .formatted(
                        slot.position(),
                        progress.plan().schedule().size(),
                        slot.block(),
                        slot.scenario(),
                        slot.stack());
    }

    private String toGo(TrialSlot slot) {
        return progress.remaining(slot)
                .map(left -> ", " + RunProgress.clock(left) + " to go")
                .orElse("");
    }

    private String toGo() {
        return progress.remaining()
                .filter(Duration::isPositive)
                .map(left -> " (" + RunProgress.clock(left) + " to go)")
                .orElse("");
    }
}
