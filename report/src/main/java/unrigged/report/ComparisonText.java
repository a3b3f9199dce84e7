package unrigged.report;

import static unrigged.report.ReportText.figure;
import static unrigged.report.ReportText.list;
import static unrigged.report.ReportText.plural;
import static unrigged.report.ReportText.say;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import unrigged.experiment.Factors;
import unrigged.inference.ComparedMetric;
import unrigged.inference.Difference;
import unrigged.inference.Interval;
import unrigged.inference.Metrics;
import unrigged.inference.Ratio;
import unrigged.inference.RunComparison;
import unrigged.inference.RunComparison.Cell;
import unrigged.inference.RunComparison.Changed;
import unrigged.inference.RunComparison.NotCompared;
import unrigged.inference.RunComparison.OnlyIn;
import unrigged.inference.RunResult;
import unrigged.inference.RunResult.ScenarioResult;
import unrigged.inference.RunSide;
import unrigged.inference.Throughput;
import unrigged.inference.Verdict;

/** Two runs in words: a headline, what the figures rest on, what is not compared, and why. */
final class ComparisonText {
    private static final int STACKS_NAMED = 3;
    private static final String ABSENT = "–";

    private static final Pattern REVISION = Pattern.compile("[0-9a-f]{40}");
    private static final int REVISION_SHOWN = 12;

    private static final Comparator<Cell> BY_SIZE =
            Comparator.comparingDouble(
                    cell -> cell.changed().map(c -> Math.abs(Math.log(c.ratio()))).orElse(0.0));

    private ComparisonText() {}

    /** One sentence without its end, of about 25 words at most. */
    static String headline(RunPair runs) {
        RunComparison comparison = runs.comparison();
        String by =
                switch (comparison.metric()) {
                    case THROUGHPUT -> "";
                    case P50, P99, CPU -> "by " + comparison.metric().words() + ", ";
                };
        return (runs.isOfTwoMachines() ? "on another machine, " : "") + by + result(comparison);
    }

    private static String result(RunComparison comparison) {
        if (comparison.compared().isEmpty()) {
            return "nothing can be compared: no stack has a ratio in both runs";
        }
        List<String> changes = new ArrayList<>();
        for (Verdict verdict : List.of(Verdict.SLOWER, Verdict.FASTER)) {
            most(comparison, verdict)
                    .ifPresent(most ->
                            changes.add(
                                    verdict.shown()
                                            + (changes.isEmpty() ? " in the new run: " : ": ")
                                            + most));
        }
        return (changes.isEmpty()
                        ? "no stack is shown to be slower or faster"
                        : String.join("; ", changes))
                + rest(comparison);
    }

    private static String rest(RunComparison comparison) {
        List<String> counts = new ArrayList<>();
        for (Verdict verdict : List.of(Verdict.TIED, Verdict.UNDECIDED)) {
            long count = cells(comparison, verdict).size();
            if (count > 0) {
                counts.add(say("%d %s", count, verdict.shown()));
            }
        }
        int compared = comparison.compared().size();
        return say("; of %s ", plural(compared, "comparison", "comparisons"))
                + (counts.isEmpty() ? "all decided" : list(counts));
    }

    /** The largest change of a kind, and how many there are. */
    private static Optional<String> most(RunComparison comparison, Verdict verdict) {
        List<Cell> cells = cells(comparison, verdict);
        return cells.stream()
                .max(BY_SIZE)
                .map(ComparisonText::named)
                .map(most -> cells.size() == 1 ? most : cells.size() + ", most of all " + most);
    }

    private static List<Cell> cells(RunComparison comparison, Verdict verdict) {
        return comparison.cells().stream()
                .filter(cell -> cell.changed().filter(c -> c.verdict() == verdict).isPresent())
                .toList();
    }

    /** With what it has become. */
    static String named(Cell cell) {
        return place(cell)
                + cell.changed().map(changed -> say(" (%s×)", figure(changed.ratio()))).orElse("");
    }

    static String interval(Interval interval) {
        String ends = ReportText.ends(interval);
        return ends.isEmpty() ? "none" : ends;
    }

    /** A run's own ratio to the reference stack, with its interval. */
    static String ratio(Ratio.Measured ratio) {
        return figure(ratio.point())
                + "×"
                + (ratio.interval() instanceof Interval.Bounded
                        ? " (" + interval(ratio.interval()) + ")"
                        : "");
    }

    /** What the run is. */
    static String run(RunResult run) {
        RunResult.Identity id = run.identity();
        String blocks =
                run.slices()
                        .map(slices ->
                                say(
                                        "%d of %s complete",
                                        slices.blocksComplete(),
                                        plural(id.blocks(), "block", "blocks")))
                        .orElseGet(() -> plural(id.blocks(), "block", "blocks") + " of trials");
        return say(
                "%s: plan %s, begun %s, %s, %s mode, %s%s",
                id.run(),
                id.plan(),
                id.started().toString().replaceFirst("T(\\d\\d:\\d\\d).*", " $1 UTC"),
                blocks,
                id.mode(),
                id.scale(),
                run.progress().unfinished().isPresent() ? "; unfinished" : "");
    }

    /** How to read the table. */
    static String legend(RunComparison comparison) {
        return say(
                "new/old: %s as a multiple of %s's in the new run over that in the old one; %s."
                        + " Interval: %s, 95 %% for a scenario's stacks together.",
                comparison.metric().words(),
                comparison.referenceStack(),
                comparison.metric() == ComparedMetric.THROUGHPUT
                        ? "above 1 is faster"
                        : "below 1 is better",
                comparison.interval());
    }

    /** Why cells are not compared or have no interval, a sentence for each reason. */
    static List<String> notCompared(RunPair runs) {
        Map<String, List<String>> noInterval = new LinkedHashMap<>();
        Map<String, List<String>> noRatio = new LinkedHashMap<>();
        Map<String, List<String>> alone = new LinkedHashMap<>();
        for (Cell cell : runs.comparison().cells()) {
            switch (cell.change()) {
                case Changed changed -> {
                    if (changed.interval() instanceof Interval.Unbounded(String why)) {
                        add(noInterval, why, place(cell));
                    }
                }
                case NotCompared(String why) -> add(noRatio, why, place(cell));
                case OnlyIn(RunSide side) ->
                        add(
                                alone,
                                say("only in %s, %s", side.words(), cell.scenario()),
                                cell.stack());
            }
        }
        List<String> lines = new ArrayList<>();
        noInterval.forEach((why, places) ->
                lines.add(
                        "no interval: "
                                + (places.size() > STACKS_NAMED
                                        ? places.size() + " comparisons"
                                        : list(places))
                                + ": "
                                + why));
        noRatio.forEach((why, places) -> lines.add("not compared: " + list(places) + ": " + why));
        alone.forEach((where, stacks) -> lines.add(where + ": " + list(stacks)));
        return lines;
    }

    private static void add(Map<String, List<String>> by, String key, String value) {
        by.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
    }

    private static String place(Cell cell) {
        return cell.stack() + " in " + cell.scenario();
    }

    /** What has to be known of the figures before they are believed. */
    static List<String> notes(RunPair runs) {
        List<String> notes = new ArrayList<>();
        if (runs.isOfTwoMachines()) {
            notes.add(
                    "the machines differ: only ratios to "
                            + runs.comparison().referenceStack()
                            + " are compared, and they too may change with the machine");
        }
        runs.withoutEnvironment()
                .forEach(side ->
                        notes.add(
                                "what "
                                        + side.words()
                                        + " ran on is not known: it has no environment.json that can be read"));
        unfinished(RunSide.OLD, runs.old()).ifPresent(notes::add);
        unfinished(RunSide.NEW, runs.now()).ifPresent(notes::add);
        for (ScenarioResult scenario : runs.now().scenarios()) {
            oneWay(runs.comparison(), scenario.scenario()).ifPresent(notes::add);
        }
        delay(runs).ifPresent(notes::add);
        reference(runs).ifPresent(notes::add);
        return notes;
    }

    private static Optional<String> unfinished(RunSide side, RunResult run) {
        return run.progress().unfinished().map(why -> side.words() + " is unfinished: " + why);
    }

    /** A scaled delay follows from a calibration, which each run has made for itself. */
    private static Optional<String> delay(RunPair runs) {
        boolean calibrated =
                Stream.of(runs.old(), runs.now()).allMatch(run -> run.calibration().isPresent());
        return calibrated
                        && runs.differences().stream()
                                .anyMatch(d -> d.what().equals(Factors.DELAY.id()))
                ? Optional.of(
                        "the delays differ because each run calibrated its own; scenarios whose delay is a number have the same in all runs")
                : Optional.empty();
    }

    /** All are compared with one stack: where all move alike, it may be that one. */
    private static Optional<String> oneWay(RunComparison comparison, String scenario) {
        List<Verdict> verdicts =
                comparison.cells().stream()
                        .filter(cell -> cell.scenario().equals(scenario))
                        .flatMap(cell -> cell.changed().stream())
                        .map(Changed::verdict)
                        .toList();
        boolean alike =
                verdicts.size() > 1
                        && verdicts.stream().distinct().count() == 1
                        && (verdicts.getFirst() == Verdict.SLOWER
                                || verdicts.getFirst() == Verdict.FASTER);
        return alike
                ? Optional.of(
                        say(
                                "all stacks are %s in %s: what changed may be %s, which they are compared with",
                                verdicts.getFirst().shown(), scenario, comparison.referenceStack()))
                : Optional.empty();
    }

    /** The reference stack's own throughput, which no ratio shows. */
    private static Optional<String> reference(RunPair runs) {
        List<String> parts = new ArrayList<>();
        for (ScenarioResult scenario : runs.now().scenarios()) {
            Optional<String> before = perSecond(runs.old(), scenario.scenario());
            Optional<String> after = perSecond(runs.now(), scenario.scenario());
            if (before.isPresent() && after.isPresent()) {
                parts.add(say("%s → %s in %s", before.get(), after.get(), scenario.scenario()));
            }
        }
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        say(
                                "the reference stack itself, %s, answers per second: %s (not compared: the machine's speed is in them)",
                                runs.comparison().referenceStack(), list(parts)));
    }

    private static Optional<String> perSecond(RunResult run, String scenario) {
        return run.scenarios().stream()
                .filter(s -> s.scenario().equals(scenario))
                .flatMap(s -> s.rows().stream())
                .filter(row -> row.stack().stack().equals(run.identity().referenceStack()))
                .flatMap(row ->
                        row.figure(Metrics.THROUGHPUT) instanceof Throughput.Measured t
                                ? Stream.of(figure(t.perSecond()))
                                : Stream.<String>of())
                .findFirst();
    }

    /** Where and what differs. */
    static String what(Difference difference) {
        return difference.scenario().map(scenario -> scenario + ": ").orElse("")
                + difference.what()
                + (difference.stacks().isEmpty()
                        ? ""
                        : " of "
                                + (difference.stacks().size() > STACKS_NAMED
                                        ? plural(difference.stacks().size(), "stack", "stacks")
                                        : list(difference.stacks())));
    }

    /** As long as it has to be; JSON has all of it. */
    static String value(Optional<String> value) {
        String text = value.orElse(ABSENT);
        return REVISION.matcher(text).matches() ? text.substring(0, REVISION_SHOWN) : text;
    }

    /** With a capital and a full stop; it begins with a word of ours, not with a name. */
    static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }
}
