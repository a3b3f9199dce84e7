package unrigged.cli;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;

/** The compiled main classes of every module, read once. */
final class CompiledClasses {
    static final List<String> MODULES =
            List.of("program", "model", "load", "setup", "run", "report", "lint", "cli");

    static final JavaClasses MAIN =
            new ClassFileImporter()
                    .importPaths(
                            MODULES.stream()
                                    .map(module -> Path.of("..", module, "target", "classes"))
                                    .toList());

    private CompiledClasses() {}
}
