package unrigged.report;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unrigged.claim.Claim;
import unrigged.claim.ClaimResult;
import unrigged.inference.ComparedMetric;
import unrigged.inference.Metrics;
import unrigged.inference.Ratio;
import unrigged.inference.RunResult;

/** A run of two stacks in several scenarios is a claim: the other one beats the reference stack. */
final class PageClaim {
    private static final int SCENARIOS_MIN = 3;

    private PageClaim() {}

    static Optional<ClaimResult> of(RunResult result) {
        String reference = result.identity().referenceStack();
        List<String> others =
                result.scenarios().stream()
                        .flatMap(scenario -> scenario.rows().stream())
                        .map(row -> row.stack().stack())
                        .filter(stack -> !stack.equals(reference))
                        .distinct()
                        .toList();
        long measured =
                result.scenarios().stream()
                        .flatMap(scenario -> scenario.rows().stream())
                        .filter(row -> !row.stack().stack().equals(reference))
                        .filter(row ->
                                row.figure(Metrics.THROUGHPUT_RATIO) instanceof Ratio.Measured)
                        .count();
        return others.size() == 1 && measured >= SCENARIOS_MIN
                ? Optional.of(
                        ClaimResult.of(
                                new Claim(others.getFirst(), reference, ComparedMetric.THROUGHPUT),
                                result))
                : Optional.empty();
    }

    /** As in JSON, and its limits in words. */
    static ObjectNode data(ClaimResult claim) {
        ObjectNode node = ClaimJson.of(claim);
        ArrayNode limits = node.putArray("limits");
        ClaimText.limits(claim).forEach(line -> limits.add(line.strip()));
        return node;
    }
}
