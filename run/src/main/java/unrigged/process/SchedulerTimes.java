package unrigged.process;

import java.io.IOException;
import java.util.Optional;

/**
 * What {@code schedstat} tells of one thread since it began.
 *
 * @param ranNs on a CPU
 * @param waitedNs ready to run, and waiting for one
 */
public record SchedulerTimes(long ranNs, long waitedNs) {
    /** Of the thread that asks. */
    public static SchedulerTimes ofThisThread(ProcFs proc) throws IOException {
        return parse(proc.text("thread-self/schedstat"));
    }

    /**
     * Of any thread; empty once it has ended.
     *
     * @param thread as {@link ProcFs#threads} gives it
     */
    public static Optional<SchedulerTimes> of(ProcFs proc, String thread) {
        String text = proc.textOrEmpty(thread + "/schedstat");
        return text.isEmpty() ? Optional.empty() : Optional.of(parse(text));
    }

    /** {@code ran waited turns}. */
    static SchedulerTimes parse(String text) {
        String[] fields = text.strip().split(" ", -1);
        return new SchedulerTimes(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
    }
}
