package unrigged.stack;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.runtime.Micronaut;
import io.micronaut.serde.annotation.SerdeImport;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import jakarta.inject.Singleton;
import java.util.Map;

/** Micronaut on Netty, and a driver that never blocks. */
@Factory
@SerdeImport(Row.class)
class MicronautStack {
    public static void main(String[] arguments) {
        boolean accessLog = Settings.fromEnvironment().accessLog();
        Micronaut.build(arguments)
                .mainClass(MicronautStack.class)
                .properties(Map.of("access-log", accessLog))
                .banner(false)
                .start();
    }

    @Singleton
    Settings settings() {
        return Settings.fromEnvironment();
    }

    @Bean(preDestroy = "close")
    @Singleton
    Vertx loops(Settings settings) {
        return Vertx.vertx(new VertxOptions().setEventLoopPoolSize(settings.workers()));
    }

    @Singleton
    Database database(Settings settings, Vertx loops) {
        return new Database(settings, loops);
    }
}
