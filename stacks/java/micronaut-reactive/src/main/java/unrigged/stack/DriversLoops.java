package unrigged.stack;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.netty.channel.DefaultEventLoopGroupConfiguration;
import io.micronaut.http.netty.channel.DefaultEventLoopGroupRegistry;
import io.micronaut.http.netty.channel.EventLoopGroupConfiguration;
import io.micronaut.http.netty.channel.EventLoopGroupRegistry;
import io.netty.channel.EventLoopGroup;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Micronaut on the driver's event loops: a request, its connection to PostgreSQL and its answer
 * stay on one thread.
 */
@Singleton
@Replaces(DefaultEventLoopGroupRegistry.class)
class DriversLoops implements EventLoopGroupRegistry {
    private final EventLoopGroup loops;

    DriversLoops(Vertx vertx) {
        loops = ((VertxInternal) vertx).nettyEventLoopGroup();
    }

    @Override
    public EventLoopGroup getDefaultEventLoopGroup() {
        return loops;
    }

    @Override
    public Optional<EventLoopGroup> getEventLoopGroup(String name) {
        return Optional.of(loops);
    }

    @Override
    public Optional<EventLoopGroupConfiguration> getEventLoopGroupConfiguration(String name) {
        return Optional.of(new DefaultEventLoopGroupConfiguration());
    }
}
