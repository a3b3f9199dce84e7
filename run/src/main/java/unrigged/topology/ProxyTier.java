package unrigged.topology;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import unrigged.measure.Tier;
import unrigged.plan.Settings;

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
                upstream app {
                    server 127.0.0.1:%4$d;
                    %5$s
                }
                server {
                    listen 127.0.0.1:%6$d%7$s;
                    location / {
                        %8$s
                    }
                }
            }
            """;

    private ProxyTier() {}

    static Part nginx(Cell cell, Site site) {
        Path file = site.trial().resolve("nginx.conf");
        return new Part(
                Tier.PROXY,
                List.of(
                        site.nginx().executable(),
                        "-p",
                        site.scratch().toString(),
                        "-e",
                        "stderr",
                        "-c",
                        file.toString()),
                Topology.environment(site, site.nginx().environment()),
                site.scratch(),
                Map.of(file, configuration(cell, site)),
                OptionalInt.of(site.port(Tier.PROXY)),
                // TERM ends nginx at once; QUIT would wait for idle connections.
                "TERM",
                true);
    }

    private static String configuration(Cell cell, Site site) {
        Settings settings = cell.settings();
        int connections =
                Math.min(
                        Math.max(
                                settings.integer("nginx", "worker_connections"),
                                Capacity.of(cell).proxyConnections()),
                        site.openFilesLimit());
        int keepalive = settings.integer("nginx", "upstream_keepalive");
        List<String> location =
                new ArrayList<>(
                        List.of(
                                "proxy_pass http://app;",
                                "proxy_http_version "
                                        + cell.stack()
                                                .http()
                                                .orElse(
                                                        settings.text(
                                                                "nginx", "upstream_http_version"))
                                        + ";",
                                "proxy_connect_timeout "
                                        + settings.text("nginx", "proxy_connect_timeout")
                                        + ";",
                                "proxy_read_timeout "
                                        + settings.text("nginx", "proxy_read_timeout")
                                        + ";"));
        if (keepalive > 0) {
            location.add("proxy_set_header Connection \"\";");
        }
        OptionalInt backlog = Backlog.of(cell, site);
        return FORM.formatted(
                settings.text("nginx", "worker_processes"),
                connections,
                settings.bool("nginx", "access_log")
                        ? site.fromScratch(site.trial().resolve("access.log"))
                        : "off",
                site.port(Tier.APP),
                keepalive > 0 ? "keepalive " + keepalive + ";" : "# no idle connections are kept",
                site.port(Tier.PROXY),
                backlog.isPresent() ? " backlog=" + backlog.getAsInt() : "",
                String.join("\n            ", location));
    }
}
