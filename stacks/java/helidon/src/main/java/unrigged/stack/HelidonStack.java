package unrigged.stack;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/** Helidon SE, whose server knows virtual threads only. */
final class HelidonStack {
    private HelidonStack() {}

    public static void main(String[] arguments) {
        Settings settings = Settings.fromEnvironment();
        Database database = Database.open(settings);

        HttpRouting.Builder routing =
                HttpRouting.builder()
                        .get("/test", (request, response) -> response.send(database.row()));
        if (settings.accessLog()) {
            routing.addFilter(HelidonStack::log);
        }
        WebServer.builder()
                .host("127.0.0.1")
                .port(settings.port())
                .backlog(settings.backlog())
                .routing(routing)
                .build()
                .start();
    }

    private static void log(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        chain.proceed();
        System.out.printf(
                "%s \"%s %s\" %d%n",
                request.remotePeer().host(),
                request.prologue().method(),
                request.path().path(),
                response.status().code());
    }
}
