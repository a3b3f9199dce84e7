package unrigged.inference;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something besides the figures that is not the same in two runs.
 *
 * @param old its value in the old run; empty where it is not there or was not recorded
 * @param now the same in the new run
 * @param scenario where it differs; empty when not in one scenario alone
 * @param stacks of which it differs; empty when of all
 */
public record Difference(
        Kind kind,
        String what,
        Optional<String> old,
        Optional<String> now,
        Optional<String> scenario,
        List<String> stacks) {

    public Difference {
        stacks = List.copyOf(stacks);
    }

    /** What kind of thing differs. */
    public enum Kind {
        /** By which a machine is told from another. */
        MACHINE,
        /** What a machine can be given: its kernel, limits, frequency governor. */
        SYSTEM,
        /** Unrigged itself. */
        UNRIGGED,
        /** Of a part: PostgreSQL, nginx, a stack's libraries. */
        VERSION,
        /** What the catalogue says of a stack. */
        STACK,
        /** What was asked for. */
        PLAN,
        /** What a scenario meant there. */
        SETTING;

        /** In files and tables. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of the whole run. */
    public static Difference of(
            Kind kind, String what, Optional<String> old, Optional<String> now) {
        return new Difference(kind, what, old, now, Optional.empty(), List.of());
    }
}
