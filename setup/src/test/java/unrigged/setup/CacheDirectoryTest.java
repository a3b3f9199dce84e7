package unrigged.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheDirectoryTest {
    @TempDir Path folder;

    @Test
    void theSecondSetupWaitsAndSaysSo() throws Exception {
        CacheDirectory cache = new CacheDirectory(folder);
        List<String> said = new CopyOnWriteArrayList<>();
        FutureTask<Void> second =
                new FutureTask<>(() -> {
                    cache.lock(said::add).close();
                    return null;
                });
        try (CacheDirectory.Lease _ = cache.lock(line -> {})) {
            Thread.ofVirtual().start(second);
            for (int i = 0; i < 500 && said.isEmpty(); i++) {
                Thread.sleep(10);
            }
            assertEquals(
                    List.of("another setup is at work in " + folder + "; waiting for it"), said);
            assertFalse(second.isDone());
        }
        second.get();
    }

    @Test
    void aRecordComesBackAsItWas() throws Exception {
        Map<String, String> record = Map.of("a", "1 = 2: ö", "b", "x\ny");
        CacheDirectory.write(folder.resolve("record"), record);
        assertEquals(Optional.of(record), CacheDirectory.read(folder.resolve("record")));
    }

    @Test
    void deletingFollowsNoLinks() throws Exception {
        Path outside = Files.writeString(folder.resolve("outside"), "kept");
        Path tree = Files.createDirectories(folder.resolve("tree/deep"));
        Files.createSymbolicLink(tree.resolve("link"), outside);
        Files.createSymbolicLink(tree.resolve("up"), folder);
        CacheDirectory.delete(folder.resolve("tree"));
        assertFalse(Files.exists(folder.resolve("tree")));
        assertTrue(Files.exists(outside));
    }

    @Test
    void thePrivateDirectoryFollowsTheEnvironment() {
        assertEquals(
                Path.of("/a"), Setup.cacheDirectory(Map.of("UNRIGGED_HOME", "/a", "HOME", "/h")));
        assertEquals(
                Path.of("/c/unrigged"),
                Setup.cacheDirectory(Map.of("XDG_CACHE_HOME", "/c", "HOME", "/h")));
        assertEquals(Path.of("/h/.cache/unrigged"), Setup.cacheDirectory(Map.of("HOME", "/h")));
    }
}
