package unrigged.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unrigged.catalog.Catalog;
import unrigged.catalog.Concurrency;
import unrigged.catalog.Stack;
import unrigged.program.InvalidInputException;

class PlanTest {
    private static final Catalog CATALOG = Catalog.read(Path.of("../stacks/stacks.yaml"));
    private static final Machine TWO_CPUS = new Machine(2, OptionalLong.of(2_300_000));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Plan read(String name) {
        return Plan.read(name, CATALOG, PlanChanges.NONE, 7);
    }

    private Plan planOf(String yaml) throws IOException {
        return read(Files.writeString(folder.resolve("plan.yaml"), yaml).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"quick", "article", "article-scenarios", "java", "calibration"})
    void everyShippedPlanIsReadBackFromItsCompleteTextUnchanged(String name) throws IOException {
        Plan plan = read(name);
        Path file = Files.writeString(folder.resolve("plan.yaml"), plan.toYaml());
        assertEquals(plan.toYaml(), Plan.readComplete(file, CATALOG).toYaml());
    }

    private static final String WITH_BUDGET =
            """
            name: x
            stacks: [flask-gunicorn, vertx]
            scenarios: [baseline]
            budget: 15m
            """;

    @Test
    void aBudgetIsReadBackAndHasNoRaceBesideIt() throws IOException {
        Plan plan = planOf(WITH_BUDGET);
        assertEquals(Optional.of(Duration.ofMinutes(15)), plan.budget());
        assertEquals(plan.budget(), planOf(plan.toYaml()).budget());
        for (String more : List.of("race: {question: rank}\n", "deployment: alone\n")) {
            InvalidInputException refused =
                    assertThrows(InvalidInputException.class, () -> planOf(WITH_BUDGET + more));
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("plan.yaml:4:9: budget: "),
                    refused.getMessage());
        }
    }

    @Test
    void theJavaPlanMeasuresEveryJavaStackBesideFlask() {
        List<String> java =
                CATALOG.stacks().values().stream()
                        .filter(stack -> stack.language().equals("java"))
                        .map(Stack::id)
                        .toList();
        assertEquals(22, java.size());
        List<String> expected = new ArrayList<>(List.of("flask-gunicorn"));
        expected.addAll(java);
        assertEquals(expected, read("java").stacks());
    }

    /** Blocks and rounds decide how wide an interval is: docs/method.md. */
    @ParameterizedTest
    @CsvSource({
        "quick, 5, 2",
        "article, 8, 2",
        "article-scenarios, 8, 2",
        "java, 4, 2",
        "calibration, 1, 2"
    })
    void aShippedPlanHasItsBlocksAndRounds(String name, int blocks, int rounds) {
        Plan plan = read(name);
        assertEquals(blocks, plan.blocks());
        assertEquals(rounds, plan.rounds());
        assertTrue(!plan.alone());
    }

    @ParameterizedTest
    @ValueSource(strings = {"article", "article-scenarios"})
    void theArticlesPlansMeasureItsRowsAndNoOthers(String name) {
        assertEquals(
                CATALOG.stacks().values().stream().filter(Stack::article).map(Stack::id).toList(),
                read(name).stacks());
    }

    /** The numbers of the article, and those tried by hand on two CPUs with 2.3 ms per request. */
    @ParameterizedTest
    @CsvSource({
        "absolute, baseline,     19, 6, 100, 100, 20000000",
        "absolute, better-async, 19, 6, 400, 100, 40000000",
        "absolute, better-sync,  19, 6,  19,  19, 10000000",
        "scaled,   baseline,      7, 2,  37,  37,  6000000",
        "scaled,   better-async,  7, 2, 147,  37, 12000000",
        "scaled,   better-sync,   7, 2,   7,   7,  3000000",
    })
    void aScenarioMeansTheArticlesNumbersOrItsRatios(
            String scale,
            String scenario,
            int sync,
            int async,
            int clients,
            int sessions,
            long delayNs) {
        PlanChanges changes =
                new PlanChanges(
                        List.of(),
                        Optional.empty(),
                        List.of(scenario),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.of(scale.equals("scaled") ? Scale.SCALED : Scale.ABSOLUTE),
                        Optional.empty(),
                        Map.of());
        Scenario resolved = Plan.read("quick", CATALOG, changes, 7).scenarios().getFirst();
        assertEquals(
                new CellSettings(sync, clients, sessions, delayNs),
                resolved.resolve(TWO_CPUS, Concurrency.SYNC));
        assertEquals(
                new CellSettings(async, clients, sessions, delayNs),
                resolved.resolve(TWO_CPUS, Concurrency.COROUTINE));
    }

    @Test
    void originalGivesEachStackFourSessionsPerWorkerAndNoDelay() {
        Scenario original = read("article-scenarios").scenario("original").orElseThrow();
        assertEquals(new CellSettings(7, 37, 28, 0), original.resolve(TWO_CPUS, Concurrency.SYNC));
        assertEquals(
                new CellSettings(2, 37, 8, 0), original.resolve(TWO_CPUS, Concurrency.GREENLET));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stacks: [flask-gunicorm]\\nscenarios: [baseline] | plan.yaml:2:10: stacks[0]: unknown stack 'flask-gunicorm'; did you mean 'flask-gunicorn'?",
                "stacks: [flask-gunicorn]\\nscenarios: [base] | plan.yaml:3:13: scenarios[0]: unknown scenario 'base'",
                "stack: [flask-gunicorn] | plan.yaml:2:1: stack: unknown key 'stack'; did you mean 'stacks'?",
                "stacks: [flask-gunicorn]\\nscenarios: [baseline]\\nblocks: 0 | plan.yaml:4:9: blocks: expected a whole number from 1 to 1000 but found '0'",
                "stacks: [flask-gunicorn]\\nscenarios: [baseline]\\nrounds: 0 | plan.yaml:4:9: rounds: expected a whole number from 1 to 1000 but found '0'",
                "stacks: [flask-gunicorn]\\nscenarios: [baseline]\\ndeployment: together | plan.yaml:4:13: deployment: expected one of concurrent, alone but found 'together'",
                "stacks: [flask-gunicorn]\\nscenarios: [baseline]\\nslice: {window: 5} | plan.yaml:4:17: slice.window: expected a duration with its unit",
                "stacks: [flask-gunicorn]\\nscenarios: [baseline]\\nslice: {windw: 5s} | plan.yaml:4:9: slice.windw: unknown key 'windw'; did you mean 'window'?",
                "stacks: [flask-gunicorn]\\nscenarios: [baseline]\\nslice: {warm_up_jvm: 5s} | plan.yaml:4:9: slice.warm_up_jvm: unknown key 'warm_up_jvm'",
                "stacks: [flask-gunicorn]\\nscenarios: [baseline]\\nsettings: {nginx: {upstream_http_version: 3}} | plan.yaml:4:43: settings.nginx.upstream_http_version: expected ",
                "stacks: [flask-gunicorn]\\nscenarios: [baseline]\\ntrial: {window: 4} | plan.yaml:4:17: trial.window: expected a duration with its unit",
                "stacks: [flask-gunicorn]\\nscenarios: [baseline]\\ntrial: {window: 1ms} | plan.yaml:4:17: trial.window: expected a duration from 200ms to 60m but found '1ms'",
                "stacks: [flask-gunicorn]\\nscenarios: [baseline]\\nports: {from: 80, to: 90} | plan.yaml:4:15: ports.from: expected a whole number from 1024 to 65535",
                "stacks: [flask-gunicorn]\\nscenarios: [baseline]\\nsettings: {nginx: {worker_conections: 3}} | plan.yaml:4:39: settings.nginx.worker_conections: unknown setting 'worker_conections'; did you mean 'worker_connections'?",
                "stacks: [flask-gunicorn]\\nscenarios: [baseline]\\nsettings: {load: {keepalive: 3}} | plan.yaml:4:30: settings.load.keepalive: expected true or false but found '3'",
                "stacks: [flask-gunicorn]\\nscenarios: [x]\\ndefine: {x: {workers_sync: 3*cores}} | plan.yaml:4:28: define.x.workers_sync: expected a number, a rule such as 3*cpus+1, 'tuned', or 'tuned from 3*cpus+1' but found '3*cores'",
                "stacks: [flask-gunicorn]\\nscenarios: [x]\\ndefine: {x: {workers_sync: tuned, workers_async: 2, clients: 5, db_sessions: 5, delay: 0ms}} | plan.yaml:4:50: define.x.workers_async: expected sync and async stacks to be tuned alike: write 'tuned from 2' here too, or in neither",
                "stacks: [flask-gunicorn]\\nscenarios: [baseline]\\nworkers: many | plan.yaml:4:10: workers: expected a number, a rule such as 3*cpus+1, 'tuned', or 'tuned from 3*cpus+1' but found 'many'",
                "stacks: [flask-gunicorn]\\nscenarios: [baseline]\\nsettings: {pgbouncer: {pool_mode: sesion}} | plan.yaml:4:35: settings.pgbouncer.pool_mode: expected session, transaction or statement but found 'sesion'; did you mean 'session'?",
                "stacks: [flask-gunicorn]\\nscenarios: [baseline]\\nsettings: {postgresql: {work_mem: 4mb}} | plan.yaml:4:35: settings.postgresql.work_mem: expected a number with one of the units B, GB, MB, TB, kB, for example 4MB but found '4mb'",
                "stacks: [flask-gunicorn]\\nscenarios: [baseline]\\nsettings: {server: {backlog: 0}} | plan.yaml:4:30: settings.server.backlog: expected a whole number from 1 to 1000000 or 'default' but found '0'",
                "stacks: [flask-gunicorn]\\nbaseline: vertx\\nreference_stack: vertx | plan.yaml:3:11: baseline: 'baseline' is the old name of 'reference_stack', which is given too; keep 'reference_stack'",
                "stacks: [a, b | plan.yaml:3:1: not valid YAML",
                "mode: fare\\nstacks: [flask-gunicorn]\\nscenarios: [baseline] | plan.yaml:2:7: mode: expected one of fair, faithful-2020 but found 'fare'; did you mean 'fair'?",
                "stacks: [flask-gunicorn]\\nstacks: [flask-gunicorn]\\nscenarios: [baseline] | plan.yaml:3:1: stacks: the key 'stacks' is given twice",
            })
    void aWrongPlanIsRefusedNamingTheplaceAndWhatWasExpected(String yaml, String message) {
        InvalidInputException refused =
                assertThrows(
                        InvalidInputException.class,
                        () -> planOf("name: x\n" + yaml.replace("\\n", "\n") + "\n"));
        assertTrue(refused.text().contains(message), refused.text());
    }

    @Test
    void aPlanThatIsNotThereIsNamed() {
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> read("no/such.yaml"));
        assertEquals("no/such.yaml: there is no such file", refused.text());
        assertTrue(
                String.valueOf(
                                assertThrows(InvalidInputException.class, () -> read("quik"))
                                        .getMessage())
                        .startsWith("unknown plan 'quik'; did you mean 'quick'?"));
    }

    @Test
    void theReferenceStackIsMeasuredThoughNotAskedFor() throws IOException {
        Plan plan = planOf("name: x\nstacks: [vertx]\nscenarios: [baseline]\n");
        assertEquals(List.of("flask-gunicorn", "vertx"), plan.stacks());
    }

    @Test
    void thePlansOldNameOfTheReferenceStackIsReadAndItsNewOneIsWritten() throws IOException {
        Plan plan =
                planOf("name: x\nbaseline: vertx\nstacks: [flask-uwsgi]\nscenarios: [baseline]\n");
        assertEquals("vertx", plan.referenceStack());
        assertTrue(plan.toYaml().contains("\nreference_stack: vertx\n"), plan.toYaml());
        assertEquals(plan.toYaml(), planOf(plan.toYaml()).toYaml());
        assertEquals(
                "flask-gunicorn",
                Plan.readComplete(Path.of("../docs/results/quick-2026-11-24/plan.yaml"), CATALOG)
                        .referenceStack());
    }

    @Test
    void aPlanOfAnOwnCatalogueIsReadBackUnlessTheCatalogueChanged() throws IOException {
        Path own =
                Files.writeString(
                        folder.resolve("own.yaml"),
                        "stacks:\n  mine: {application: flask, server: uwsgi}\n");
        Path asked =
                Files.writeString(
                        folder.resolve("asked.yaml"),
                        "name: x\ncatalogs: [own.yaml]\nstacks: [mine]\nscenarios: [baseline]\n");
        Plan plan =
                Plan.read(
                        asked.toString(),
                        Catalog.read(
                                Path.of("../stacks/stacks.yaml"), Plan.catalogs(asked.toString())),
                        PlanChanges.NONE,
                        7);
        assertEquals(List.of("flask-gunicorn", "mine"), plan.stacks());
        Path complete = Files.writeString(folder.resolve("plan.yaml"), plan.toYaml());
        assertEquals(List.of(own), Plan.catalogs(complete.toString()));
        Files.writeString(own, "stacks:\n  mine: {application: flask, server: uvicorn}\n");
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> Plan.catalogs(complete.toString()));
        assertTrue(refused.text().contains("has changed since the run began"), refused.text());
        assertTrue(refused.text().contains("plan.yaml:"));
    }

    @Test
    void aModeChangesSettingsAndThePlanHasTheLastWord() throws IOException {
        Plan fair = read("quick");
        assertEquals("true", fair.settings().text(Factors.AUTOCOMMIT));
        Plan faithful =
                planOf(
                        """
                        name: x
                        mode: faithful-2020
                        stacks: [flask-gunicorn]
                        scenarios: [baseline]
                        settings: {server: {backlog: 100}}
                        """);
        assertEquals("false", faithful.settings().text(Factors.AUTOCOMMIT));
        assertEquals("100", faithful.settings().text(Factors.BACKLOG));
        assertEquals(0, faithful.timing().warmUp().toMillis());
    }

    /** Clients and sessions stay those of the rules: tuned stacks meet the same load. */
    @Test
    void tunedWorkersBeginAtTheRuleAndLeaveTheLoadAsItIs() throws IOException {
        Plan rules = read("article");
        Plan tuned = planOf(rules.toYaml() + "workers: tuned\n");
        Scenario scenario = tuned.scenarios().getFirst();
        assertTrue(scenario.tuned());
        assertEquals("tuned from 3*cpus+1", scenario.workersSync().toString());
        for (Concurrency concurrency : List.of(Concurrency.SYNC, Concurrency.EVENT_LOOP)) {
            assertEquals(
                    rules.scenarios().getFirst().resolve(TWO_CPUS, concurrency),
                    scenario.resolve(TWO_CPUS, concurrency));
        }
        Plan again = planOf(tuned.toYaml());
        assertEquals(tuned.toYaml(), again.toYaml());
    }

    /** What {@code --set} changes, and nothing else. */
    static PlanChanges settings(Map<String, String> settings) {
        return new PlanChanges(
                List.of(),
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                settings);
    }

    private static Plan changed(String setting, String value) {
        return Plan.read("quick", CATALOG, settings(Map.of(setting, value)), 7);
    }

    @Test
    void theCommandLineChangesASettingAndThePlanRecordsIt() throws IOException {
        assertEquals("0", read("quick").settings().text(Factors.POOL_SIZE));
        Plan held = changed("driver.pool_size", "4");
        assertEquals("4", held.settings().text(Factors.POOL_SIZE));
        Path file = Files.writeString(folder.resolve("complete.yaml"), held.toYaml());
        assertEquals("4", Plan.readComplete(file, CATALOG).settings().text(Factors.POOL_SIZE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "driver.pool_sise | 4 | driver.pool_sise: unknown setting 'pool_sise'; did you mean 'pool_size'?",
                "driver.pool_size | many | driver.pool_size: expected a whole number from 0 to 2147483647 but found 'many'",
                "drive.pool_size | 4 | drive: unknown key 'drive'; did you mean 'driver'?",
                "pool_size | 4 | --set: expected SECTION.KEY=VALUE, for example driver.pool_size=4, but found 'pool_size=4'; did you mean 'driver.pool_size'?",
                "workers | 4 | --set: expected SECTION.KEY=VALUE, for example driver.pool_size=4, but found 'workers=4'; 'workers' belongs to a scenario",
            })
    void aWrongSettingOnTheCommandLineIsRefused(String setting, String value, String message) {
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> changed(setting, value));
        String found = refused.text();
        assertTrue(found.startsWith("--set") && found.contains(message), found);
    }

    @Test
    void theScheduleIsAFunctionOfTheSeed() {
        List<String> stacks = List.of("a", "b", "c", "d", "e", "f");
        assertEquals(
                Schedule.of(List.of("x"), stacks, 3, 1), Schedule.of(List.of("x"), stacks, 3, 1));
        assertNotEquals(
                Schedule.of(List.of("x"), stacks, 3, 1), Schedule.of(List.of("x"), stacks, 3, 2));
    }

    @Test
    void everyBlockHoldsEveryCellOnce() {
        List<TrialSlot> slots = Schedule.of(List.of("x", "y"), List.of("a", "b", "c"), 5, 42);
        assertEquals(30, slots.size());
        for (int block = 1; block <= 5; block++) {
            int wanted = block;
            Set<String> cells =
                    slots.stream()
                            .filter(slot -> slot.block() == wanted)
                            .map(slot -> slot.scenario() + slot.stack())
                            .collect(Collectors.toSet());
            assertEquals(Set.of("xa", "xb", "xc", "ya", "yb", "yc"), cells);
        }
        assertEquals(30, slots.stream().map(TrialSlot::id).distinct().count());
    }
}
