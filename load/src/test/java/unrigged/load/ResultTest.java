package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import unrigged.load.http.UnansweredRequests;

class ResultTest {
    @Test
    void theJsonIsTheAgreedOne() {
        Histogram latencies = LatencyHistograms.empty();
        latencies.recordValue(1_000);
        latencies.recordValue(3_000);
        assertEquals(
                "{\"ok\":1,\"failed\":{\"timeout\":1},\"failedMeanMs\":{\"timeout\":3.0},"
                        + "\"failedExamples\":[{\"kind\":\"timeout\",\"request\":\"GET /\","
                        + "\"seen\":\"no whole answer in time\"}],"
                        + "\"abandoned\":1,\"oldestInFlightMs\":1500.0,"
                        + "\"inFlightOverHalfWindow\":1,\"connectionsUnanswered\":1,"
                        + "\"durationS\":2.0,\"perSecond\":0.5,"
                        + "\"latencyMs\":{\"mean\":2.0005,\"p50\":1.0,\"p90\":3.001,\"p99\":3.001,"
                        + "\"p999\":3.001,\"max\":3.001},"
                        + "\"cpuUserS\":0.25,\"cpuSystemS\":0.5,\"transport\":\"nio\","
                        + "\"latencyEnds\":\"read by the generator\","
                        + "\"health\":\"healthy\",\"address\":\"[::1]:80\",\"connectionsAsked\":2,"
                        + "\"connectionsEstablished\":2,\"connects\":5,\"bytesReceived\":7,"
                        + "\"retriedOnClosed\":3,\"busyShare\":0.25,\"pausedShare\":0.0,\"littlesLawResidual\":0.002,\"gcPauseMs\":0.0,"
                        + "\"seconds\":[{\"second\":0,\"ok\":1,\"failed\":1,\"p50Ms\":1.0,"
                        + "\"p99Ms\":3.0},{\"second\":1,\"ok\":0,\"failed\":0}]}",
                LoadResultJson.of(result(3, latencies)));
    }

    @Test
    void absentFiguresAreLeftOut() {
        String json = LoadResultJson.of(result(3, LatencyHistograms.empty()));
        assertTrue(json.contains("\"latencyMs\":{}"), json);
    }

    @Test
    void requestsThatDoNotAddUpAreAnError() {
        IllegalStateException e =
                assertThrows(
                        IllegalStateException.class, () -> result(4, LatencyHistograms.empty()));
        assertTrue(String.valueOf(e.getMessage()).contains("do not add up"));
    }

    @Test
    void theSelfCheckIsQuietWhenTheServerIsSlow() {
        assertEquals("healthy", verdict(figures(2, 0, 0.3, 0.01)));
    }

    @Test
    void theSelfCheckNamesEachReason() {
        assertEquals(
                "saturated: the generator's thread was busy 97 % of the window, so the server may be"
                        + " faster than this shows; only 1 of 2 connections were ever begun;"
                        + " 8.0 % of the connections' time is unaccounted for (Little's law), so"
                        + " less load was offered than asked for",
                verdict(figures(1, 0, 0.97, 0.08)));
    }

    @Test
    void littlesLawIsNotJudgedWithFailures() {
        assertEquals("healthy", verdict(figures(2, 1, 0.3, 0.08)));
    }

    @Test
    void whatAServerLeavesUnansweredIsNoFaultOfTheGenerator() {
        assertEquals("healthy", verdict(figures(2, 0, 0, 2_000, 0.3, 0, 0.5, 0.5, 0)));
        assertTrue(verdict(figures(2, 0, 0, 2_000, 0.3, 0, 0.6, 0.5, 0)).contains("10.0 %"));
    }

    @Test
    void aPauseIsNamedWithItsLength() {
        assertTrue(
                verdict(figures(2, 2, 0, 10_000, 0.3, 0.3, 0, 0, 0))
                        .contains("did not run for 3.00 s of the 10.00 s"));
    }

    /** One young collection in 10 ms, or one slice of another process. */
    @Test
    void whatHappensOnceInAWindowOfMillisecondsIsNoReason() {
        assertEquals("healthy", verdict(figures(2, 2, 0, 10, 0.95, 0.6, 0.1, 0, 0.3)));
        assertTrue(
                verdict(figures(2, 2, 0, 2_000, 0.3, 0, 0, 0, 0.06)).contains("garbage"),
                "but it is in a long one");
    }

    /** One pause in a short window of an open loop makes its slowest hundredth late. */
    @Test
    void aFewLateRequestsAreNoReason() {
        assertEquals("healthy", verdict(late(900, 8)));
        assertTrue(verdict(late(900, 12)).contains("12.0 ms late or more"));
        assertTrue(verdict(late(5_000, 3)).contains("3.0 ms late or more"));
    }

    private static SelfCheck.Figures late(long ended, double lagMs) {
        OptionalDouble none = OptionalDouble.empty();
        return new SelfCheck.Figures(
                2,
                2,
                2,
                0,
                0,
                OptionalLong.of(ended),
                ended,
                3_000,
                none,
                none,
                none,
                none,
                none,
                none,
                0,
                none,
                OptionalDouble.of(lagMs));
    }

    private static String verdict(SelfCheck.Figures figures) {
        return Saturation.verdict(List.of(figures), OptionalDouble.of(20));
    }

    private static SelfCheck.Figures figures(
            int begun, long failures, double busy, double residual) {
        return figures(begun, begun, failures, 2_000, busy, 0, residual, 0, 0);
    }

    private static SelfCheck.Figures figures(
            int begun,
            int established,
            long failures,
            double windowMs,
            double busy,
            double paused,
            double residual,
            double overHalf,
            double gc) {
        return new SelfCheck.Figures(
                2,
                begun,
                established,
                0,
                failures,
                OptionalLong.empty(),
                100,
                windowMs,
                OptionalDouble.of(busy),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(paused),
                OptionalDouble.empty(),
                OptionalDouble.of(residual),
                overHalf,
                OptionalDouble.of(gc),
                OptionalDouble.empty());
    }

    private static Result result(long begun, Histogram latencies) {
        return new Result(
                1,
                Map.of(
                        "timeout",
                        new Totals.Failures(
                                1, 3.0, List.of(new Totals.Example(0, "no whole answer in time")))),
                1,
                begun,
                OptionalLong.empty(),
                2.0,
                Result.Latency.of(latencies),
                Optional.empty(),
                Result.Lag.of(LatencyHistograms.empty()),
                OptionalDouble.of(0.25),
                OptionalDouble.of(0.5),
                "nio",
                false,
                "healthy",
                2,
                2,
                5,
                7,
                0,
                3,
                new UnansweredRequests(1_500_000_000, OptionalInt.of(0), 1, 1, 1_500_000_000),
                List.of(figures(2, 1, 0.25, 0.002)),
                0,
                List.of(
                        new LoadProgress.Second(
                                Phase.WINDOW,
                                0,
                                1.0,
                                1,
                                1,
                                OptionalDouble.of(1.0),
                                OptionalDouble.of(3.0)),
                        new LoadProgress.Second(
                                Phase.WINDOW,
                                1,
                                1.0,
                                0,
                                0,
                                OptionalDouble.empty(),
                                OptionalDouble.empty())),
                List.of("GET /"),
                List.of(),
                new ConnectionReport(
                        new Destination(
                                new InetSocketAddress(InetAddress.ofLiteral("::1"), 80),
                                List.of(),
                                false),
                        0,
                        0,
                        0,
                        0,
                        0,
                        false));
    }
}
