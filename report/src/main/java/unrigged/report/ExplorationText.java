package unrigged.report;

import static unrigged.report.ReportText.ends;
import static unrigged.report.ReportText.figure;
import static unrigged.report.ReportText.list;
import static unrigged.report.ReportText.say;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import unrigged.exploration.Exploration;
import unrigged.exploration.ExplorationCheck;
import unrigged.exploration.Explored;
import unrigged.inference.Verdict;
import unrigged.report.TextTable.Column;

/** An exploration as plain text for a console. */
public final class ExplorationText {
    private static final int SHOWN_MAX = 80;

    private static final List<Column<Explored>> COLUMNS =
            List.of(
                    new Column<>("Scenario", true, cell -> TextTable.printable(cell.scenario())),
                    new Column<>("Stack", true, cell -> TextTable.printable(cell.stack())),
                    new Column<>("× reference", false, cell -> figure(cell.ratio()) + "×"),
                    new Column<>("interval", true, cell -> ends(cell.interval())),
                    new Column<>("verdict", true, cell -> cell.verdict().shown()),
                    new Column<>("sure", false, cell -> sure(cell.probability())),
                    new Column<>("source", true, ExplorationText::source));

    private ExplorationText() {}

    /** Never more sure than it is. */
    static String sure(double probability) {
        return say("%.0f %%", Math.floor(100 * probability));
    }

    /** All, or so many of them that are the least sure. */
    static <T> List<T> leastSure(List<T> all, int max, ToDoubleFunction<T> probability) {
        return all.size() <= max
                ? all
                : all.stream().sorted(Comparator.comparingDouble(probability)).limit(max).toList();
    }

    /** A line where {@link #leastSure} left some out. */
    static List<String> leftOut(List<?> shown, List<?> all) {
        return shown.size() == all.size()
                ? List.of()
                : List.of(
                        say(
                                "  the %d least sure of %d; --json has all.",
                                shown.size(), all.size()));
    }

    /** How good predictions are; empty where too few universes were measured. */
    static Optional<String> tested(OptionalDouble medianError, OptionalDouble coverage) {
        return medianError.isEmpty() || coverage.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        say(
                                "each measured universe, left out in turn, is off by %.1f %% in the median; 95 %% intervals held %.0f %%",
                                100 * medianError.getAsDouble(), 100 * coverage.getAsDouble()));
    }

    private static String source(Explored cell) {
        return cell.measured()
                ? say("measured in %s", ReportText.plural(cell.blocks(), "block", "blocks"))
                : "predicted";
    }

    /** Lines without line ends: how much is decided, each stack, every universe. */
    public static List<String> lines(Exploration exploration) {
        List<Explored> cells = exploration.cells();
        List<String> lines = new ArrayList<>();
        lines.add(headline(cells));
        lines.add("");
        Map<String, List<Explored>> byStack = new TreeMap<>();
        cells.forEach(
                cell -> byStack.computeIfAbsent(cell.stack(), _ -> new ArrayList<>()).add(cell));
        byStack.forEach((stack, own) -> lines.add(stack(exploration, stack, own)));
        lines.addAll(tested(exploration));
        lines.add("");
        List<Explored> shown = leastSure(cells, SHOWN_MAX, Explored::probability);
        lines.addAll(TextTable.lines(COLUMNS, shown));
        lines.addAll(leftOut(shown, cells));
        lines.add(
                say(
                        "  throughput as a multiple of %s's, 95 %% intervals; sure: the chance of the likeliest of ahead, behind and within 5 %%.",
                        exploration.run().identity().referenceStack()));
        lines.addAll(unusable(exploration));
        return lines.stream().map(TextTable::printable).toList();
    }

    /** What is predicted though it was measured: a line for each scenario and reason. */
    private static List<String> unusable(Exploration exploration) {
        Map<String, List<String>> stacks = new LinkedHashMap<>();
        exploration
                .unusable()
                .forEach(one ->
                        stacks.computeIfAbsent(
                                        say(" in %s: %s", one.scenario(), one.why()),
                                        _ -> new ArrayList<>())
                                .add(one.stack()));
        List<String> lines = new ArrayList<>();
        stacks.forEach((where, own) -> lines.add("  no figure of " + list(own) + where));
        return lines;
    }

    private static String headline(List<Explored> cells) {
        return say(
                "%d of %d verdicts are decided: %d of %d measured ones, %d of %d predicted ones.",
                count(cells, ExplorationText::decided),
                cells.size(),
                count(cells, cell -> cell.measured() && decided(cell)),
                count(cells, Explored::measured),
                count(cells, cell -> !cell.measured() && decided(cell)),
                count(cells, cell -> !cell.measured()));
    }

    private static boolean decided(Explored cell) {
        return cell.verdict() != Verdict.UNDECIDED;
    }

    private static long count(List<Explored> cells, Predicate<Explored> which) {
        return cells.stream().filter(which).count();
    }

    private static String stack(Exploration exploration, String stack, List<Explored> cells) {
        List<String> parts = new ArrayList<>();
        for (Verdict verdict :
                List.of(Verdict.FASTER, Verdict.SLOWER, Verdict.TIED, Verdict.UNDECIDED)) {
            long count = count(cells, cell -> cell.verdict() == verdict);
            if (count > 0) {
                parts.add(count + " " + verdict.shown());
            }
        }
        double[] ratios = cells.stream().mapToDouble(Explored::ratio).sorted().toArray();
        return say(
                "  %s against %s in %d universes: %s; %s× to %s×",
                stack,
                exploration.run().identity().referenceStack(),
                cells.size(),
                list(parts),
                figure(ratios[0]),
                figure(ratios[ratios.length - 1]));
    }

    private static List<String> tested(Exploration exploration) {
        return tested(exploration.medianError(), exploration.coverage()).stream()
                .map(how ->
                        say(
                                "  predicted %s: %s",
                                exploration.model()
                                        ? "from the queueing model and its deviations"
                                        : "from other universes alone, as the model has not all stacks",
                                how))
                .toList();
    }

    /** How an exploration stands beside a run that measured its universes. */
    public static List<String> lines(ExplorationCheck check) {
        List<String> lines = new ArrayList<>();
        lines.add("beside the run " + check.run() + ", which measured them:");
        lines.addAll(summary("all", check.cells()));
        lines.addAll(summary("measured", check.measuredCells()));
        lines.addAll(summary("predicted", check.predictedCells()));
        check.agreementAsMeasured()
                .ifPresent(share ->
                        lines.add(
                                say(
                                        "  ratios as both runs measured them agree in %.1f %%",
                                        100 * share)));
        return lines;
    }

    private static List<String> summary(String which, List<ExplorationCheck.Cell> cells) {
        return ExplorationCheck.summary(cells).stream()
                .map(sum ->
                        say(
                                "  %s: %d cells, %.1f %% on the same side (ahead, behind, within 5 %%); %d of %d verdicts that both decide differ; ratios differ by %.1f %% in the median, %.0f %% within the interval",
                                which,
                                sum.cells(),
                                100 * sum.agreement(),
                                sum.contradictions(),
                                sum.decided(),
                                100 * sum.medianError(),
                                100 * sum.coverage()))
                .toList();
    }
}
