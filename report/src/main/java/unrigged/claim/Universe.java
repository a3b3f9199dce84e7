package unrigged.claim;

import java.util.Locale;
import unrigged.experiment.CellSettings;
import unrigged.inference.Ratio;
import unrigged.inference.Verdict.Better;

/**
 * The claim in one scenario.
 *
 * @param settings of the stack that is claimed to be better
 * @param ratio its figure as a multiple of the other's
 */
public record Universe(
        String scenario, CellSettings settings, Ratio.Measured ratio, Better better, Stand stand) {

    /** What a universe says of the claim. */
    public enum Stand {
        SUPPORTED,
        REFUTED,
        TIED,
        UNDECIDED;

        /** In words and in files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Universe of(
            String scenario, CellSettings settings, Ratio.Measured ratio, Better better) {
        Stand stand =
                switch (ratio.verdict()) {
                    case FASTER -> Stand.SUPPORTED;
                    case SLOWER -> Stand.REFUTED;
                    case TIED -> Stand.TIED;
                    case UNDECIDED, REFERENCE -> Stand.UNDECIDED;
                };
        return new Universe(scenario, settings, ratio, better, stand);
    }

    /** ln of how many times as good it is; of latencies and costs the smaller is the better. */
    double advantage() {
        return Math.log(ratio.point()) * sign();
    }

    /** The same of each block. */
    double[] advantages() {
        return ratio.logs().stream().mapToDouble(log -> log * sign()).toArray();
    }

    private double sign() {
        return better == Better.LOWER ? -1 : 1;
    }
}
