package unrigged.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A server whose delays are known, a program of its own so that it can be stopped and so that what
 * it does takes nothing from the generator.
 *
 * <p>The delays are the quantiles of FIXED + Exp(MEAN) at (i + ½)/COUNT, in an order drawn from a
 * seed: COUNT requests have exactly that distribution, with no sampling error. What each answer
 * really waited is recorded when it is sent. At most CAPACITY delays run at a time; other requests
 * queue, and their delay begins when one ends.
 *
 * <p>Prints its port; ends when stdin does, and then prints {@code P50 P99 P99.9 count} of what was
 * recorded, in ms. Delays of less than 5 ms are exact, as it never sleeps while an answer is due
 * within a millisecond or two; longer ones may last a millisecond more, which is recorded, and
 * leave the CPU to the others.
 */
public final class DelayServer {
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final long SPIN_NS = 1_500_000;
    private static final double LONG_MS = 5;
    private static final int RECORDS_MAX = 5_000_000;

    private final long[] delaysNs;
    private final int capacity;
    private final long spinNs;
    private final Selector selector = Selector.open();
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private final PriorityQueue<Asked> running =
            new PriorityQueue<>(Comparator.comparingLong((Asked asked) -> asked.dueNs));
    private final ArrayDeque<Asked> queue = new ArrayDeque<>();
    private final long[] records = new long[RECORDS_MAX];
    private int recorded;
    private int asked;
    private volatile boolean ends;

    private static final class Asked {
        final SocketChannel client;
        final boolean last;
        final long sinceNs = System.nanoTime();
        long dueNs;

        Asked(SocketChannel client, boolean last) {
            this.client = client;
            this.last = last;
        }
    }

    private DelayServer(double fixedMs, double meanMs, int count, int capacity, long seed)
            throws IOException {
        this.capacity = capacity;
        spinNs = fixedMs < LONG_MS ? SPIN_NS : 0;
        List<Long> quantiles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double ms = fixedMs - meanMs * Math.log1p(-(i + 0.5) / count);
            quantiles.add(Math.round(ms * 1e6));
        }
        Collections.shuffle(quantiles, new Random(seed));
        delaysNs = quantiles.stream().mapToLong(Long::longValue).toArray();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
        server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Arguments: FIXED_MS MEAN_MS COUNT CAPACITY SEED. */
    public static void main(String[] arguments) throws IOException {
        DelayServer server =
                new DelayServer(
                        Double.parseDouble(arguments[0]),
                        Double.parseDouble(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        Integer.parseInt(arguments[3]),
                        Long.parseLong(arguments[4]));
        System.out.println(server.server.socket().getLocalPort());
        Thread.ofPlatform().daemon().start(server::endWithStdin);
        server.serve();
        System.out.println(server.truth());
    }

    private void endWithStdin() {
        try {
            while (System.in.read() >= 0) {
                // Only its end matters.
            }
        } catch (IOException _) {
            // That is an end too.
        }
        ends = true;
        selector.wakeup();
    }

    private void serve() throws IOException {
        while (!ends) {
            Asked next = running.peek();
            long waitNs = next == null ? Long.MAX_VALUE : next.dueNs - System.nanoTime();
            if (waitNs <= spinNs) {
                selector.selectNow();
            } else {
                selector.select(next == null ? 0 : (waitNs - spinNs) / 1_000_000 + 1);
            }
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.isAcceptable()) {
                    accept();
                } else {
                    read(key);
                }
            }
            selector.selectedKeys().clear();
            answerDue();
        }
    }

    private void accept() throws IOException {
        SocketChannel client;
        while ((client = server.accept()) != null) {
            client.configureBlocking(false).register(selector, SelectionKey.OP_READ);
        }
    }

    /** A request comes whole: it is short, and the client waits for its answer. */
    private void read(SelectionKey key) throws IOException {
        SocketChannel client = (SocketChannel) key.channel();
        buffer.clear();
        int bytes;
        try {
            bytes = client.read(buffer);
        } catch (IOException _) {
            bytes = -1;
        }
        if (bytes < 0) {
            client.close();
            return;
        }
        String head = StandardCharsets.US_ASCII.decode(buffer.flip()).toString();
        queue.add(new Asked(client, head.contains("Connection: close")));
        begin();
    }

    private void begin() {
        while (running.size() < capacity && !queue.isEmpty()) {
            Asked next = queue.remove();
            next.dueNs = System.nanoTime() + delaysNs[asked++ % delaysNs.length];
            running.add(next);
        }
    }

    private void answerDue() throws IOException {
        Asked next;
        while ((next = running.peek()) != null && next.dueNs - System.nanoTime() <= 0) {
            running.remove();
            try {
                next.client.write(ByteBuffer.wrap(ANSWER));
                if (recorded < RECORDS_MAX) {
                    records[recorded++] = System.nanoTime() - next.sinceNs;
                }
                if (next.last) {
                    next.client.close();
                }
            } catch (IOException _) {
                next.client.close();
            }
            begin();
        }
    }

    private String truth() {
        Arrays.sort(records, 0, recorded);
        return String.format(
                Locale.ROOT, "%.6f %.6f %.6f %d", ms(0.5), ms(0.99), ms(0.999), recorded);
    }

    private double ms(double quantile) {
        return recorded == 0 ? 0 : records[(int) Math.ceil(quantile * recorded) - 1] / 1e6;
    }
}
