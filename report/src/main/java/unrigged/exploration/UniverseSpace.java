package unrigged.exploration;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;
import unrigged.experiment.CellSettings;
import unrigged.experiment.ScenarioSetting;

/**
 * Where universes lie: a coordinate from 0 to 1 for each setting in which they differ, by its
 * logarithm; sessions by their share of the clients, of which more than one for each does nothing.
 */
final class UniverseSpace {
    /** A delay of 0 is taken for this part of the shortest other one. */
    private static final double NONE = 1.0 / 3;

    private final double[][] places;
    private final int dimensions;

    private UniverseSpace(double[][] places, int dimensions) {
        this.places = places;
        this.dimensions = dimensions;
    }

    static UniverseSpace of(List<CellSettings> universes) {
        double shortest =
                universes.stream()
                        .mapToDouble(cell -> (double) cell.delayNs())
                        .filter(ns -> ns > 0)
                        .min()
                        .orElse(1);
        List<ToDoubleFunction<CellSettings>> levels = new ArrayList<>();
        for (ScenarioSetting setting : ScenarioSetting.of(universes)) {
            levels.add(
                    switch (setting) {
                        case DELAY ->
                                cell ->
                                        Math.log(
                                                Math.max((double) cell.delayNs(), shortest * NONE));
                        case DB_SESSIONS ->
                                cell ->
                                        Math.log(
                                                Math.min(
                                                        1,
                                                        (double) cell.dbSessions()
                                                                / cell.clients()));
                        case CLIENTS, WORKERS -> cell -> Math.log(setting.level(cell));
                        case KEEP_ALIVE,
                                RATE,
                                UPSTREAM_KEEP_ALIVE,
                                POOL_SIZE,
                                AUTOCOMMIT,
                                ACCESS_LOG ->
                                setting::level;
                    });
        }
        List<double[]> coordinates = new ArrayList<>();
        for (ToDoubleFunction<CellSettings> level : levels) {
            DoubleSummaryStatistics range =
                    universes.stream().mapToDouble(level).summaryStatistics();
            double width = range.getMax() - range.getMin();
            if (width > 0) {
                coordinates.add(
                        universes.stream()
                                .mapToDouble(level)
                                .map(value -> (value - range.getMin()) / width)
                                .toArray());
            }
        }
        double[][] places = new double[universes.size()][coordinates.size()];
        for (int u = 0; u < places.length; u++) {
            for (int i = 0; i < coordinates.size(); i++) {
                places[u][i] = coordinates.get(i)[u];
            }
        }
        return new UniverseSpace(places, coordinates.size());
    }

    int size() {
        return places.length;
    }

    int dimensions() {
        return dimensions;
    }

    /** From a to b along one coordinate. */
    double apart(int a, int b, int dimension) {
        return places[a][dimension] - places[b][dimension];
    }
}
