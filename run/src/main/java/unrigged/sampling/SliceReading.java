package unrigged.sampling;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
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

    /**
     * What was used between two readings.
     *
     * @param tiers memory is read when the deployment ends
     * @param others CPU time of each server without load, in ns, by name
     */
    public record Usage(
            long tookNs,
            Map<Tier, TierUsage> tiers,
            Map<String, Long> others,
            MachineUsage machine) {}

    public Usage since(SliceReading earlier, MachineAccount account) {
        Map<Tier, TierUsage> tierUsage = tiersSince(earlier);
        Map<String, Long> othersNs = new HashMap<>();
        others.forEach((server, now) ->
                othersNs.put(server, now.nsSince(before(earlier.others.get(server)))));
        long ofOthersNs = othersNs.values().stream().mapToLong(Long::longValue).sum();
        long controllerNs = controller.nsSince(earlier.controller);
        long ofTiersNs = tierUsage.values().stream().mapToLong(TierUsage::cpuNs).sum();
        return new Usage(
                atNs - earlier.atNs,
                tierUsage,
                othersNs,
                account.between(
                        earlier.cpu,
                        cpu,
                        atNs - earlier.atNs,
                        ofTiersNs + ofOthersNs + controllerNs,
                        controllerNs,
                        OptionalLong.of(ofOthersNs)));
    }

    private Map<Tier, TierUsage> tiersSince(SliceReading earlier) {
        Map<Tier, TierUsage> usage = new EnumMap<>(Tier.class);
        tiers.forEach((tier, now) -> {
            TreeReading before = before(earlier.tiers.get(tier));
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

    private static TreeReading before(@Nullable TreeReading known) {
        return known == null ? TreeReading.NONE : known;
    }
}
