package unrigged.stack;

import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Spring WebFlux on Reactor Netty, which runs on the driver's event loops: a request, its connection
 * to PostgreSQL and its answer stay on one thread.
 */
@SpringBootApplication(proxyBeanMethods = false)
class SpringWebFluxStack {
    public static void main(String[] arguments) {
        SpringApplication.run(SpringWebFluxStack.class, arguments);
    }

    @Bean
    Settings settings() {
        return Settings.fromEnvironment();
    }

    @Bean(destroyMethod = "close")
    Vertx loops(Settings settings) {
        return Vertx.vertx(
                new VertxOptions()
                        .setEventLoopPoolSize(settings.workers())
                        .setPreferNativeTransport(true)); // as Reactor Netty by itself
    }

    @Bean
    Database database(Settings settings, Vertx loops) {
        return new Database(settings, loops);
    }

    @Bean
    ReactorResourceFactory resources(Vertx loops) {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setLoopResources(_ -> ((VertxInternal) loops).nettyEventLoopGroup());
        return resources;
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> server(Settings settings) {
        return factory ->
                factory.addServerCustomizers(server ->
                        server.option(ChannelOption.SO_BACKLOG, settings.backlog())
                                .accessLog(settings.accessLog()));
    }
}
