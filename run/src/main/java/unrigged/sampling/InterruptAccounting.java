package unrigged.sampling;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import java.util.OptionalDouble;
import unrigged.metric.Clock;
import unrigged.metric.CpuAccounting.Interrupts;
import unrigged.process.ProcFs;
import unrigged.process.SchedulerTimes;

/**
 * Finds out where this kernel books the time of interrupts, by making some: a thread that sends
 * itself datagrams spends a good part of its time in soft interrupts, which take place in its own
 * context. Either its CPU time holds them, then it and the time it waited for a CPU add up to the
 * wall time; or it does not, then a part is missing, in every round alike.
 *
 * <p>A round may lose time to other causes (steal, a pause of the JVM), so the round that misses
 * least decides. The kernel's configuration alone would not tell: with {@code
 * CONFIG_IRQ_TIME_ACCOUNTING} it depends on the clock.
 */
public final class InterruptAccounting {
    private static final int ROUNDS = 20;
    private static final long ROUND_NS = 5_000_000;
    private static final int DATAGRAM = 1_400;

    /** Soft interrupts are a third of such a thread's time, and nothing else is missing always. */
    private static final double MISSING_SHARE = 0.1;

    private InterruptAccounting() {}

    /** Takes a tenth of a second of one CPU; empty where the kernel does not tell enough. */
    public static Optional<Interrupts> probe(Clock clock) {
        try {
            return classify(smallestMissingShare(clock));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /**
     * What readings of a busy thread say of the kernel.
     *
     * @param missing share of the wall time that is neither CPU time nor waiting for a CPU, of the
     *     round where it is smallest
     */
    static Optional<Interrupts> classify(OptionalDouble missing) {
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        missing.getAsDouble() > MISSING_SHARE
                                ? Interrupts.APART
                                : Interrupts.IN_PROCESSES);
    }

    private static OptionalDouble smallestMissingShare(Clock clock) throws IOException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        if (!threads.isCurrentThreadCpuTimeSupported()) {
            return OptionalDouble.empty();
        }
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.connect(channel.getLocalAddress());
            ByteBuffer datagram = ByteBuffer.allocateDirect(DATAGRAM);
            double smallest = 1;
            for (int round = 0; round < ROUNDS; round++) {
                long waited = waitedNs();
                long used = threads.getCurrentThreadCpuTime();
                long from = clock.nowNs();
                while (clock.nowNs() - from < ROUND_NS) {
                    // Nobody reads: what does not fit is dropped by the interrupt, after its work.
                    channel.write(datagram.clear());
                }
                long wall = clock.nowNs() - from;
                long there =
                        threads.getCurrentThreadCpuTime() - used + Math.max(0, waitedNs() - waited);
                smallest = Math.min(smallest, (double) (wall - there) / wall);
            }
            return OptionalDouble.of(smallest);
        }
    }

    /** How long this thread was ready to run and did not. */
    private static long waitedNs() throws IOException {
        return SchedulerTimes.ofThisThread(ProcFs.MACHINE).waitedNs();
    }
}
