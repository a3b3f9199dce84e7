package unrigged.metric;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The parts of the system under test, in the order in which a request meets them. */
public enum Tier {
    LOAD,
    PROXY,
    APP,
    POOL,
    DATABASE;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
