package unrigged.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import unrigged.metric.CpuAccounting.Interrupts;
import unrigged.metric.MachineUsage;
import unrigged.process.CpuCounters;
import unrigged.process.ProcessTable;

/** Two CPUs for a second, of which the trial's processes had one. */
class SnapshotTest {
    private static final long SECOND = 1_000_000_000;

    static Snapshot at(long atNs, long idleNs, long interruptNs) {
        return new Snapshot(
                atNs,
                Map.of(),
                0,
                new CpuCounters(2, idleNs, interruptNs, 0),
                new KernelCounters(Map.of()),
                ProcessTable.read());
    }

    private static MachineUsage usage(Interrupts interrupts, long idleNs) {
        return MachineAccount.of(2, Optional.of(interrupts), OptionalDouble.empty())
                .between(at(0, 0, 0), at(SECOND, idleNs, SECOND / 10), SECOND, 0);
    }

    @Test
    void interruptsThatProcessesAreChargedForAreNotTakenOffAgain() {
        assertEquals(
                OptionalLong.of(SECOND / 5),
                usage(Interrupts.IN_PROCESSES, SECOND - SECOND / 5).interferenceNs());
    }

    @Test
    void interruptsThatNoProcessIsChargedForAreTakenOff() {
        assertEquals(
                OptionalLong.of(SECOND / 10),
                usage(Interrupts.APART, SECOND - SECOND / 5).interferenceNs());
    }

    @Test
    void whatIsNotIdleIsBusyAndCapacityIsThatOfTheSameCpus() {
        MachineUsage usage = usage(Interrupts.IN_PROCESSES, SECOND / 2);
        assertEquals(2 * SECOND, usage.capacityNs());
        assertEquals(2 * SECOND - SECOND / 2, usage.busyNs());
    }
}
