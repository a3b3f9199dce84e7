package unrigged.sampling;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import unrigged.metric.Clock;
import unrigged.metric.CpuAccounting;
import unrigged.metric.CpuAccounting.Interrupts;
import unrigged.metric.MachineUsage;
import unrigged.process.CpuCounters;

/** How this machine's CPU time is told apart; found out once, before anything is measured. */
public record MachineAccount(CpuAccounting accounting) {

    public static MachineAccount of(Clock clock) {
        return of(CpuCounters.read().cpus(), InterruptAccounting.probe(clock), CpuQuota.cpus());
    }

    public static MachineAccount of(
            int cpus, Optional<Interrupts> interrupts, OptionalDouble quota) {
        Optional<String> unknown = Optional.empty();
        if (quota.isPresent() && quota.getAsDouble() < cpus) {
            // Others may fill the CPUs and take nothing from this quota.
            unknown =
                    Optional.of(
                            String.format(
                                    Locale.ROOT,
                                    "a quota gives the run the time of %.2f of %d CPUs, and the others' use of these takes nothing from it",
                                    quota.getAsDouble(),
                                    cpus));
        } else if (interrupts.isEmpty()) {
            unknown = Optional.of("this kernel does not tell where the time of interrupts goes");
        }
        return new MachineAccount(new CpuAccounting(cpus, interrupts, unknown));
    }

    /**
     * The use of the whole machine between two instants.
     *
     * @param ownedNs CPU time of the trial's processes and of the controller between the two
     *     instants
     * @param controllerNs the controller's part of it
     */
    public MachineUsage between(Snapshot earlier, Snapshot later, long ownedNs, long controllerNs) {
        return between(
                earlier.cpu(),
                later.cpu(),
                later.atNs() - earlier.atNs(),
                ownedNs,
                controllerNs,
                OptionalLong.empty());
    }

    /**
     * The same between two readings, {@code tookNs} apart.
     *
     * @param otherServersNs the part of {@code ownedNs} that servers without load used; empty where
     *     there are none
     */
    public MachineUsage between(
            CpuCounters from,
            CpuCounters to,
            long tookNs,
            long ownedNs,
            long controllerNs,
            OptionalLong otherServersNs) {
        long capacity = to.cpus() * tookNs;
        long steal = to.stealNs() - from.stealNs();
        long busy = Math.max(0, capacity - (to.idleNs() - from.idleNs()) - steal);
        long interrupts =
                accounting.interrupts().equals(Optional.of(Interrupts.APART))
                        ? to.interruptNs() - from.interruptNs()
                        : 0;
        return new MachineUsage(
                capacity,
                busy,
                steal,
                accounting.unknown().isPresent()
                        ? OptionalLong.empty()
                        : OptionalLong.of(Math.max(0, busy - interrupts - ownedNs)),
                controllerNs,
                otherServersNs,
                Optional.of(accounting));
    }
}
