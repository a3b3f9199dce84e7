package unrigged.exploration;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import unrigged.experiment.Event.Looked;
import unrigged.experiment.Event.RunStarted;
import unrigged.experiment.History;
import unrigged.experiment.OpenQuestions;
import unrigged.inference.Analysis;
import unrigged.inference.HistogramSource;
import unrigged.inference.Metrics;
import unrigged.inference.Verdict;
import unrigged.journal.Journal;

/**
 * Which universes the next block of an exploration measures: a sixth of all, those after which the
 * fewest verdicts are expected to be wrong. It ends when every verdict of every universe is
 * decided, measured or predicted.
 */
public final class ExplorationJudge implements OpenQuestions {
    /** In so many blocks every universe could have been measured once. */
    private static final int BLOCKS_FOR_ALL = 6;

    private static final int UNIVERSES_MIN = 4;
    private static final int UNIVERSES_MAX = 40;

    @Override
    public Looked after(int blocks, History history) {
        RunStarted run = history.last(RunStarted.class).orElseThrow();
        Exploration exploration =
                Exploration.of(
                        Analysis.of(
                                Journal.of(history), HistogramSource.RECORDED, Metrics.OF_SLICES));
        List<Explored> cells = exploration.cells();
        int decided =
                blocks == 0
                        ? 0
                        : (int)
                                cells.stream()
                                        .filter(cell -> cell.verdict() != Verdict.UNDECIDED)
                                        .count();
        Map<String, List<String>> needed = new TreeMap<>();
        if (decided < cells.size()) {
            Set<String> stacks = new TreeSet<>();
            if (blocks == 0) {
                cells.forEach(cell -> stacks.add(cell.stack()));
            } else {
                stacks.addAll(exploration.open());
            }
            stacks.add(run.referenceStack());
            for (String scenario : exploration.next(universes(run.scenarios().size()))) {
                needed.put(scenario, List.copyOf(stacks));
            }
        }
        return new Looked(blocks, needed, decided, cells.size());
    }

    /** How many scenarios a block has. */
    public static int universes(int all) {
        return Math.min(
                all,
                Math.clamp(
                        Math.round((double) all / BLOCKS_FOR_ALL), UNIVERSES_MIN, UNIVERSES_MAX));
    }
}
