package unrigged.prediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.statistics.descriptive.Median;
import unrigged.experiment.CellSettings;
import unrigged.prediction.GridAxis.Quantity;

/**
 * Throughputs on a grid of settings, for whoever interpolates between them: multilinear in the
 * levels, or in their logarithms.
 *
 * @param axes the last one moves fastest
 * @param medianError of the interpolation alone, as a logarithm, at settings drawn at random
 * @param largestError the same
 * @param measured where the run measured, in the axes' order
 */
public record ForecastGrid(
        List<GridAxis> axes,
        List<StackLogs> stacks,
        double medianError,
        double largestError,
        List<MeasuredPoint> measured) {
    private static final int DRAWN = 400;
    private static final long SEED = 11;
    private static final double MS = 1e6;

    public ForecastGrid {
        axes = List.copyOf(axes);
        stacks = List.copyOf(stacks);
        measured = List.copyOf(measured);
    }

    /**
     * A stack's forecasts.
     *
     * @param logs ln of requests per second, point by point
     */
    public record StackLogs(String stack, List<Double> logs) {
        public StackLogs {
            logs = List.copyOf(logs);
        }
    }

    /**
     * A measured scenario.
     *
     * @param at its levels, of the stack that the run names first
     */
    public record MeasuredPoint(String scenario, List<Double> at) {
        public MeasuredPoint {
            at = List.copyOf(at);
        }
    }

    /**
     * @param cells that the models are fitted to
     */
    static ForecastGrid of(List<Observed> cells, ModelSet models, int cpus) {
        Map<String, Observed> bases = new LinkedHashMap<>();
        cells.forEach(cell -> bases.putIfAbsent(cell.stack(), cell));
        List<GridAxis> axes = axes(cells, bases, cpus);
        Random random = new Random(SEED);
        Map<String, List<double[]>> drawn = new LinkedHashMap<>();
        bases.forEach((stack, _) ->
                drawn.put(
                        stack,
                        Stream.generate(() -> axes.stream().mapToDouble(a -> a.drawn(random)))
                                .limit(DRAWN / bases.size())
                                .map(DoubleStream::toArray)
                                .toList()));
        List<StackGrid> grids =
                List.copyOf(bases.entrySet()).parallelStream()
                        .map(one ->
                                StackGrid.of(
                                        axes,
                                        new Levels(models, one.getValue(), cpus),
                                        drawn.getOrDefault(one.getKey(), List.of())))
                        .toList();
        double[] sizes =
                grids.stream()
                        .flatMap(grid -> grid.errors.stream())
                        .mapToDouble(Double::doubleValue)
                        .toArray();
        return new ForecastGrid(
                axes,
                grids.stream().map(StackGrid::logs).toList(),
                Median.withDefaults().evaluate(sizes),
                Arrays.stream(sizes).max().orElse(0),
                measured(cells, bases, cpus));
    }

    /**
     * @param errors of the interpolation at the drawn levels
     */
    private record StackGrid(StackLogs logs, List<Double> errors) {
        static StackGrid of(List<GridAxis> axes, Levels levels, List<double[]> drawn) {
            double[] logs = ForecastGrid.logs(axes, levels);
            return new StackGrid(
                    new StackLogs(levels.base().stack(), Arrays.stream(logs).boxed().toList()),
                    drawn.stream()
                            .map(at -> Math.abs(interpolated(axes, logs, at) - levels.log(at)))
                            .toList());
        }
    }

    /** What a stack's model says of a point's levels. */
    private record Levels(ModelSet models, Observed base, int cpus) {
        /**
         * A quarter of a session more is a quarter of the way to a whole one: there are steps
         * otherwise, which nobody can interpolate.
         *
         * @param at in the axes' order: delay in ms, clients, sessions per client, times the base's
         *     workers, CPUs
         */
        private double log(double... at) {
            int clients = (int) Math.rint(at[1]);
            int machine = (int) Math.rint(at[4]);
            CellSettings settings =
                    new CellSettings(
                            atLeastOne(base.settings().workers() * at[3] * machine / cpus),
                            clients,
                            1,
                            Math.round(at[0] * MS),
                            base.settings().changed());
            double sessions = Math.max(1, clients * at[2]);
            int few = (int) sessions;
            double own = log(settings.withDbSessions(few), machine);
            return sessions == few
                    ? own
                    : own
                            + (sessions - few)
                                    * (log(settings.withDbSessions(few + 1), machine) - own);
        }

        private double log(CellSettings settings, int machine) {
            return Math.log(models.perSecond(base.stack(), settings, machine).orElseThrow());
        }
    }

    private static int atLeastOne(double count) {
        return Math.max(1, (int) Math.rint(count));
    }

    private static double[] logs(List<GridAxis> axes, Levels levels) {
        double[] logs =
                new double
                        [axes.stream()
                                .mapToInt(a -> a.values().size())
                                .reduce(1, Math::multiplyExact)];
        double[] at = new double[axes.size()];
        for (int point = 0; point < logs.length; point++) {
            int rest = point;
            for (int axis = axes.size() - 1; axis >= 0; axis--) {
                List<Double> values = axes.get(axis).values();
                at[axis] = values.get(rest % values.size());
                rest /= values.size();
            }
            logs[point] = levels.log(at);
        }
        return logs;
    }

    /** Multilinear: over all corners of the cell that holds the point. */
    private static double interpolated(List<GridAxis> axes, double[] logs, double[] at) {
        double sum = 0;
        for (int corner = 0; corner < 1 << axes.size(); corner++) {
            double weight = 1;
            int point = 0;
            for (int i = 0; i < axes.size(); i++) {
                GridAxis axis = axes.get(i);
                double place = axis.place(at[i]);
                int below = Math.min((int) place, Math.max(0, axis.values().size() - 2));
                int upper = corner >> i & 1;
                weight *= upper == 1 ? place - below : 1 - (place - below);
                point =
                        point * axis.values().size()
                                + Math.min(below + upper, axis.values().size() - 1);
            }
            if (weight != 0) {
                sum += weight * logs[point];
            }
        }
        return sum;
    }

    private static List<GridAxis> axes(
            List<Observed> cells, Map<String, Observed> bases, int cpus) {
        List<GridAxis> axes = new ArrayList<>();
        for (Quantity quantity : Quantity.values()) {
            DoubleSummaryStatistics range =
                    cells.stream().mapToDouble(level(quantity, bases, cpus)).summaryStatistics();
            axes.add(GridAxis.of(quantity, range.getMin(), range.getMax()));
        }
        return axes;
    }

    private static ToDoubleFunction<Observed> level(
            Quantity quantity, Map<String, Observed> bases, int cpus) {
        return cell -> {
            CellSettings settings = cell.settings();
            return switch (quantity) {
                case DELAY -> settings.delayNs() / MS;
                case CLIENTS -> settings.clients();
                case SESSIONS -> Math.min(1, (double) settings.dbSessions() / settings.clients());
                case WORKERS ->
                        (double) settings.workers()
                                / Optional.ofNullable(bases.get(cell.stack()))
                                        .orElseThrow()
                                        .settings()
                                        .workers();
                case CPUS -> cpus;
            };
        };
    }

    private static List<MeasuredPoint> measured(
            List<Observed> cells, Map<String, Observed> bases, int cpus) {
        Map<String, MeasuredPoint> points = new LinkedHashMap<>();
        for (Observed cell : cells) {
            List<Double> at = new ArrayList<>();
            for (Quantity quantity : Quantity.values()) {
                at.add(level(quantity, bases, cpus).applyAsDouble(cell));
            }
            points.putIfAbsent(cell.scenario(), new MeasuredPoint(cell.scenario(), at));
        }
        return List.copyOf(points.values());
    }
}
