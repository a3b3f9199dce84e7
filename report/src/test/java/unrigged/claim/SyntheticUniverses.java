package unrigged.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import unrigged.experiment.CellSettings;
import unrigged.inference.Interval;
import unrigged.inference.Ratio;
import unrigged.inference.Verdict;
import unrigged.inference.Verdict.Better;

/**
 * A full grid of delays, clients and sessions whose advantage is known, with noise in each block.
 */
final class SyntheticUniverses {
    private static final int BLOCKS = 8;

    private SyntheticUniverses() {}

    /**
     * @param advantage ln of the ratio by its settings
     * @param spread of a block's logarithm
     */
    static List<Universe> of(ToDoubleFunction<CellSettings> advantage, double spread, long seed) {
        Random random = new Random(seed);
        List<Universe> universes = new ArrayList<>();
        for (int delayMs : new int[] {1, 4, 16, 64}) {
            for (int clients : new int[] {8, 40, 160}) {
                for (int sessions : new int[] {clients / 4, clients}) {
                    CellSettings cell =
                            new CellSettings(2, clients, sessions, delayMs * 1_000_000L);
                    universes.add(universe(cell, advantage.applyAsDouble(cell), spread, random));
                }
            }
        }
        return universes;
    }

    static Universe universe(CellSettings cell, double advantage, double spread, Random random) {
        List<Double> logs = new ArrayList<>();
        double mean = 0;
        for (int block = 0; block < BLOCKS; block++) {
            double log = advantage + spread * random.nextGaussian();
            logs.add(log);
            mean += log / BLOCKS;
        }
        double squares = 0;
        for (double log : logs) {
            squares += (log - mean) * (log - mean);
        }
        // Student's t with seven degrees of freedom.
        double half = 2.3646 * Math.sqrt(squares / (BLOCKS - 1) / BLOCKS);
        Interval interval = new Interval.Bounded(Math.exp(mean - half), Math.exp(mean + half));
        Verdict verdict =
                Math.exp(mean - half) > 1
                        ? Verdict.FASTER
                        : Math.exp(mean + half) < 1 ? Verdict.SLOWER : Verdict.UNDECIDED;
        return Universe.of(
                "delay%d-clients%d-sessions%d"
                        .formatted(cell.delayNs() / 1_000_000, cell.clients(), cell.dbSessions()),
                cell,
                new Ratio.Measured(
                        Math.exp(mean), interval, verdict, List.of(), logs, Optional.empty()),
                Better.HIGHER);
    }
}
