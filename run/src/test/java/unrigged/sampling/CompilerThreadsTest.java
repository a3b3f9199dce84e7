package unrigged.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import unrigged.process.ProcFs;

class CompilerThreadsTest {
    /** This JVM has compiled something to come here. */
    @Test
    void aJvmHasCompilers() {
        OptionalLong ns =
                CompilerThreads.cpuNs(ProcFs.MACHINE, List.of(ProcessHandle.current().pid()));
        assertTrue(ns.orElse(0) > 0, ns.toString());
    }

    @Test
    void anotherProgramHasNone() throws Exception {
        Process sleeper = new ProcessBuilder("sleep", "5").start();
        try {
            assertEquals(
                    OptionalLong.empty(),
                    CompilerThreads.cpuNs(ProcFs.MACHINE, List.of(sleeper.pid())));
        } finally {
            sleeper.destroyForcibly();
        }
    }
}
