package unrigged.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import unrigged.verify.CheckResult;
import unrigged.verify.StackReport;

/** What `verify --json` prints. An absent figure is left out. */
final class VerifyJson {
    private VerifyJson() {}

    static Map<String, Object> of(List<StackReport> reports) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("passed", reports.stream().filter(StackReport::passed).count());
        document.put("failed", reports.stream().filter(r -> !r.failures().isEmpty()).count());
        document.put(
                "unavailable", reports.stream().filter(r -> r.unavailable().isPresent()).count());
        document.put("stacks", reports.stream().map(VerifyJson::stack).toList());
        return document;
    }

    private static Map<String, Object> stack(StackReport report) {
        Map<String, Object> stack = new LinkedHashMap<>();
        stack.put("stack", report.stack());
        report.unavailable()
                .ifPresentOrElse(
                        why -> {
                            stack.put("result", "unavailable");
                            stack.put("why", why);
                        },
                        () -> stack.put("result", report.passed() ? "passed" : "failed"));
        if (!report.checks().isEmpty()) {
            stack.put("tookS", Math.round(report.tookNs() / 1e6) / 1e3);
            report.startNs().ifPresent(ns -> stack.put("startMs", ns / 1_000_000));
            report.idlePssBytes()
                    .ifPresent(
                            bytes -> stack.put("idlePssMiB", Math.round(bytes / 104_857.6) / 10.0));
            stack.put("checks", report.checks().stream().map(VerifyJson::check).toList());
        }
        return stack;
    }

    private static Map<String, Object> check(CheckResult result) {
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("check", result.check().id());
        check.put("outcome", result.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        check.put("evidence", result.evidence());
        if (result.failed()) {
            check.put("remedy", result.remedy());
        }
        return check;
    }
}
