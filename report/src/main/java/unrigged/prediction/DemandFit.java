package unrigged.prediction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import unrigged.prediction.StackModel.Demand;

/**
 * CPU time per request by how busy the machine is: ln D = ln D₀ + β·(1 − u), by least squares over
 * a stack's scenarios. β of one stack is drawn towards the one of all stacks, as strongly as its
 * few scenarios are alike in u (ridge regression: Hoerl and Kennard, Technometrics 12, 1970).
 */
final class DemandFit {
    /** Of a cell's CPU time, as a logarithm. */
    private static final double ERROR = 0.02;

    /** Of β between stacks. */
    private static final double SPREAD = 0.15;

    /** β where no stack was seen at two utilisations. */
    private static final double GROWTH = 0.25;

    private DemandFit() {}

    /** By whatever the cells are grouped by: each group has a demand of its own. */
    static <K> Map<K, Demand> of(Map<K, List<Observed>> byStack, int cpus) {
        Sums all = new Sums();
        byStack.values().forEach(cells -> all.add(cells, cpus));
        double common = all.xx > 0 ? (all.xy + prior(GROWTH)) / (all.xx + prior(1)) : GROWTH;
        Map<K, Demand> demands = new LinkedHashMap<>();
        byStack.forEach((stack, cells) -> demands.put(stack, demand(cells, cpus, common)));
        return demands;
    }

    private static Demand demand(List<Observed> cells, int cpus, double common) {
        Sums own = new Sums();
        own.add(cells, cpus);
        double growth = (own.xy + prior(common)) / (own.xx + prior(1));
        double idle = mean(cells, cell -> 1 - cell.utilisation(cpus));
        double log = mean(cells, cell -> Math.log(cell.cpuNs()));
        return new Demand(
                Math.exp(log - growth * idle),
                growth,
                mean(cells, Observed::appShare),
                mean(cells, Observed::outerShare));
    }

    private static double prior(double growth) {
        return growth * (ERROR * ERROR) / (SPREAD * SPREAD);
    }

    private static double mean(List<Observed> cells, ToDoubleFunction<Observed> figure) {
        return cells.stream().mapToDouble(figure).average().orElseThrow();
    }

    /** Of squares and products about the stack's own means. */
    private static final class Sums {
        private double xx;
        private double xy;

        private void add(List<Observed> cells, int cpus) {
            double idle = mean(cells, cell -> 1 - cell.utilisation(cpus));
            double log = mean(cells, cell -> Math.log(cell.cpuNs()));
            for (Observed cell : cells) {
                double x = 1 - cell.utilisation(cpus) - idle;
                xx += x * x;
                xy += x * (Math.log(cell.cpuNs()) - log);
            }
        }
    }
}
