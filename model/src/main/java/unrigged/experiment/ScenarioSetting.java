package unrigged.claim;

import unrigged.experiment.CellSettings;
import unrigged.experiment.Factor;
import unrigged.experiment.Factors;

/** A setting that universes may differ by. */
public enum Setting {
    DELAY(Factors.DELAY),
    CLIENTS(Factors.CLIENTS),
    DB_SESSIONS(Factors.DB_SESSIONS),
    WORKERS(Factors.WORKERS);

    private final String id;
    private final String unit;

    Setting(Factor<?> factor) {
        this.id = factor.id();
        this.unit = factor.unit().orElse("");
    }

    /** The factor's. */
    public String id() {
        return id;
    }

    /** The factor's. */
    public String unit() {
        return unit;
    }

    /** In the factor's unit. */
    public double level(CellSettings cell) {
        return switch (this) {
            case DELAY -> cell.delayNs() / 1e6;
            case CLIENTS -> cell.clients();
            case DB_SESSIONS -> cell.dbSessions();
            case WORKERS -> cell.workers();
        };
    }
}
