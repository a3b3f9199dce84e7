package unrigged.deployment;

import java.util.Map;

/** An executable and the environment variables that it needs to find its libraries. */
public record Program(String executable, Map<String, String> environment) {
    public Program {
        environment = Map.copyOf(environment);
    }
}
