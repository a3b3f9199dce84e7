package unrigged.inference;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import unrigged.experiment.Event.Looked;
import unrigged.experiment.Event.RunStarted;
import unrigged.experiment.History;
import unrigged.experiment.OpenQuestions;
import unrigged.journal.Journal;

/**
 * What a race still has to decide, by the verdicts that its result would have now: a stack rests
 * while no open comparison needs it, and comes back when a later look opens one again. The
 * intervals hold at every look ({@link Look#ANYTIME}), and whether a stack is measured in a block
 * depends on earlier blocks alone.
 */
public final class RaceJudge implements OpenQuestions {
    /** A stack that could not be measured in so many blocks is left out. */
    private static final int BLOCKS_TRIED = 3;

    /**
     * From so many blocks on, what would need more than the plan allows, going on as so far, is
     * given up; with fewer that is too rough a guess.
     */
    private static final int BLOCKS_TO_GIVE_UP = 12;

    @Override
    public Looked after(int blocks, History history) {
        RunStarted run = history.last(RunStarted.class).orElseThrow();
        Analysis analysis = Analysis.ofSlices(Journal.of(history), HistogramSource.RECORDED);
        Outlook outlook = new Outlook(run);
        Map<String, List<String>> needed = new TreeMap<>();
        int undecided = 0;
        int of = 0;
        for (String scenario : run.scenarios()) {
            List<Undecided> open = outlook.undecided(analysis, scenario);
            undecided += open.size();
            of += outlook.comparisons(analysis, scenario);
            Set<String> stacks = pursued(open, blocks, run.blocks());
            if (blocks < BLOCKS_TRIED) {
                stacks.addAll(analysis.unmeasured(scenario));
            }
            if (!stacks.isEmpty()) {
                stacks.add(run.referenceStack());
                needed.put(scenario, List.copyOf(stacks));
            }
        }
        return new Looked(blocks, needed, of - undecided, of);
    }

    /** The stacks of comparisons that are worth more blocks. */
    static Set<String> pursued(List<Undecided> open, int blocks, int blocksMax) {
        Set<String> stacks = new TreeSet<>();
        for (Undecided one : open) {
            boolean hopeless =
                    blocks >= BLOCKS_TO_GIVE_UP
                            && one.blocksToDecide(open.size()).orElse(Integer.MAX_VALUE)
                                    > blocksMax;
            if (!hopeless) {
                stacks.add(one.a());
                stacks.add(one.b());
            }
        }
        return stacks;
    }
}
