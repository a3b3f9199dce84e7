package unrigged.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import unrigged.process.ProcFs;
import unrigged.process.ProcessTable;
import unrigged.process.SchedulerTimes;

/**
 * What a stack's processes have loaded, write to and run. One that ends meanwhile shows nothing.
 */
final class ProcessInspection {
    private ProcessInspection() {}

    /**
     * Which of {@code processes} lack a native module, by the module; modules that all have are
     * left out.
     *
     * @param modules paths of shared objects without tag and ending, such as {@code uvloop/loop}
     */
    static Map<String, List<Long>> lacking(List<String> modules, Set<Long> processes) {
        Map<String, List<Long>> lacking = new TreeMap<>();
        for (long process : processes) {
            String maps = ProcFs.MACHINE.textOrEmpty(process + "/maps");
            for (String module : modules) {
                Pattern file = Pattern.compile("/" + Pattern.quote(module) + "(\\.[^/\\s]*)?\\.so");
                if (!file.matcher(maps).find()) {
                    lacking.computeIfAbsent(module, _ -> new ArrayList<>()).add(process);
                }
            }
        }
        return lacking;
    }

    /** Sizes in bytes of the regular files that {@code processes} have open to write, by path. */
    static Map<String, Long> writtenFiles(List<ProcessTable.Row> processes) {
        Map<String, Long> sizes = new TreeMap<>();
        for (ProcessTable.Row process : processes) {
            for (ProcFs.Descriptor file : ProcFs.MACHINE.descriptors(process.pid())) {
                if (file.target().startsWith("/") && !file.target().startsWith("/dev/")) {
                    try {
                        // Through the descriptor: a deleted file can grow as well.
                        if (Files.isRegularFile(file.link()) && file.isWritable()) {
                            sizes.put(file.target(), Files.size(file.link()));
                        }
                    } catch (IOException _) {
                        // Closed meanwhile.
                    }
                }
            }
        }
        return sizes;
    }

    /**
     * CPU time in ns of the threads of a process's scheduler of virtual threads, by the thread's
     * directory: the JDK's own scheduler names them, carriers and others alike.
     */
    static Map<String, Long> schedulerThreads(long process) {
        Map<String, Long> cpu = new TreeMap<>();
        for (String thread : ProcFs.MACHINE.threads(process)) {
            if (ProcFs.MACHINE.textOrEmpty(thread + "/comm").startsWith("ForkJoinPool-1-")) {
                SchedulerTimes.of(ProcFs.MACHINE, thread)
                        .ifPresent(times -> cpu.put(thread, times.ranNs()));
            }
        }
        return cpu;
    }
}
