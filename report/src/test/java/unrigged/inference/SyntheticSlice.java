package unrigged.inference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import unrigged.metric.LoadResult;

/** A made-up slice before it is recorded. */
final class SyntheticSlice {
    static final double SECONDS = 0.5;

    String scenario = "";
    String stack = "";
    String server = "";
    int instance;
    int block;
    int attempt;
    int round;
    int repeat;
    double perSecond;
    double p50Ms = 80;
    long stealNs;
    String health = "healthy";
    Map<String, Long> failed = Map.of();
    boolean fails;

    /** Whether nothing ended in the window before this one. */
    boolean afterEmpty;

    /** What came of the window before this one, if there was one. */
    Optional<LoadResult> emptyBefore() {
        OptionalDouble none = OptionalDouble.empty();
        return afterEmpty
                ? Optional.of(
                        new LoadResult(
                                0,
                                Map.of(),
                                37,
                                OptionalDouble.of(745),
                                OptionalLong.of(37),
                                OptionalInt.of(37),
                                OptionalLong.empty(),
                                OptionalLong.of(0),
                                OptionalLong.of(0),
                                OptionalDouble.of(0.3),
                                SECONDS,
                                0,
                                new LoadResult.Latency(none, none, none, none, none, none),
                                none,
                                none,
                                "io_uring",
                                health,
                                37,
                                37,
                                none,
                                none,
                                List.of()))
                : Optional.empty();
    }

    LoadResult load(long ok, long followed) {
        OptionalDouble p50 = OptionalDouble.of(p50Ms);
        return new LoadResult(
                ok,
                failed,
                0,
                OptionalDouble.of(100),
                OptionalLong.of(0),
                OptionalInt.of(0),
                OptionalLong.empty(),
                OptionalLong.of(followed),
                OptionalLong.of(0),
                OptionalDouble.of(0.1),
                SECONDS,
                ok / SECONDS,
                new LoadResult.Latency(p50, p50, p50, p50, p50, p50),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                "io_uring",
                health,
                37,
                37,
                OptionalDouble.of(0.2),
                OptionalDouble.of(0.01),
                List.of());
    }
}
