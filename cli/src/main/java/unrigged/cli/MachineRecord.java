package unrigged.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import unrigged.catalog.Stack;
import unrigged.measurement.ProvisionedParts;
import unrigged.metric.Clock;
import unrigged.process.KernelFile;
import unrigged.process.ProcFs;
import unrigged.setup.Digest;

/**
 * {@code environment.json}: the machine, its limits, the version of every part. What cannot be read
 * is left out.
 */
final class MachineRecord {
    private MachineRecord() {}

    static Map<String, Object> of(
            Installation installation,
            ProvisionedParts provisioned,
            List<Stack> stacks,
            Clock clock) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("unrigged", Unrigged.VERSION);
        put(record, "gitRevision", revision(installation.checkout()));
        record.put("at", clock.date().toString());
        record.put("machine", machine());
        record.put("limits", limits());
        record.put("java", System.getProperty("java.vendor") + " " + Runtime.version());
        record.put(
                "parts",
                provisioned.account().stream().map(MachineRecord::withoutLocation).toList());
        record.put("stacks", stacks.stream().map(s -> stack(installation, s)).toList());
        return record;
    }

    /** What the catalogue says of a stack, as a digest: it is compared, not read. */
    private static Map<String, String> stack(Installation installation, Stack stack) {
        String text = stack.toString().replace(installation.checkout().toString(), "");
        Map<String, String> record = new LinkedHashMap<>();
        record.put("stack", stack.id());
        record.put("definition", new Digest().add(text).name());
        return record;
    }

    /**
     * Where a part is installed is private to this machine; the record is meant to be passed on.
     */
    private static Map<String, String> withoutLocation(Map<String, String> part) {
        Map<String, String> copy = new LinkedHashMap<>(part);
        copy.remove("location");
        return copy;
    }

    private static Map<String, Object> machine() {
        Map<String, Object> machine = new LinkedHashMap<>();
        put(machine, "cpu", field(proc("cpuinfo"), "model name"));
        machine.put("cpus", Runtime.getRuntime().availableProcessors());
        put(machine, "memory", field(proc("meminfo"), "MemTotal"));
        put(machine, "kernel", proc("sys/kernel/osrelease"));
        put(
                machine,
                "distribution",
                field(text("/etc/os-release"), "PRETTY_NAME").replace("\"", ""));
        put(machine, "hypervisor", text("/sys/class/dmi/id/sys_vendor"));
        put(machine, "governor", text("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"));
        put(machine, "loadAverage", proc("loadavg"));
        return machine;
    }

    private static Map<String, Object> limits() {
        Map<String, Object> limits = new LinkedHashMap<>();
        put(limits, "somaxconn", proc("sys/net/core/somaxconn"));
        put(limits, "tcpMaxSynBacklog", proc("sys/net/ipv4/tcp_max_syn_backlog"));
        put(
                limits,
                "localPortRange",
                proc("sys/net/ipv4/ip_local_port_range").replaceAll("\\s+", "-"));
        put(
                limits,
                "openFiles",
                field(proc("self/limits"), "Max open files").replaceAll("\\s{2,}", " "));
        put(limits, "cgroupCpu", text("/sys/fs/cgroup/cpu.max"));
        return limits;
    }

    private static void put(Map<String, Object> record, String key, String value) {
        if (!value.isEmpty()) {
            record.put(key, value);
        }
    }

    private static String proc(String name) {
        return ProcFs.MACHINE.textOrEmpty(name).strip();
    }

    private static String field(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .map(line -> line.substring(name.length()).replaceFirst("^[\\s:=]+", "").strip())
                .orElse("");
    }

    private static String text(String file) {
        try {
            return KernelFile.text(Path.of(file)).strip();
        } catch (IOException _) {
            return "";
        }
    }

    /** Read from the files of git: git itself may not be installed. */
    private static String revision(Path checkout) {
        String head = text(checkout.resolve(".git/HEAD").toString());
        if (!head.startsWith("ref: ")) {
            return head;
        }
        String loose = text(checkout.resolve(".git").resolve(head.substring(5)).toString());
        if (!loose.isEmpty()) {
            return loose;
        }
        List<String> packed =
                text(checkout.resolve(".git/packed-refs").toString()).lines().toList();
        return packed.stream()
                .filter(line -> line.endsWith(head.substring(5)))
                .map(line -> line.split(" ", -1)[0])
                .findFirst()
                .orElse("");
    }
}
