package unrigged.load.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unrigged.load.transport.Transports;

@Tag("slow")
class AllocationTest {
    private static final int REQUESTS = 120_000;
    private static final String SHA256_OF_OK =
            "2689367b205c16ce32ed4200942b8b8b1e262dfc70d9bc9fbc77c49699a4f1df";
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @EnumSource(Transports.Kind.class)
    void aRequestOnAStandingConnectionAllocatesNothing(Transports.Kind transport) throws Exception {
        requireNoAllocation(transport, List.of(exchange(Expectation.anyBody(OptionalInt.empty()))));
    }

    @Test
    void norDoesOneOfAListWhoseAnswersAreChecked() throws Exception {
        Expectation any = Expectation.anyBody(OptionalInt.of(200));
        requireNoAllocation(
                Transports.Kind.AUTO,
                List.of(
                        exchange(any.withLength(2)),
                        exchange(any.withMask("@@")),
                        exchange(any.withLength(2).withSha256(SHA256_OF_OK))));
    }

    @Test
    void norDoesOneWhoseAnswerIsReadPieceByPiece() throws Exception {
        requireNoAllocation(
                Transports.Kind.AUTO,
                List.of(exchange(Expectation.anyBody(OptionalInt.of(200)))),
                """
                HTTP/1.1 200 OK
                Content-Encoding: identity
                Location: /x
                Transfer-Encoding: chunked

                2
                ok
                0

                """
                        .replace("\n", "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static Exchange exchange(Expectation expectation) {
        return new Exchange(new Request("GET", "/", "localhost", List.of(), true), expectation);
    }

    private static void requireNoAllocation(Transports.Kind transport, List<Exchange> exchanges)
            throws Exception {
        requireNoAllocation(transport, exchanges, ANSWER);
    }

    private static void requireNoAllocation(
            Transports.Kind transport, List<Exchange> exchanges, byte[] answer) throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Thread.ofPlatform().daemon().start(() -> serve(server, answer));
            Counting director = new Counting();
            Traffic traffic =
                    new Traffic(
                            (InetSocketAddress) server.getLocalAddress(),
                            List.of(),
                            exchanges,
                            true,
                            1,
                            60_000_000_000L,
                            0,
                            new Pacing(Pacing.Kind.EXACT, 1),
                            transport);
            LoadClock clock = LoadClock.system();
            Loop loop = new Loop(traffic, null, clock, clock.nowNs());
            loop.run(director);
            assertEquals(REQUESTS, director.answered);
            long perRequest = director.allocatedBytes / (REQUESTS / 4);
            assertTrue(perRequest < 8, perRequest + " bytes per request");
        }
    }

    private static void serve(ServerSocketChannel server, byte[] answer) {
        ByteBuffer request = ByteBuffer.allocateDirect(1024);
        try (SocketChannel client = server.accept()) {
            while (client.read(request.clear()) > 0) {
                client.write(ByteBuffer.wrap(answer));
            }
        } catch (IOException _) {
            // The client has seen enough.
        }
    }

    /** Measures the last quarter: what comes before pays for classes and compilation. */
    private static final class Counting implements LoadListener {
        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private int begun;
        private int answered;
        private long allocatedBefore;
        private long allocatedBytes;

        @Override
        public boolean turn(long nowNs, Loop loop) {
            return answered < REQUESTS;
        }

        @Override
        public long nextTurnNs() {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean mayBegin() {
            return begun++ < REQUESTS;
        }

        @Override
        public boolean isOfWindow(long sinceNs) {
            return true;
        }

        @Override
        public void answered(int exchange, long latencyNs, boolean ofWindow) {
            answered++;
            if (answered == REQUESTS * 3 / 4) {
                allocatedBefore = threads.getCurrentThreadAllocatedBytes();
            } else if (answered == REQUESTS) {
                allocatedBytes = threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
            }
        }

        @Override
        public boolean isNews(FailureKind kind, int exchange) {
            return true;
        }

        @Override
        public void failed(
                FailureKind kind, int exchange, long latencyNs, boolean ofWindow, String detail) {
            throw new IllegalStateException(kind + ": " + detail);
        }

        @Override
        public void sentLate(long lagNs) {
            throw new IllegalStateException("nobody thinks here");
        }
    }
}
