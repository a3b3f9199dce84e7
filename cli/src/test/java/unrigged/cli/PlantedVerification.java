package unrigged.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import unrigged.catalog.Catalog;
import unrigged.catalog.Stack;
import unrigged.measurement.ProvisionedParts;
import unrigged.metric.Clock;
import unrigged.verify.CheckResult;
import unrigged.verify.StackReport;
import unrigged.verify.Verification;

/** A verification on real parts, of stacks with planted flaws. */
final class PlantedVerification {
    private final Path folder;
    private final Map<String, Stack> stacks;
    private final Verification verification;

    private PlantedVerification(Path folder, Map<String, Stack> stacks, Verification verification) {
        this.folder = folder;
        this.stacks = stacks;
        this.verification = verification;
    }

    /**
     * @param needed stacks whose environments are provisioned
     */
    static PlantedVerification open(Path folder, Catalog catalog, List<String> needed)
            throws Exception {
        return open(folder, catalog, needed, 0);
    }

    /**
     * Of the stacks that save work, beside the built-in ones.
     *
     * @param needed stacks whose environments are provisioned
     * @param held connections that each process is told to hold
     */
    static PlantedVerification ofSavings(Path folder, List<String> needed, int held)
            throws Exception {
        Path planted = Path.of("src/test/resources/planted/savings.yaml").toAbsolutePath();
        Path builtIn = CliProcess.CHECKOUT.resolve("stacks/stacks.yaml");
        return open(folder, Catalog.read(builtIn, List.of(planted)), needed, held);
    }

    /**
     * @param held connections that each process is told to hold
     */
    static PlantedVerification open(Path folder, Catalog catalog, List<String> needed, int held)
            throws Exception {
        System.setProperty("unrigged.checkout", CliProcess.CHECKOUT.toString());
        Installation installation = Installation.here();
        ProvisionedParts provisioned =
                new Provisioning(installation, _ -> {})
                        .provisionedParts(Provisioning.need(catalog, needed), catalog);
        return new PlantedVerification(
                folder,
                new HashMap<>(catalog.stacks()),
                Verification.open(
                        folder.resolve("verify"),
                        provisioned,
                        held,
                        installation.cacheDirectory(),
                        installation.java(),
                        Clock.system(),
                        _ -> {}));
    }

    StackReport verify(String id) throws Exception {
        Stack stack = stacks.get(id);
        assertTrue(stack != null, id);
        return verification.verify(stack, _ -> {});
    }

    /** The stack fails this check, with this evidence and a remedy, and no other. */
    void requireRefused(String stack, String check, String evidence) throws Exception {
        StackReport report = verify(stack);
        assertEquals(
                List.of(check),
                report.failures().stream().map(f -> f.check().name()).toList(),
                report.toString());
        CheckResult failure = report.failures().getFirst();
        assertTrue(failure.evidence().contains(evidence), failure.evidence());
        assertTrue(!failure.remedy().isEmpty(), report.toString());
    }

    /** Nothing of it may be left behind. */
    void close() throws Exception {
        verification.close();
        assertEquals(List.of(), CliProcess.leftOver(folder));
    }
}
