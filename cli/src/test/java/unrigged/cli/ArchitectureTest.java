package unrigged.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;
import unrigged.program.OperationalException;

/**
 * The direction of the data flow and the bans of ARCHITECTURE.md, on the compiled classes of every
 * module.
 */
class ArchitectureTest {
    private static final JavaClasses CLASSES = CompiledClasses.MAIN;

    @Test
    void packagesFormNoCycle() {
        slices().matching("unrigged.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theCatalogueKnowsNothingOfPlansAndPlansNothingOfTheirExecution() {
        noClasses()
                .that()
                .resideInAPackage("unrigged.catalog")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "unrigged.experiment",
                        "unrigged.deployment",
                        "unrigged.measurement",
                        "unrigged.journal")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("unrigged.experiment")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "unrigged.deployment",
                        "unrigged.measurement",
                        "unrigged.journal",
                        "unrigged.process")
                .check(CLASSES);
    }

    @Test
    void whatIsAskedDependsOnNothingThatAsks() {
        noClasses()
                .that()
                .resideInAPackage("unrigged.workload")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "unrigged.experiment",
                        "unrigged.deployment",
                        "unrigged.measurement",
                        "unrigged.process",
                        "unrigged.verify")
                .check(CLASSES);
    }

    @Test
    void theReportSeesNeitherTheRunNorTheGenerator() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "unrigged.report..",
                        "unrigged.inference..",
                        "unrigged.prediction..",
                        "unrigged.lint..",
                        "unrigged.table..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "unrigged.measurement..",
                        "unrigged.deployment..",
                        "unrigged.process..",
                        "unrigged.load..",
                        "unrigged.setup..")
                .check(CLASSES);
    }

    @Test
    void whatAllShareDependsOnNothingOfThem() {
        noClasses()
                .that()
                .resideInAPackage("unrigged.program")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("unrigged..")
                                .and(not(resideInAPackage("unrigged.program"))))
                .check(CLASSES);
    }

    @Test
    void everyExceptionThatAPersonMayReadHasAPlaceForTheRemedy() {
        classes()
                .that()
                .areAssignableTo(RuntimeException.class)
                .should()
                .beAssignableTo(OperationalException.class)
                .check(CLASSES);
    }

    @Test
    void theGeneratorIsAProgramOfItsOwn() {
        noClasses()
                .that()
                .resideInAPackage("unrigged.load..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "unrigged.catalog..",
                        "unrigged.experiment..",
                        "unrigged.measurement..",
                        "unrigged.journal..",
                        "unrigged.metric..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("unrigged.load..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("unrigged.load..")
                .check(CLASSES);
    }

    @Test
    void nothingSeesTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("unrigged.cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("unrigged.cli")
                .check(CLASSES);
    }

    @Test
    void topologyAndAnalysisArePure() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "unrigged.deployment..",
                        "unrigged.inference..",
                        "unrigged.prediction..",
                        "unrigged.lint")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.nio.file.Files")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(
                        "unrigged.deployment..",
                        "unrigged.inference..",
                        "unrigged.prediction..",
                        "unrigged.lint")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..", "java.net..", "java.util.concurrent..", "java.nio.channels..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(
                        "unrigged.deployment..",
                        "unrigged.inference..",
                        "unrigged.prediction..",
                        "unrigged.experiment..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .check(CLASSES);
    }

    @Test
    void processesAreStartedInOnePlaceForRunsAndOneForSetup() {
        noClasses()
                .that()
                .resideOutsideOfPackage("unrigged.process")
                .and()
                .doNotHaveFullyQualifiedName("unrigged.setup.ToolCommand")
                // a browser is the user's, not a run's
                .and()
                .doNotHaveFullyQualifiedName("unrigged.cli.DesktopBrowser")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .check(CLASSES);
    }

    @Test
    void timeIsReadOnlyByClocks() {
        noClasses()
                .that()
                .haveNameNotMatching(".*Clock(\\$.*)?")
                .should()
                .callMethod(System.class, "nanoTime")
                .check(CLASSES);
        noClasses()
                .that()
                .haveNameNotMatching(".*Clock(\\$.*)?")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void onlyProgramsExit() {
        noClasses()
                .that()
                .resideOutsideOfPackages("unrigged.cli", "unrigged.load")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }
}
