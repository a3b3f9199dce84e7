package unrigged.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KernelFileTest {
    @Test
    void aSettingOfTheKernelIsReadWhole() throws IOException, InterruptedException {
        Process cat = new ProcessBuilder("cat", "/proc/sys/net/core/somaxconn").start();
        String whole =
                new String(
                        cat.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(cat.waitFor(5, TimeUnit.SECONDS));
        assertEquals(whole, KernelFile.text(Path.of("/proc/sys/net/core/somaxconn")));
    }
}
