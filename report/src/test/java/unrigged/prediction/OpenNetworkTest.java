package unrigged.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrigged.prediction.ClosedNetwork.Places;

class OpenNetworkTest {
    private static OpenNetwork cpus(int cpus, double delayS) {
        ClosedNetwork network = new ClosedNetwork(0.001, delayS, BusyCpus.shared(cpus));
        return new OpenNetwork(network, network.limit());
    }

    private static double meanS(OpenNetwork loop, double perSecond) {
        return loop.at(perSecond).orElseThrow().meanS();
    }

    /** M/M/1: D/(1 − ρ). */
    @Test
    void withoutADelayItIsASingleServer() {
        assertEquals(0.002, meanS(cpus(1, 0), 500), 1e-9);
        assertEquals(0.010, meanS(cpus(1, 0), 900), 1e-9);
        assertEquals(10, meanS(cpus(1, 0), 999.9), 1e-6);
    }

    /** M/M/2 behind a delay: S + D/(1 − ρ²); each station is as if it were alone. */
    @Test
    void aDelayIsAddedToTheResponseOfTheCpus() {
        assertEquals(0.020 + 0.001 / (1 - 0.64), meanS(cpus(2, 0.020), 1600), 1e-8);
    }

    /**
     * Four places that are held for 20 ms each, three of them at any time: by Erlang's C formula
     * 0.5094 wait, for half of 20 ms/(4 − 3).
     */
    @Test
    void requestsWaitForAPlaceHalfAsLongAsThoseOfExponentialWork() {
        ClosedNetwork network = new ClosedNetwork(1e-9, 0.020, BusyCpus.shared(2));
        OpenNetwork loop = new OpenNetwork(network, network.limit(new Places(4, 1, 1)));
        assertEquals(200, loop.most().perSecond(), 1e-4);
        assertEquals(0.020 + 0.020 * 0.5094 / 2, meanS(loop, 150), 1e-6);
    }

    @Test
    void moreRequestsThanEndHaveNoLatency() {
        assertEquals(Optional.empty(), cpus(2, 0.004).at(2000));
        assertEquals(Optional.empty(), cpus(2, 0.004).at(2500));
        assertTrue(cpus(2, 0.004).at(1999).isPresent());
    }

    /** A hundred thousand under way, and a rate that all but fills the CPUs. */
    @ParameterizedTest
    @CsvSource({"1000, 60.0013", "1999.999, 1060.0"})
    void aMinutesDelayHasItsLatency(double perSecond, double seconds) {
        assertEquals(seconds, meanS(cpus(2, 60), perSecond), 0.001);
    }

    @Test
    void percentilesAreInOrderAndNearTheDelayWhileTheCpusAreIdle() {
        OpenNetwork.Latency idle = cpus(2, 0.020).at(20).orElseThrow();
        assertEquals(0.021, idle.withoutWaitingS(), 1e-12);
        assertEquals(0.021, idle.p50S(), 1e-4);
        assertEquals(0.021, idle.p99S(), 1e-3);
        OpenNetwork.Latency busy = cpus(2, 0.020).at(1980).orElseThrow();
        assertTrue(busy.p50S() < busy.meanS() && busy.meanS() < busy.p99S(), busy.toString());
    }
}
