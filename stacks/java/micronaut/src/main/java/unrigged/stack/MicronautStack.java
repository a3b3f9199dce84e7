package unrigged.stack;

import io.micronaut.context.annotation.Factory;
import io.micronaut.runtime.Micronaut;
import io.micronaut.serde.annotation.SerdeImport;
import jakarta.inject.Singleton;
import java.util.Map;

/** Micronaut on Netty; requests run on platform or virtual threads, as the command line says. */
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
    Database database() {
        return Database.open(Settings.fromEnvironment());
    }
}
