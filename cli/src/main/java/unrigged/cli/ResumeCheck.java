package unrigged.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What has changed since a run began. Trials from before and after are compared with each other, so
 * whatever decides a figure must be the same: the machine, and what is measured on it. The rest is
 * worth a line (docs/decisions/0011-resume-on-what-was-recorded.md).
 *
 * @param refusals differences that would put figures of two kinds into one table
 * @param notes other differences
 */
record ResumeCheck(List<String> refusals, List<String> notes) {
    /** By their path in {@code environment.json}. */
    private static final Map<String, String> DECISIVE = new LinkedHashMap<>();

    private static final Map<String, String> NOTABLE = new LinkedHashMap<>();

    static {
        DECISIVE.put("/machine/cpus", "CPUs");
        DECISIVE.put("/machine/cpu", "CPU model");
        DECISIVE.put("/machine/kernel", "kernel");
        DECISIVE.put("/java", "Java");
        NOTABLE.put("/gitRevision", "git revision of Unrigged");
        NOTABLE.put("/unrigged", "version of Unrigged");
        NOTABLE.put("/machine/memory", "memory");
        NOTABLE.put("/machine/hypervisor", "hypervisor");
        NOTABLE.put("/machine/governor", "CPU frequency governor");
        NOTABLE.put("/limits/somaxconn", "net.core.somaxconn");
        NOTABLE.put("/limits/openFiles", "open files");
        NOTABLE.put("/limits/cgroupCpu", "CPU quota");
    }

    ResumeCheck {
        refusals = List.copyOf(refusals);
        notes = List.copyOf(notes);
    }

    /** What was not recorded then, by an older version, is not compared. */
    static ResumeCheck of(JsonNode then, JsonNode now) {
        List<String> refusals = differences(DECISIVE, then, now);
        compare(
                refusals,
                "",
                versions(then, "parts", "part", "version"),
                versions(now, "parts", "part", "version"));
        compare(
                refusals,
                "definition of the stack ",
                versions(then, "stacks", "stack", "definition"),
                versions(now, "stacks", "stack", "definition"));
        return new ResumeCheck(refusals, differences(NOTABLE, then, now));
    }

    private static List<String> differences(
            Map<String, String> names, JsonNode then, JsonNode now) {
        List<String> found = new ArrayList<>();
        names.forEach((pointer, name) -> {
            JsonNode before = then.at(pointer);
            if (!before.isMissingNode()) {
                add(found, name, before.asString(), now.at(pointer).asString("absent"));
            }
        });
        return found;
    }

    private static void compare(
            List<String> found, String what, Map<String, String> then, Map<String, String> now) {
        then.forEach((name, before) ->
                add(found, what + name, before, now.getOrDefault(name, "absent")));
    }

    private static void add(List<String> found, String name, String before, String today) {
        if (!before.equals(today)) {
            found.add(name + ": " + before + " when the run began, " + today + " now");
        }
    }

    private static Map<String, String> versions(
            JsonNode record, String list, String name, String value) {
        Map<String, String> versions = new LinkedHashMap<>();
        for (JsonNode each : record.path(list)) {
            if (!each.path(value).isMissingNode()) {
                versions.put(each.path(name).asString(""), each.path(value).asString(""));
            }
        }
        return versions;
    }
}
