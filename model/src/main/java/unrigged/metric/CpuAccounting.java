package unrigged.metric;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/**
 * How the CPU time of a window was told apart.
 *
 * @param cpus those that the run may use; the machine's figures are of these alone
 * @param interrupts where the kernel books the time of interrupts; empty when that was not found
 *     out
 * @param unknown why the CPU time of other programs is not known; empty when it is
 */
public record CpuAccounting(int cpus, Optional<Interrupts> interrupts, Optional<String> unknown) {

    /** Where the time of hard and soft interrupts goes. */
    public enum Interrupts {
        /**
         * Into the process that was interrupted: without {@code CONFIG_IRQ_TIME_ACCOUNTING}, or
         * with it on an unstable clock.
         */
        IN_PROCESSES,
        /** Into the machine's account alone, out of all processes. */
        APART;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
