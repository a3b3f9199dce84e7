package unrigged.deployment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import unrigged.experiment.Factors;
import unrigged.experiment.Settings;
import unrigged.metric.Tier;

/**
 * nginx in front of the server, as in the article: plain {@code proxy_pass}. Files are named from
 * its prefix (option {@code -p}), so that no name of the user's directories is in a file whose
 * syntax it could break.
 */
final class ProxyTier {
    private static final String FORM =
            """
            daemon off;
            master_process on;
            worker_processes %1$s;
            pid nginx.pid;
            error_log stderr warn;
            events {
                worker_connections %2$d;
            }
            http {
                access_log %3$s;
                client_body_temp_path nginx-temp;
                proxy_temp_path nginx-temp;
                fastcgi_temp_path nginx-temp;
                uwsgi_temp_path nginx-temp;
                scgi_temp_path nginx-temp;
            %4$s}
            """;

    /** One for each server behind the proxy: at a port of its own, with the upstream's number. */
    private static final String SERVER =
            """
                upstream app%1$s {
                    server 127.0.0.1:%2$d;
                    %3$s
                }
                server {
                    listen 127.0.0.1:%4$d%5$s;
                    location / {
                        %6$s
                    }
                }
            """;

    private ProxyTier() {}

    static ProcessSpec nginx(List<Placement> placements) {
        DeploymentContext deploymentContext = placements.getFirst().context();
        Path file = deploymentContext.trial().resolve("nginx.conf");
        return new ProcessSpec(
                Tier.PROXY,
                List.of(
                        deploymentContext.nginx().executable(),
                        "-p",
                        deploymentContext.scratch().toString(),
                        "-e",
                        "stderr",
                        "-c",
                        file.toString()),
                Topology.environment(deploymentContext, deploymentContext.nginx().environment()),
                deploymentContext.scratch(),
                Map.of(file, configuration(placements)),
                OptionalInt.of(deploymentContext.port(Tier.PROXY)),
                // TERM ends nginx at once; QUIT would wait for idle connections.
                "TERM",
                true);
    }

    /** The proxy, as one server's clients see it: at that server's port. */
    static ProcessSpec at(ProcessSpec nginx, Placement placement) {
        return new ProcessSpec(
                nginx.tier(),
                nginx.arguments(),
                nginx.environment(),
                nginx.directory(),
                nginx.files(),
                OptionalInt.of(placement.context().port(Tier.PROXY)),
                nginx.stopSignal(),
                nginx.unprivileged());
    }

    private static String configuration(List<Placement> placements) {
        DeploymentContext deploymentContext = placements.getFirst().context();
        Settings settings = placements.getFirst().treatment().settings();
        ConnectionCapacity capacity =
                ConnectionCapacity.of(placements.stream().map(Placement::treatment).toList());
        StringBuilder servers = new StringBuilder();
        for (int i = 0; i < placements.size(); i++) {
            servers.append(server(placements.get(i), placements.size() == 1 ? "" : "" + (i + 1)));
        }
        int connections =
                Math.min(
                        Math.max(
                                settings.level(Factors.WORKER_CONNECTIONS),
                                capacity.proxyConnections()),
                        deploymentContext.openFilesLimit());
        return FORM.formatted(
                settings.text(Factors.WORKER_PROCESSES),
                connections,
                settings.level(Factors.PROXY_ACCESS_LOG)
                        ? deploymentContext.fromScratch(
                                deploymentContext.trial().resolve("access.log"))
                        : "off",
                servers);
    }

    private static String server(Placement placement, String number) {
        Treatment treatment = placement.treatment();
        DeploymentContext deploymentContext = placement.context();
        Settings settings = treatment.settings();
        int keepalive = settings.level(Factors.UPSTREAM_KEEPALIVE);
        List<String> location =
                new ArrayList<>(
                        List.of(
                                "proxy_pass http://app%s;".formatted(number),
                                "proxy_http_version "
                                        + treatment
                                                .stack()
                                                .http()
                                                .orElse(
                                                        settings.level(
                                                                Factors.UPSTREAM_HTTP_VERSION))
                                        + ";",
                                "proxy_connect_timeout "
                                        + settings.text(Factors.PROXY_CONNECT_TIMEOUT)
                                        + ";",
                                "proxy_read_timeout "
                                        + settings.text(Factors.PROXY_READ_TIMEOUT)
                                        + ";"));
        if (keepalive > 0) {
            location.add("proxy_set_header Connection \"\";");
        }
        OptionalInt backlog = ListenBacklog.of(treatment, deploymentContext);
        return SERVER.formatted(
                number,
                deploymentContext.port(Tier.APP),
                keepalive > 0 ? "keepalive " + keepalive + ";" : "# no idle connections are kept",
                deploymentContext.port(Tier.PROXY),
                backlog.isPresent() ? " backlog=" + backlog.getAsInt() : "",
                String.join("\n            ", location));
    }
}
