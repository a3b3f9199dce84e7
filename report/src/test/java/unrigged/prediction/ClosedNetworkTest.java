package unrigged.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrigged.prediction.ClosedNetwork.Places;

class ClosedNetworkTest {
    /**
     * By hand: with S = D the states 0, 1, 2 have the weights 1, 2, 2, and four fifths are busy.
     */
    @Test
    void twoRequestsOnOneCpu() {
        ClosedNetwork network = new ClosedNetwork(1, 1, BusyCpus.shared(1));
        assertEquals(0.8, network.with(2).perSecond(), 1e-12);
        assertEquals(1.2, network.with(2).onCpu(), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.004", "3, 0.004", "10, 0.004", "1000, 0.004", "100000, 0.1", "7, 0"})
    void throughputIsWithinItsAsymptoticBounds(int requests, double delayS) {
        double demandS = 0.0015;
        double perSecond =
                new ClosedNetwork(demandS, delayS, BusyCpus.shared(2)).with(requests).perSecond();
        double upper = Math.min(requests / (demandS + delayS), 2 / demandS);
        double lower = requests / (delayS + demandS * Math.max(1, requests));
        assertTrue(perSecond <= upper * (1 + 1e-9), perSecond + " > " + upper);
        assertTrue(perSecond >= lower * (1 - 1e-9), perSecond + " < " + lower);
        // Little's law over both stations.
        double onCpu =
                new ClosedNetwork(demandS, delayS, BusyCpus.shared(2)).with(requests).onCpu();
        assertEquals(requests, onCpu + perSecond * delayS, requests * 1e-9);
    }

    @Test
    void asManyRequestsAreUnderWayAsFillTheWorkers() {
        ClosedNetwork network = new ClosedNetwork(0.001, 0.02, BusyCpus.shared(2));
        // All CPU time is held: exactly the workers are under way.
        assertEquals(
                network.with(7).perSecond(),
                network.with(100, new Places(7, 1, 1)).perSecond(),
                1e-9);
        // A part of it is not: a little more.
        assertTrue(
                network.with(100, new Places(7, 0.8, 1)).perSecond() > network.with(7).perSecond());
        assertTrue(
                network.with(100, new Places(7, 0.8, 1)).perSecond() < network.with(8).perSecond());
        // More workers than clients change nothing.
        assertEquals(
                network.with(7).perSecond(),
                network.with(7, new Places(100, 1, 1)).perSecond(),
                1e-9);
    }

    @ParameterizedTest
    @CsvSource({"1", "7", "50", "1000000000"})
    void theLimitIsWhatManyClientsReachHoweverManyPlacesThereAre(int few) {
        ClosedNetwork network = new ClosedNetwork(0.001, 0.02, BusyCpus.shared(2));
        Places places = new Places(few, 0.8, 0.9);
        assertEquals(
                network.with(100_000, places).perSecond(), network.limit(places).perSecond(), 1e-5);
    }
}
