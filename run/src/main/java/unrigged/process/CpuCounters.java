package unrigged.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;

/**
 * What the CPUs that this process may use did until one instant, from {@code /proc/stat}: ns since
 * the machine's start, summed over them.
 *
 * <p>Idle time is exact where the kernel stops its clock tick on idle CPUs, while user and system
 * time are sampled at that tick and miss much of what starts and ends between two ticks: on a load
 * of short bursts three per cent of the machine. So what was busy is what was not idle.
 *
 * @param cpus how many the figures are of
 * @param idleNs waiting for input and output included
 * @param interruptNs hard and soft
 * @param stealNs given to others by the hypervisor
 */
public record CpuCounters(int cpus, long idleNs, long interruptNs, long stealNs) {
    private static final long TICK_NS = 10_000_000;

    public static CpuCounters read() {
        try {
            return parse(ProcFs.MACHINE.text("stat"), allowed());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    ProcFs.MACHINE.path("stat") + " cannot be read; expected a procfs", e);
        }
    }

    /**
     * The CPUs of this process: a cpuset, or the affinity it was started with.
     *
     * @throws IOException when {@code /proc} does not tell
     */
    static BitSet allowed() throws IOException {
        String allowed = ProcessStatus.of(ProcFs.MACHINE, "self").allowedCpus();
        if (allowed.isEmpty()) {
            throw new IOException(
                    ProcFs.MACHINE.path("self/status") + " has no line Cpus_allowed_list");
        }
        return numbers(allowed);
    }

    /** The kernel's form of a list: {@code 0-3,8}. */
    static BitSet numbers(String list) {
        BitSet numbers = new BitSet();
        for (String range : list.split(",", -1)) {
            String[] ends = range.split("-", -1);
            numbers.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
        }
        return numbers;
    }

    /** Of {@code cpuN user nice system idle iowait irq softirq steal …} the allowed lines. */
    static CpuCounters parse(String stat, BitSet allowed) {
        int cpus = 0;
        long idle = 0;
        long interrupts = 0;
        long steal = 0;
        for (String line : stat.lines().toList()) {
            List<String> fields = List.of(line.split("\\s+", -1));
            String name = fields.getFirst();
            if (name.matches("cpu[0-9]+") && allowed.get(Integer.parseInt(name.substring(3)))) {
                cpus++;
                idle += ticks(fields, 4) + ticks(fields, 5);
                interrupts += ticks(fields, 6) + ticks(fields, 7);
                steal += ticks(fields, 8);
            }
        }
        return new CpuCounters(cpus, idle, interrupts, steal);
    }

    private static long ticks(List<String> fields, int index) {
        return index < fields.size() ? Long.parseLong(fields.get(index)) * TICK_NS : 0;
    }
}
