package unrigged.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import unrigged.load.http.Exchange;
import unrigged.load.http.Expectation;
import unrigged.load.http.LoadClock;
import unrigged.load.http.Loop;
import unrigged.load.http.Request;
import unrigged.load.http.Traffic;

/**
 * A short load on a server inside this process, so that the first requests of the real one do not
 * measure the loading of classes.
 */
final class Rehearsal {
    private static final long REQUESTS = 200;
    private static final long LONGEST_NS = 1_000_000_000;
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

    private Rehearsal() {}

    static void run(LoadPlan plan, LoadClock clock, ProcessFigures process)
            throws IOException, InterruptedException, EnvironmentFault {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Thread answering = new Thread(() -> serve(server, plan.keepAlive()), "rehearsal");
            answering.setDaemon(true);
            answering.start();
            InetSocketAddress address = (InetSocketAddress) server.getLocalAddress();
            Reporter reporter = new Reporter(List.of(), HistogramLog.open(Optional.empty()), 1);
            reporter.start();
            Schedule schedule = new Schedule(0, LONGEST_NS, OptionalLong.of(REQUESTS));
            Request request = new Request("GET", "/", "localhost", List.of(), plan.keepAlive());
            Exchange exchange = new Exchange(request, Expectation.anyBody(OptionalInt.empty()));
            Traffic traffic =
                    new Traffic(
                            address,
                            List.of(),
                            List.of(exchange),
                            plan.keepAlive(),
                            1,
                            LONGEST_NS,
                            0,
                            plan.pacing(),
                            plan.engine().transport());
            new Loop(traffic, null, clock, clock.nowNs())
                    .run(new Conductor(schedule, reporter, clock, process));
            reporter.finish();
        }
    }

    private static void serve(ServerSocketChannel server, boolean keepAlive) {
        ByteBuffer request = ByteBuffer.allocate(1024);
        try {
            while (server.isOpen()) {
                try (SocketChannel client = server.accept()) {
                    boolean more = true;
                    while (more && client.read(request.clear()) > 0) {
                        client.write(ByteBuffer.wrap(ANSWER));
                        more = keepAlive;
                    }
                }
            }
        } catch (IOException _) {
            // The rehearsal is over: its end closed the channel.
        }
    }
}
