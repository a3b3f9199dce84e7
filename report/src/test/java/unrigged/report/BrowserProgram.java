package unrigged.report;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import unrigged.setup.Component;
import unrigged.setup.Inventory;
import unrigged.setup.Need;
import unrigged.setup.Origin;
import unrigged.setup.Setup;
import unrigged.setup.Tool;

/**
 * The Chromium in which tests look at the page: one on PATH, else the distribution's, which setup
 * unpacks into the private directory once.
 *
 * @param variables what its environment must contain, often nothing
 */
record BrowserProgram(Path executable, Map<String, String> variables) {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell");

    /** Kept, since each attempt with an apt that does not answer takes its time. */
    private static @Nullable Inventory provisioned;

    /**
     * Where there is none, the test is skipped and says why; with {@code -Dbrowser.required}, as in
     * CI, it fails.
     */
    static BrowserProgram get() throws Exception {
        Optional<Path> onPath = onPath();
        if (onPath.isPresent()) {
            return new BrowserProgram(onPath.get(), Map.of());
        }
        Inventory inventory = provision();
        if (inventory.components().getFirst() instanceof Component.Program program) {
            return new BrowserProgram(program.location(), program.variables());
        }
        String reason =
                "no browser, so the page was not looked at: none of %s is on PATH, and setup says\n%s"
                        .formatted(String.join(", ", NAMES), inventory.account());
        return Boolean.getBoolean("browser.required") ? fail(reason) : abort(reason);
    }

    private static Optional<Path> onPath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(d -> NAMES.stream().map(n -> Path.of(d, n)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static synchronized Inventory provision() throws Exception {
        Inventory known = provisioned;
        if (known == null) {
            Setup setup =
                    new Setup(
                            Setup.cacheDirectory(System.getenv()),
                            Path.of(".."),
                            Path.of(System.getProperty("java.home")),
                            System.out::println,
                            List.of(Origin.DISTRIBUTION));
            known = setup.provision(new Need(Set.of(Tool.CHROMIUM), Set.of()));
            if (!known.complete()) {
                System.out.print(known.account());
            }
            provisioned = known;
        }
        return known;
    }
}
