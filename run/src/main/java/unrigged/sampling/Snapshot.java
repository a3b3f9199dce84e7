package unrigged.sampling;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import unrigged.metric.Clock;
import unrigged.metric.MachineUsage;
import unrigged.metric.Tier;
import unrigged.metric.TierUsage;
import unrigged.process.CpuCounters;
import unrigged.process.ProcessTable;
import unrigged.process.ProcessTable.CpuTime;

/**
 * CPU time of every tier, the controller and the machine at one instant; two of them make a
 * window's usage.
 */
public record Snapshot(
        long atNs,
        Map<Tier, CpuTime> tiers,
        long controllerNs,
        CpuCounters cpu,
        KernelCounters kernel,
        ProcessTable table) {

    /**
     * Reads all of it, now.
     *
     * @param roots the first process of each tier
     * @param controller the processes of the controller itself
     */
    public static Snapshot take(Clock clock, Map<Tier, Long> roots, List<Long> controller) {
        // Close to each other: the figures of one are set against those of the others.
        long at = clock.nowNs();
        CpuCounters cpu = CpuCounters.read();
        ProcessTable table = ProcessTable.read();
        KernelCounters kernel = KernelCounters.read();
        Map<Tier, CpuTime> tiers = new EnumMap<>(Tier.class);
        roots.forEach((tier, pid) -> tiers.put(tier, table.cpu(pid)));
        return new Snapshot(at, tiers, ownNs(table, controller), cpu, kernel, table);
    }

    /** What each tier used since {@code earlier}; memory as it is now. */
    public Map<Tier, TierUsage> tiersSince(
            Snapshot earlier, Map<Tier, Long> roots, ProcessMonitor processes) {
        Map<Tier, TierUsage> usage = new EnumMap<>(Tier.class);
        tiers.forEach((tier, now) -> {
            CpuTime spent = now.minus(earlier.tiers.getOrDefault(tier, new CpuTime(0, 0)));
            List<ProcessTable.Row> live = table.tree(roots.getOrDefault(tier, -1L));
            usage.put(
                    tier,
                    new TierUsage(
                            spent.totalNs(),
                            ProcessTable.pssBytes(live),
                            live.size(),
                            Optional.of(processes.between(tier, earlier, this))));
        });
        return usage;
    }

    public MachineUsage machineSince(Snapshot earlier, MachineAccount account) {
        long controller = controllerNs - earlier.controllerNs;
        long owned = controller;
        for (Map.Entry<Tier, CpuTime> tier : tiers.entrySet()) {
            owned +=
                    tier.getValue()
                            .minus(earlier.tiers.getOrDefault(tier.getKey(), new CpuTime(0, 0)))
                            .totalNs();
        }
        return account.between(earlier, this, owned, controller);
    }

    /** CPU time of the processes themselves, without their children: those are the tiers. */
    public static long ownNs(ProcessTable table, List<Long> pids) {
        long sum = 0;
        for (long pid : pids) {
            List<ProcessTable.Row> tree = table.tree(pid);
            if (!tree.isEmpty()) {
                sum += tree.getFirst().userNs() + tree.getFirst().systemNs();
            }
        }
        return sum;
    }
}
