package unrigged.sampling;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import unrigged.metric.Clock;
import unrigged.metric.MachineUsage;
import unrigged.metric.Tier;
import unrigged.metric.TierUsage;
import unrigged.process.CpuClock;
import unrigged.process.CpuCounters;

/**
 * CPU time of every tier, of the servers without load, the controller and the machine at one end of
 * a slice's window; two of them make the window's usage. Reads the trees of the tiers at work, not
 * the whole process table.
 *
 * @param others of the servers that have no load, by name
 */
public record SliceReading(
        long atNs,
        CpuCounters cpu,
        KernelCounters kernel,
        Map<Tier, TreeReading> tiers,
        Map<String, TreeReading> others,
        TreeReading controller) {

    /**
     * Which processes are read.
     *
     * @param tiers the first process of each tier
     * @param others the processes of the servers without load, by name
     * @param controller the processes of the controller itself
     */
    public record Processes(
            Map<Tier, Long> tiers, Map<String, TreeReading> others, TreeReading controller) {}

    public static SliceReading take(Clock clock, CpuClock cpuClock, Processes processes) {
        // Close to each other: the figures of one are set against those of the others.
        long at = clock.nowNs();
        CpuCounters cpu = CpuCounters.read();
        Map<Tier, TreeReading> tiers = new EnumMap<>(Tier.class);
        processes.tiers.forEach(
                (tier, root) -> tiers.put(tier, TreeReading.ofTree(cpuClock, root)));
        Map<String, TreeReading> others = new HashMap<>();
        processes.others.forEach(
                (server, known) -> others.put(server, TreeReading.of(cpuClock, known.processes())));
        return new SliceReading(
                at,
                cpu,
                KernelCounters.read(),
                tiers,
                others,
                TreeReading.of(cpuClock, processes.controller.processes()));
    }

    /** What each tier used since {@code earlier}; memory is read when the deployment ends. */
    public Map<Tier, TierUsage> tiersSince(SliceReading earlier) {
        Map<Tier, TierUsage> usage = new EnumMap<>(Tier.class);
        tiers.forEach((tier, now) -> {
            TreeReading before = earlier.tiers.getOrDefault(tier, new TreeReading(Map.of()));
            usage.put(
                    tier,
                    new TierUsage(
                            now.nsSince(before),
                            OptionalLong.empty(),
                            now.processes().size(),
                            Optional.of(now.turnoverSince(before))));
        });
        return usage;
    }

    /** CPU time of each server without load since {@code earlier}, by name. */
    public Map<String, Long> othersSince(SliceReading earlier) {
        Map<String, Long> used = new HashMap<>();
        others.forEach((server, now) ->
                used.put(
                        server,
                        now.nsSince(
                                earlier.others.getOrDefault(server, new TreeReading(Map.of())))));
        return used;
    }

    public MachineUsage machineSince(SliceReading earlier, MachineAccount account) {
        long controllerNs = controller.nsSince(earlier.controller);
        long othersNs = 0;
        for (long ns : othersSince(earlier).values()) {
            othersNs += ns;
        }
        long owned = controllerNs + othersNs;
        for (TierUsage tier : tiersSince(earlier).values()) {
            owned += tier.cpuNs();
        }
        return account.between(
                earlier.cpu,
                cpu,
                atNs - earlier.atNs,
                owned,
                controllerNs,
                OptionalLong.of(othersNs));
    }
}
