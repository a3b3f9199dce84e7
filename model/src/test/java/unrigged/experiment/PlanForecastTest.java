package unrigged.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrigged.catalog.Catalog;

class PlanForecastTest {
    private static final Catalog CATALOG = Catalog.read(Path.of("../stacks/stacks.yaml"));

    private static PlanForecast of(String plan) {
        return PlanForecast.of(Plan.read(plan, CATALOG, PlanChanges.NONE, 7), CATALOG, Set.of(), 2);
    }

    /** From the tables of Student's t. */
    @ParameterizedTest
    @CsvSource({"0.05, 2, 4.303", "0.05, 4, 2.776", "0.05, 7, 2.365", "0.01, 4, 4.604"})
    void quantilesAreThoseOfStudentsT(double alpha, int degrees, double expected) {
        assertEquals(expected, PlannedWidth.tQuantile(alpha, degrees), 2e-3);
    }

    /** What the shipped plans promise on two CPUs, in minutes. */
    @ParameterizedTest
    @CsvSource({"quick, 8, 11", "article, 8, 11", "article-scenarios, 24, 30", "java, 35, 50"})
    void theShippedPlansTakeWhatTheySay(String plan, int least, int most) {
        double minutes = of(plan).parts().total().toSeconds() / 60.0;
        assertTrue(minutes > least && minutes < most, plan + " takes " + minutes);
    }

    @Test
    void aDeploymentHasTwoReferencesAndOneServerOfEachOtherStack() {
        PlanForecast quick = of("quick");
        assertEquals(1 + 5, quick.deployments().size());
        assertEquals(8, quick.deployments().getLast().servers().size());
        assertEquals(3 * 2 * (6 + 2), quick.slicesPerBlock());
    }

    @Test
    void moreBlocksAreNarrowerAndAFamilyIsWiderThanAPair() {
        PlannedWidth few = PlannedWidth.of(4, 2, 7);
        PlannedWidth many = PlannedWidth.of(8, 2, 7);
        assertTrue(many.single() < few.single() && many.family() < few.family());
        assertTrue(many.single() < many.family());
        // t(0.975, 7)/√8 and t(1 − 0.05/12, 7)/√8.
        assertEquals(0.84 * many.blockSpread(), many.single(), 0.01 * many.blockSpread());
        assertEquals(1.29 * many.blockSpread(), many.family(), 0.01 * many.blockSpread());
    }
}
