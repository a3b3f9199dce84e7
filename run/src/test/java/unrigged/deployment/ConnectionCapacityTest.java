package unrigged.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import unrigged.catalog.Catalog;
import unrigged.catalog.Concurrency;
import unrigged.catalog.Stack;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Machine;
import unrigged.experiment.Mode;
import unrigged.experiment.Plan;
import unrigged.experiment.Scale;
import unrigged.experiment.Scenario;
import unrigged.metric.Tier;

/** No limit of a part is below what the scenarios ask of it, however many CPUs there are. */
class ConnectionCapacityTest {
    private static final Catalog CATALOG = ChangedPlan.CATALOG;

    private static Plan plan(String name, Mode mode, Scale scale) {
        return ChangedPlan.read(name, Optional.of(mode), Optional.of(scale), Map.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 19, 32, 64, 128})
    void everyShippedScenarioFitsOnAnyNumberOfCpus(int cpus) {
        Machine machine = new Machine(cpus, OptionalLong.of(2_300_000));
        for (String name : Plan.shipped()) {
            for (Mode mode : Mode.values()) {
                for (Scale scale : Scale.values()) {
                    Plan plan = plan(name, mode, scale);
                    for (Scenario scenario : plan.scenarios()) {
                        plan.stacks()
                                .forEach(id -> {
                                    Stack stack = CATALOG.find(id).orElseThrow();
                                    requireFit(
                                            plan,
                                            stack,
                                            scenario.resolve(machine, stack.concurrency()));
                                });
                    }
                }
            }
        }
    }

    private static void requireFit(Plan plan, Stack stack, CellSettings settings) {
        Topology topology =
                Topology.of(
                        new Treatment(stack, settings, plan.settings(), plan.timing()),
                        TopologyTest.CONTEXT);
        String what = stack.id() + " with " + settings;
        String postgres = String.join(" ", topology.process(Tier.DATABASE).arguments());
        // Three connections are reserved, and the controller has some of its own.
        assertTrue(
                number(postgres, "max_connections=(\\d+)") >= settings.dbSessions() + 3 + 4, what);
        String pool = text(topology, Tier.POOL);
        assertEquals(settings.dbSessions(), number(pool, "pool_size=(\\d+)"), what);
        assertTrue(number(pool, "max_client_conn = (\\d+)") > settings.clients() + 4, what);
        assertTrue(number(pool, "max_client_conn = (\\d+)") > settings.workers() + 4, what);
        String proxy = text(topology, Tier.PROXY);
        assertTrue(number(proxy, "worker_connections (\\d+)") > 2 * settings.clients(), what);
    }

    private static String text(Topology topology, Tier tier) {
        return String.join("\n", topology.process(tier).files().values());
    }

    private static int number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), pattern + " in " + text);
        return Integer.parseInt(matcher.group(1));
    }

    @Test
    void whatThisMachineDoesNotAllowIsNamedWithItsLimit() {
        Plan plan = plan("article", Mode.FAIR, Scale.SCALED);
        Treatment treatment =
                new Treatment(
                        CATALOG.find("starlette-uvicorn").orElseThrow(),
                        new CellSettings(128, 9_405, 9_405, 0),
                        plan.settings(),
                        plan.timing());
        assertEquals(
                List.of(
                        "open files: a process needs 28284, the limit (ulimit -Hn) is 20000",
                        "local ports: 9405 clients, net.ipv4.ip_local_port_range has 9000",
                        "processes: at least 9573 are needed with threads, the limits (ulimit -u, pids.max of the control group) leave 9572"),
                ConnectionCapacity.of(treatment)
                        .shortages(
                                new MachineLimits(20_000, 9_000, 128, OptionalLong.of(9_572)),
                                treatment));
        MachineLimits large = new MachineLimits(1 << 20, 28_232, 1 << 16, OptionalLong.empty());
        assertEquals(List.of(), ConnectionCapacity.of(treatment).shortages(large, treatment));
    }

    private static Treatment cell(Plan plan, CellSettings settings) {
        return new Treatment(
                CATALOG.find("flask-gunicorn").orElseThrow(),
                settings,
                plan.settings(),
                plan.timing());
    }

    private static Plan planWith(Map<String, String> settings) {
        return ChangedPlan.read("article", Optional.empty(), Optional.empty(), settings);
    }

    @Test
    void aLimitThatThePlanSetsTooLowIsNotRaisedInSilence() {
        CellSettings settings = new CellSettings(7, 147, 37, 0);
        assertEquals(
                List.of(
                        "postgresql.max_connections: the plan says 40, 45 are needed",
                        "pgbouncer.max_client_conn: the plan says 100, 299 are needed",
                        "nginx.worker_connections: the plan says 300, 358 are needed"),
                ConnectionCapacity.tooLow(
                        cell(
                                planWith(
                                        Map.of(
                                                "postgresql.max_connections", "40",
                                                "pgbouncer.max_client_conn", "100",
                                                "nginx.worker_connections", "300")),
                                settings)));
        assertEquals(
                List.of(),
                ConnectionCapacity.tooLow(
                        cell(planWith(Map.of("pgbouncer.max_client_conn", "299")), settings)));
        // The defaults follow the scenario.
        assertEquals(
                List.of(),
                ConnectionCapacity.tooLow(
                        cell(planWith(Map.of()), new CellSettings(385, 8_085, 8_085, 0))));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 4096, ''",
        "2, 4096, ''",
        "2, 128, net.core.somaxconn is 128",
        "3, 4096, ''",
        "19, 4096, ''",
        "32, 4096, ''",
        "64, 4096, ''",
        "64, 1024, net.core.somaxconn is 1024",
        "128, 4096, 'net.core.somaxconn is 4096, the plan''s server.backlog is 4096'",
        "128, 65535, the plan's server.backlog is 4096",
    })
    void moreClientsThanAListenQueueHoldsAreSaid(int cpus, int somaxconn, String said) {
        Machine machine = new Machine(cpus, OptionalLong.of(2_300_000));
        Plan plan = plan("article-scenarios", Mode.FAIR, Scale.SCALED);
        MachineLimits limits = new MachineLimits(1 << 20, 28_232, somaxconn, OptionalLong.empty());
        String found =
                plan.scenarios().stream()
                        .map(s -> cell(plan, s.resolve(machine, Concurrency.SYNC)))
                        .flatMap(treatment ->
                                ConnectionCapacity.shortQueue(limits, treatment).stream())
                        .reduce("", (_, last) -> last);
        assertEquals(said, found.replaceFirst(".*at once, ", ""));
    }

    @Test
    void queuesThatEachServerChoosesAreNotKnown() {
        Plan plan = plan("article", Mode.FAITHFUL_2020, Scale.ABSOLUTE);
        MachineLimits limits = new MachineLimits(1 << 20, 28_232, 16, OptionalLong.empty());
        assertEquals(
                Optional.empty(),
                ConnectionCapacity.shortQueue(limits, cell(plan, new CellSettings(7, 147, 37, 0))));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 19, 32, 64, 128})
    void theProcessesOfAScenarioAreComparedWithTheirLimit(int cpus) {
        Machine machine = new Machine(cpus, OptionalLong.of(2_300_000));
        Plan plan = plan("article-scenarios", Mode.FAIR, Scale.SCALED);
        for (Scenario scenario : plan.scenarios()) {
            Treatment treatment = cell(plan, scenario.resolve(machine, Concurrency.SYNC));
            long needed =
                    treatment.cellSettings().workers()
                            + treatment.cellSettings().dbSessions()
                            + 40L;
            MachineLimits enough =
                    new MachineLimits(1 << 20, 28_232, 4096, OptionalLong.of(needed));
            MachineLimits few =
                    new MachineLimits(1 << 20, 28_232, 4096, OptionalLong.of(needed - 1));
            assertEquals(List.of(), ConnectionCapacity.of(treatment).shortages(enough, treatment));
            assertEquals(
                    1,
                    ConnectionCapacity.of(treatment).shortages(few, treatment).size(),
                    scenario.name());
        }
    }
}
