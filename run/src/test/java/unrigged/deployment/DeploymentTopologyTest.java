package unrigged.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import unrigged.catalog.Catalog;
import unrigged.experiment.CellSettings;
import unrigged.experiment.Plan;
import unrigged.metric.Tier;

class DeploymentTopologyTest {
    private static final Catalog CATALOG = ChangedPlan.CATALOG;
    private static final Plan PLAN =
            ChangedPlan.read("quick", Optional.empty(), Optional.empty(), Map.of());

    static Placement placement(int number, String stack, int clients, int sessions) {
        return new Placement(
                DeploymentTopology.databaseName(number),
                new Treatment(
                        CATALOG.find(stack).orElseThrow(),
                        new CellSettings(2, clients, sessions, 0),
                        PLAN.settings(),
                        PLAN.timing()),
                context(number),
                true);
    }

    private static DeploymentContext context(int number) {
        return new DeploymentContext(
                new Program("/usr/sbin/nginx", Map.of()),
                new Program("/usr/sbin/pgbouncer", Map.of()),
                new Program("/usr/lib/postgresql/15/bin/postgres", Map.of()),
                List.of("java", "-jar", "load.jar"),
                Map.of("python", "/env/bin/python", "catalog", "/checkout/stacks"),
                "/usr/bin",
                Map.of(
                        Tier.DATABASE,
                        21_000,
                        Tier.POOL,
                        21_001,
                        Tier.APP,
                        22_000 + number,
                        Tier.PROXY,
                        23_000 + number),
                Path.of("/cache/data"),
                Path.of("/runs/1/logs/b01.1"),
                Path.of("/runs/1/scratch/" + number),
                0,
                new Secrets("a", "b", "c"),
                Path.of("/runs/1/histograms/x"),
                4096,
                20_000);
    }

    private static final DeploymentTopology TOPOLOGY =
            new DeploymentTopology(
                    List.of(
                            placement(1, "flask-gunicorn", 37, 37),
                            placement(2, "flask-gunicorn", 37, 37),
                            placement(3, "starlette-uvicorn", 147, 40)));

    private static String file(ProcessSpec spec, String name) {
        return spec.files().entrySet().stream()
                .filter(file -> file.getKey().endsWith(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachServerHasAPortOfTheProxyAndAPoolOfItsOwn() {
        String proxy = file(TOPOLOGY.proxy(), "nginx.conf");
        String pool = file(TOPOLOGY.pool(), "pgbouncer.ini");
        for (int number = 1; number <= 3; number++) {
            assertTrue(proxy.contains("listen 127.0.0.1:%d".formatted(23_000 + number)), proxy);
            assertTrue(proxy.contains("proxy_pass http://app%d;".formatted(number)), proxy);
            Topology alone = TOPOLOGY.of(TOPOLOGY.placements().get(number - 1));
            Map<String, String> app = alone.process(Tier.APP).environment();
            assertEquals("unrigged_" + number, app.get("UNRIGGED_DATABASE_NAME"));
            assertEquals("live", app.get("UNRIGGED_DELAY_SECONDS"));
            assertEquals(23_000 + number, alone.process(Tier.PROXY).port().orElseThrow());
            assertTrue(alone.url().startsWith("http://127.0.0.1:%d/".formatted(23_000 + number)));
        }
        assertTrue(
                pool.contains(
                        "unrigged_1 = host=127.0.0.1 port=21000 dbname=unrigged user=unrigged pool_size=37"),
                pool);
        assertTrue(
                pool.contains(
                        "unrigged_3 = host=127.0.0.1 port=21000 dbname=unrigged user=unrigged pool_size=40"),
                pool);
        assertTrue(
                file(TOPOLOGY.pool(), "pgbouncer-hba.conf")
                        .contains("unrigged_1,unrigged_2,unrigged_3"));
    }

    /** All keep their sessions; one at a time has clients. */
    @Test
    void limitsAreThoseOfAllServersTogether() {
        ConnectionCapacity all =
                ConnectionCapacity.of(
                        TOPOLOGY.placements().stream().map(Placement::treatment).toList());
        assertTrue(all.databaseConnections() >= 37 + 37 + 40, all.toString());
        assertTrue(all.proxyConnections() >= 2 * 147, all.toString());
        assertTrue(all.tasks() >= 3 * 2 + 37 + 37 + 40, all.toString());
    }

    @Test
    void aPoolCanHaveAnotherSizeWhileTheOthersKeepTheirs() {
        String before = file(TOPOLOGY.pool(), "pgbouncer.ini");
        String after = TOPOLOGY.poolConfiguration(Map.of("unrigged_2", 7));
        assertEquals(before.replaceFirst("(unrigged_2 .*pool_size=)37", "$17"), after);
    }
}
