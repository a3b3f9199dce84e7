package unrigged.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrigged.catalog.Catalog;
import unrigged.catalog.Stack;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Mode;
import unrigged.experiment.Plan;
import unrigged.experiment.PlanChanges;
import unrigged.metric.Tier;

class TopologyTest {
    private static final Catalog CATALOG = ChangedPlan.CATALOG;

    static final DeploymentContext CONTEXT =
            new DeploymentContext(
                    new Program("/parts/nginx", Map.of()),
                    new Program("/parts/pgbouncer", Map.of("LD_LIBRARY_PATH", "/parts/lib")),
                    new Program("/parts/postgres", Map.of()),
                    List.of("/jdk/bin/java", "unrigged.load.LoadMain"),
                    Map.of(
                            "python",
                            "/env/bin/python",
                            "environment",
                            "/env",
                            "java",
                            "/jdk/bin/java",
                            "classpath",
                            "/c",
                            "catalog",
                            "/s"),
                    "/env/bin:/usr/bin",
                    Map.of(
                            Tier.PROXY,
                            20_001,
                            Tier.APP,
                            20_002,
                            Tier.POOL,
                            20_003,
                            Tier.DATABASE,
                            20_004),
                    Path.of("/data/cluster"),
                    Path.of("/run/logs/t"),
                    Path.of("/run/scratch/1"),
                    20_005,
                    new Secrets("superuser's", "pool admin's", "generator's"),
                    Path.of("/run/histograms/t.hlog"),
                    4096,
                    20_000);

    private static Topology topology(String stack, Mode mode, CellSettings cell) {
        Plan plan =
                ChangedPlan.read(
                        "article",
                        Optional.of(mode),
                        Optional.empty(),
                        Map.of("driver.pool_size", "3"));
        return Topology.of(
                new Treatment(
                        CATALOG.find(stack).orElseThrow(), cell, plan.settings(), plan.timing()),
                CONTEXT);
    }

    private static String file(Topology topology, Tier tier) {
        return topology.process(tier).files().entrySet().stream()
                .filter(file -> !file.getKey().toString().matches(".*(users.txt|hba.conf)"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theChainIsWiredFromTheLoadToTheDatabase() {
        Topology topology =
                topology("flask-gunicorn", Mode.FAIR, new CellSettings(7, 37, 35, 6_000_000));
        assertTrue(topology.process(Tier.LOAD).arguments().contains("http://127.0.0.1:20001/test"));
        assertTrue(file(topology, Tier.PROXY).contains("listen 127.0.0.1:20001 backlog=4096;"));
        assertTrue(file(topology, Tier.PROXY).contains("server 127.0.0.1:20002;"));
        assertTrue(topology.process(Tier.APP).arguments().contains("127.0.0.1:20002"));
        assertEquals(
                "20003", topology.process(Tier.APP).environment().get("UNRIGGED_DATABASE_PORT"));
        assertTrue(file(topology, Tier.POOL).contains("listen_port = 20003"));
        assertTrue(file(topology, Tier.POOL).contains("host=127.0.0.1 port=20004"));
        assertTrue(topology.process(Tier.DATABASE).arguments().containsAll(List.of("-p", "20004")));
    }

    @Test
    void theScenarioReachesEveryPart() {
        Topology topology =
                topology("flask-gunicorn", Mode.FAIR, new CellSettings(7, 37, 35, 6_250_000));
        List<String> app = topology.process(Tier.APP).arguments();
        assertEquals("7", app.get(app.indexOf("--workers") + 1));
        assertEquals(
                "0.00625", topology.process(Tier.APP).environment().get("UNRIGGED_DELAY_SECONDS"));
        assertTrue(file(topology, Tier.POOL).contains("pool_size=35"));
        List<String> load = topology.process(Tier.LOAD).arguments();
        assertEquals("37", load.get(load.indexOf("--connections") + 1));
        assertTrue(load.contains("--no-keepalive"));
    }

    @Test
    void aLiveDelayIsNoNumberAndChangesNothingElse() {
        Plan plan = ChangedPlan.read("article", Optional.empty(), Optional.empty(), Map.of());
        Treatment treatment =
                new Treatment(
                        CATALOG.find("flask-gunicorn").orElseThrow(),
                        new CellSettings(7, 37, 35, 6_250_000),
                        plan.settings(),
                        plan.timing());
        Map<String, String> environment =
                new HashMap<>(Topology.of(treatment, CONTEXT).process(Tier.APP).environment());
        assertEquals("0.00625", environment.put("UNRIGGED_DELAY_SECONDS", "live"));
        assertEquals(
                environment,
                Topology.withLiveDelay(treatment, CONTEXT).process(Tier.APP).environment());
    }

    @Test
    void everyProgramIsToldHowManyConnectionsToHold() {
        for (String stack : List.of("flask-gunicorn", "tomcat-virtual")) {
            Topology topology = topology(stack, Mode.FAIR, new CellSettings(7, 37, 37, 0));
            assertEquals("3", topology.process(Tier.APP).environment().get("UNRIGGED_POOL_SIZE"));
        }
    }

    @Test
    void theProxySpeaksThePlansHttpUnlessTheServerRefusesIt() {
        CellSettings cell = new CellSettings(2, 10, 10, 0);
        assertTrue(
                file(topology("jetty-virtual", Mode.FAIR, cell), Tier.PROXY)
                        .contains("proxy_http_version 1.0;"));
        assertTrue(
                file(topology("helidon-virtual", Mode.FAIR, cell), Tier.PROXY)
                        .contains("proxy_http_version 1.1;"));
    }

    @Test
    void fairGivesEveryServerTheSameBacklogAndNoAccessLog() {
        for (String stack :
                List.of("flask-gunicorn", "flask-uwsgi", "starlette-uvicorn", "quart-hypercorn")) {
            List<String> app =
                    topology(stack, Mode.FAIR, new CellSettings(2, 10, 10, 0))
                            .process(Tier.APP)
                            .arguments();
            assertTrue(app.contains("4096"), stack + ": " + app);
            assertFalse(app.contains("--access-log"), stack);
        }
    }

    @Test
    void faithfulLeavesEachServerItsOwnBacklogAndThePublishedAccessLogs() {
        CellSettings cell = new CellSettings(2, 10, 10, 0);
        List<String> uvicorn =
                topology("starlette-uvicorn", Mode.FAITHFUL_2020, cell)
                        .process(Tier.APP)
                        .arguments();
        assertFalse(uvicorn.contains("--backlog"), uvicorn.toString());
        assertTrue(uvicorn.contains("--access-log"));
        List<String> uwsgi =
                topology("flask-uwsgi", Mode.FAITHFUL_2020, cell).process(Tier.APP).arguments();
        assertFalse(uwsgi.contains("--listen"));
        assertFalse(uwsgi.contains("--disable-logging"));
        Topology gunicorn = topology("flask-gunicorn", Mode.FAITHFUL_2020, cell);
        assertFalse(gunicorn.process(Tier.APP).arguments().contains("--access-logfile"));
        assertEquals("0", gunicorn.process(Tier.APP).environment().get("UNRIGGED_AUTOCOMMIT"));
        assertTrue(file(gunicorn, Tier.PROXY).contains("listen 127.0.0.1:20001;"));
    }

    @Test
    void anExistingApplicationIsAskedItsOwnPathAndToldItsPort(@TempDir Path folder)
            throws IOException {
        Path own =
                Files.writeString(
                        folder.resolve("mine.yaml"),
                        """
                        stacks:
                          mine:
                            command: [./server, '{workers}']
                            variables: {PORT: '{port}', DB: 'postgres://unrigged@127.0.0.1:{database_port}/unrigged'}
                            path: /api?id=7
                            expect: {status: 201, length: 45}
                        """);
        Stack mine =
                Catalog.read(Path.of("../stacks/stacks.yaml"), List.of(own))
                        .find("mine")
                        .orElseThrow();
        Plan plan = Plan.read("article", CATALOG, PlanChanges.NONE, 1);
        Topology topology =
                Topology.of(
                        new Treatment(
                                mine,
                                new CellSettings(2, 10, 10, 0),
                                plan.settings(),
                                plan.timing()),
                        CONTEXT);
        assertEquals(List.of("./server", "2"), topology.process(Tier.APP).arguments());
        Map<String, String> variables = topology.process(Tier.APP).environment();
        assertEquals("20002", variables.get("PORT"));
        assertEquals("postgres://unrigged@127.0.0.1:20003/unrigged", variables.get("DB"));
        assertEquals("http://127.0.0.1:20001/api?id=7", topology.url());
        List<String> load = topology.process(Tier.LOAD).arguments();
        assertEquals("201", load.get(load.indexOf("--expect-status") + 1));
        assertEquals("45", load.get(load.indexOf("--expect-length") + 1));
    }

    @Test
    void theLoadExpectsTheStatusThatReadinessExpects() {
        Topology topology = topology("flask-gunicorn", Mode.FAIR, new CellSettings(7, 37, 37, 0));
        List<String> load = topology.process(Tier.LOAD).arguments();
        assertEquals("200", load.get(load.indexOf("--expect-status") + 1));
        assertFalse(topology.keepsConnections());
    }

    @Test
    void noProcessInheritsTheControllersEnvironment() {
        Topology topology = topology("flask-gunicorn", Mode.FAIR, new CellSettings(7, 37, 37, 0));
        for (ProcessSpec spec : topology.processes()) {
            assertEquals("/run/scratch/1", spec.environment().get("HOME"));
            assertFalse(spec.environment().containsKey("USER"));
        }
        assertEquals(
                "/parts/lib", topology.process(Tier.POOL).environment().get("LD_LIBRARY_PATH"));
    }

    @Test
    void everyStackOfTheCatalogueHasAllItsPlaceholdersFilled() {
        Plan plan = Plan.read("article", CATALOG, PlanChanges.NONE, 1);
        CATALOG.stacks()
                .values()
                .forEach(stack -> {
                    Treatment treatment =
                            new Treatment(
                                    stack,
                                    new CellSettings(2, 2, 2, 0),
                                    plan.settings(),
                                    plan.timing());
                    Topology.of(treatment, CONTEXT)
                            .process(Tier.APP)
                            .arguments()
                            .forEach(a -> assertFalse(a.contains("{"), stack.id() + ": " + a));
                });
    }
}
