package unrigged.report;

import unrigged.experiment.CellSettings;

/** What the made-up scenarios are on the made-up machine of two CPUs. */
final class SyntheticScenario {
    static final String PLAN =
            """
            # synthetic: this run never took place
            name: "article-scenarios"
            mode: fair
            scale: scaled
            baseline: flask-gunicorn
            blocks: 4
            seed: 7
            trial: {warm_up: 5s, window: 10s}
            """;

    static final String ENVIRONMENT =
            """
            {"synthetic":true,"machine":{"cpus":2,"model":"made up"},"kernel":"6.1.0","limits":{"openFiles":65536},
            "parts":{"postgresql":"17.2","pgbouncer":"1.24.0","nginx":"1.26.2"}}
            """;

    private SyntheticScenario() {}

    static CellSettings settings(String scenario, boolean sync) {
        int workers = sync ? 7 : 2;
        return switch (scenario) {
            case "better-async" -> new CellSettings(workers, 147, 37, 12_000_000);
            case "better-sync" -> new CellSettings(workers, 7, 7, 3_000_000);
            case "original" -> new CellSettings(workers, 37, 4 * workers, 0);
            default -> new CellSettings(workers, 37, 37, 6_000_000);
        };
    }

    static String title(String scenario) {
        return switch (scenario) {
            case "better-async" -> "Better async: slower queries, many clients";
            case "better-sync" -> "Better sync: faster queries, one client per sync worker";
            case "original" -> "Original: no query delay, four sessions per worker";
            default -> "Baseline: 6 ms queries, 37 clients, a session for each";
        };
    }

    static double level(String scenario) {
        return switch (scenario) {
            case "better-async" -> 305;
            case "better-sync" -> 480;
            default -> 420;
        };
    }
}
