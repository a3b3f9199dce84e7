package unrigged.topology;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import unrigged.measure.Tier;
import unrigged.plan.Settings;

/** nginx in front of the server, as in the article: plain {@code proxy_pass}. */
final class ProxyTier {
    private static final String FORM =
            """
            daemon off;
            master_process on;
            worker_processes %1$s;
            pid %2$s/nginx.pid;
            error_log stderr warn;
            events {
                worker_connections %3$d;
            }
            http {
                access_log %4$s;
                client_body_temp_path %2$s/nginx-temp;
                proxy_temp_path %2$s/nginx-temp;
                fastcgi_temp_path %2$s/nginx-temp;
                uwsgi_temp_path %2$s/nginx-temp;
                scgi_temp_path %2$s/nginx-temp;
                upstream app {
                    server 127.0.0.1:%5$d;
                    %6$s
                }
                server {
                    listen 127.0.0.1:%7$d%8$s;
                    location / {
                        %9$s
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
                Math.min(settings.integer("nginx", "worker_connections"), site.openFilesLimit());
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
                site.scratch(),
                connections,
                settings.bool("nginx", "access_log") ? site.trial() + "/access.log" : "off",
                site.port(Tier.APP),
                keepalive > 0 ? "keepalive " + keepalive + ";" : "# no idle connections are kept",
                site.port(Tier.PROXY),
                backlog.isPresent() ? " backlog=" + backlog.getAsInt() : "",
                String.join("\n            ", location));
    }
}
