package unrigged.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import unrigged.metric.Clock;
import unrigged.metric.CpuAccounting.Interrupts;

class InterruptAccountingTest {
    private static final Path CONFIGURATION = Path.of("/proc/config.gz");

    @Test
    void timeThatIsAlwaysMissingFromTheProcessIsBookedApart() {
        assertEquals(
                Optional.of(Interrupts.APART),
                InterruptAccounting.classify(OptionalDouble.of(0.3)));
        assertEquals(
                Optional.of(Interrupts.IN_PROCESSES),
                InterruptAccounting.classify(OptionalDouble.of(0.01)));
        assertEquals(Optional.empty(), InterruptAccounting.classify(OptionalDouble.empty()));
    }

    /** With the option the answer depends on the clock, so only its absence can be checked. */
    @Test
    void theProbeAgreesWithTheKernelsConfiguration() throws IOException {
        assumeTrue(Files.isReadable(CONFIGURATION), "this kernel does not show its configuration");
        String configuration;
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(CONFIGURATION))) {
            configuration = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assumeTrue(configuration.contains("# CONFIG_IRQ_TIME_ACCOUNTING is not set"));
        assertEquals(
                Optional.of(Interrupts.IN_PROCESSES), InterruptAccounting.probe(Clock.system()));
    }
}
