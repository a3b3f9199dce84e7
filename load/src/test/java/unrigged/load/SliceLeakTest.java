package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slices come and go by the thousand in one process: none may leave anything behind. */
@Timeout(120)
@Tag("slow")
class SliceLeakTest {
    private static final int SLICES = 300;

    /** In the transport's memory, for each slice: left behind they would be 27 MB in all. */
    private static final int REQUESTS = 100;

    private static final int REQUEST_BYTES = 900;

    private static final long MAX_GROWTH_BYTES = 10_000_000;

    private final ProcessFigures process = new ProcessFigures();

    @ParameterizedTest
    @ValueSource(strings = {"nio", "epoll", "uring"})
    void threeHundredSlicesLeaveNothingBehind(String transport, @TempDir Path folder)
            throws Exception {
        String request = "{\"path\": \"/%s\"}\n".formatted("x".repeat(REQUEST_BYTES));
        Path list = Files.writeString(folder.resolve("list.jsonl"), request.repeat(REQUESTS));
        try (LoopbackServer server = new LoopbackServer()) {
            run(server, transport, list, 20);
            awaitEqual(SliceLeakTest::loadThreads, 0);
            int descriptors = descriptors();
            int rings = mappings("io_uring");
            long before = nativeBytes();
            long mapped = mappedBytes();
            run(server, transport, list, SLICES);
            awaitEqual(SliceLeakTest::loadThreads, 0);
            awaitEqual(SliceLeakTest::descriptors, descriptors);
            assertEquals(rings, mappings("io_uring"));
            long grown = nativeBytes() - before;
            assertTrue(grown < MAX_GROWTH_BYTES, grown + " bytes of native memory");
            long grownMapped = mappedBytes() - mapped;
            // A ring's buffers are 16 MB each.
            assertTrue(grownMapped < 500_000_000, grownMapped + " bytes of mapped memory");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "epoll", "uring"})
    void slicesWithoutAConnectionLeaveNothingBehind(String transport) throws Exception {
        String source = "--source=192.0.2.1";
        try (LoopbackServer server = new LoopbackServer()) {
            run(server, transport, source, 5);
            awaitEqual(SliceLeakTest::loadThreads, 0);
            int descriptors = descriptors();
            run(server, transport, source, 20);
            awaitEqual(SliceLeakTest::loadThreads, 0);
            awaitEqual(SliceLeakTest::descriptors, descriptors);
        }
    }

    private void run(LoopbackServer server, String transport, Path list, int times)
            throws Exception {
        for (int i = 0; i < times; i++) {
            String done =
                    slice(
                            server,
                            transport,
                            i % 3 == 0 ? "--no-keepalive" : "--threads=1",
                            "--request-list=" + list);
            assertTrue(done.startsWith("{\"event\":\"done\""), done);
        }
    }

    private void run(LoopbackServer server, String transport, String word, int times)
            throws Exception {
        for (int i = 0; i < times; i++) {
            assertTrue(slice(server, transport, word).contains("\"ok\":0,\"failed\":{\"connect\""));
        }
    }

    private String slice(LoopbackServer server, String transport, String... words)
            throws Exception {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "http://127.0.0.1:" + server.address().getPort(),
                                "--connections=3",
                                "--duration=20ms",
                                "--follow=1s",
                                "--transport=" + transport));
        all.addAll(List.of(words));
        return Slices.done(all, _ -> {}, _ -> {}, process);
    }

    private static void awaitEqual(Supplier<Integer> figure, int expected) throws Exception {
        for (int i = 0; i < 200 && figure.get() != expected; i++) {
            Thread.sleep(10);
        }
        assertEquals(expected, figure.get());
    }

    private static int loadThreads() {
        return (int)
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("load-") || name.equals("reporter"))
                        .count();
    }

    private static int descriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return (int) open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int mappings(String of) throws IOException {
        return (int)
                Files.readString(Path.of("/proc/self/maps"))
                        .lines()
                        .filter(line -> line.contains(of))
                        .count();
    }

    /** Of the whole process. */
    private static long mappedBytes() throws IOException {
        String pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[0];
        return Long.parseLong(pages) * 4096;
    }

    /** What malloc has given away (mallinfo2: uordblks and hblkhd). */
    @SuppressWarnings("restricted")
    private static long nativeBytes() {
        System.gc();
        ValueLayout.OfLong size = ValueLayout.JAVA_LONG;
        MemoryLayout info = MemoryLayout.sequenceLayout(10, size);
        Linker linker = Linker.nativeLinker();
        MethodHandle mallinfo2 =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("mallinfo2"),
                        FunctionDescriptor.of(
                                MemoryLayout.structLayout(
                                        size, size, size, size, size, size, size, size, size,
                                        size)));
        try (Arena arena = Arena.ofConfined()) {
            SegmentAllocator allocator = (_, _) -> arena.allocate(info);
            MemorySegment read = (MemorySegment) mallinfo2.invokeExact(allocator);
            return read.get(size, 4 * 8) + read.get(size, 7 * 8);
        } catch (Throwable e) {
            throw new IllegalStateException("mallinfo2", e);
        }
    }
}
