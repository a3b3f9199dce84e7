package unrigged.inference;

import static unrigged.inference.EvidenceText.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import unrigged.experiment.DuelEntry;
import unrigged.experiment.DuelRecord;
import unrigged.experiment.Event.StackInfo;
import unrigged.experiment.Event.TrialFailed;
import unrigged.experiment.Event.TrialMeasured;
import unrigged.inference.SliceFacts.LostServer;
import unrigged.inference.Verdict.Better;
import unrigged.metric.LoadResult;

/**
 * From the slices of a duel to its result. A round plays the part of a run's block, so that ratios,
 * intervals and verdicts are made by what makes those of runs: {@link SliceFamily}.
 */
final class DuelInference {
    private static final String DUEL = "duel";

    private final DuelRecord record;
    private final Look look;
    private final LatencySource latencies = new LatencySource(HistogramSource.RECORDED);
    private final DuelAudits audits = new DuelAudits(latencies);
    private final List<Server> servers = new ArrayList<>();

    private record Server(
            DuelEntry entry, CellTrials cell, SliceCell slices, List<Finding> findings) {
        String name() {
            return entry.name();
        }
    }

    DuelInference(DuelRecord record) {
        this.record = record;
        this.look = record.rounds() == record.plan().rounds() ? Look.ONCE : Look.ANYTIME;
        for (DuelEntry entry : record.entries()) {
            CellTrials cell = cell(entry.name());
            servers.add(new Server(entry, cell, SliceCell.of(cell, latencies), audits.of(cell)));
        }
    }

    private CellTrials cell(String name) {
        List<TrialMeasured> measured = ends(name, TrialMeasured.class);
        List<TrialFailed> failed = ends(name, TrialFailed.class);
        Set<LostServer> lost = failed.stream().map(LostServer::of).collect(Collectors.toSet());
        StackInfo stack =
                new StackInfo(
                        name, name, "", "", "", "", "", false, Optional.empty(), Optional.empty());
        return new CellTrials(
                        DUEL,
                        stack,
                        measured.stream().map(TrialMeasured::settings).findFirst(),
                        measured,
                        failed)
                .with(
                        new SliceFacts(
                                measured.size(),
                                lost,
                                Map.of(),
                                Map.of(),
                                List.of(),
                                List.of(),
                                look));
    }

    private <E> List<E> ends(String name, Class<E> kind) {
        return record.ends().stream()
                .filter(end -> end.slot().stack().equals(name))
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    DuelResult result() {
        Server reference = servers.getFirst();
        Map<String, SliceCell> others = new LinkedHashMap<>();
        for (Server server : servers) {
            if (!isReference(server) && obstacle(server).isEmpty()) {
                others.put(server.name(), server.slices);
            }
        }
        SliceFamily family = new SliceFamily(look, reference.slices, others);
        return new DuelResult(
                record,
                servers.stream().map(server -> row(server, family)).toList(),
                audits.ofMachine(DuelAudits.together(servers.stream().map(Server::cell).toList())),
                look);
    }

    private boolean isReference(Server server) {
        return server.entry.equals(record.reference());
    }

    /** Why it has no ratio. */
    private Optional<String> obstacle(Server server) {
        Server reference = servers.getFirst();
        Optional<String> own = DuelAudits.error(server.findings);
        return own.isPresent() || isReference(server)
                ? own
                : DuelAudits.error(reference.findings)
                        .map(why ->
                                say("the reference, %s, has an error: %s", reference.name(), why));
    }

    private DuelResult.Row row(Server server, SliceFamily family) {
        Map<String, Long> failed = new TreeMap<>();
        server.cell
                .measured()
                .forEach(slice ->
                        slice.load()
                                .failed()
                                .forEach((kind, n) -> failed.merge(kind, n, Long::sum)));
        Optional<String> obstacle = obstacle(server);
        Percentile p50 = server.slices.percentile(50);
        Percentile p99 = server.slices.percentile(99);
        return new DuelResult.Row(
                server.entry,
                Throughput.of(server.cell.throughput().values()),
                p50,
                p99,
                ratio(
                        obstacle,
                        () ->
                                family.ratio(
                                        SliceComparison.THROUGHPUT, server.name(), Better.HIGHER)),
                ratio(obstacle, () -> latency(p50, family, SliceComparison.P50, server)),
                ratio(obstacle, () -> latency(p99, family, SliceComparison.P99, server)),
                server.cell.ok(),
                failed,
                generator(server.cell),
                server.findings);
    }

    private static Ratio ratio(Optional<String> obstacle, Supplier<Ratio> made) {
        return obstacle.isPresent() ? new Ratio.NotCompared(obstacle.get()) : made.get();
    }

    /** Of what is no number not even the reference has a ratio. */
    private static Ratio latency(
            Percentile own, SliceFamily family, SliceComparison comparison, Server server) {
        return own instanceof Percentile.Unresolved(String why)
                ? new Ratio.Unmeasured(why)
                : family.ratio(comparison, server.name(), Better.LOWER);
    }

    /** Mean over the windows, weighted by time. */
    private static OptionalDouble generator(CellTrials cell) {
        double cpuS = 0;
        double seconds = 0;
        for (TrialMeasured slice : cell.measured()) {
            LoadResult load = slice.load();
            if (load.cpuUserS().isPresent() && load.cpuSystemS().isPresent()) {
                cpuS += load.cpuUserS().getAsDouble() + load.cpuSystemS().getAsDouble();
                seconds += load.durationS();
            }
        }
        return seconds == 0 ? OptionalDouble.empty() : OptionalDouble.of(cpuS / seconds);
    }
}
