package unrigged.setup;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One thing a run needs, and what setup knows about it. */
public sealed interface Component {
    /** For example {@code nginx}, {@code python environment main}. */
    String name();

    /** It can be used now. */
    sealed interface Ready extends Component {
        /** What the part itself says, not what was asked for. */
        String version();

        /** Where it came from, for the reader of an account. */
        String origin();

        /** The executable, or the folder of an environment. */
        Path location();
    }

    /**
     * A server program.
     *
     * @param location the executable; PostgreSQL's {@code initdb} is beside it
     * @param variables what its environment must contain, such as LD_LIBRARY_PATH for private
     *     libraries; often empty
     */
    record Program(
            String name,
            String version,
            String origin,
            Path location,
            Map<String, String> variables)
            implements Ready {
        public Program {
            variables = Map.copyOf(variables);
        }

        /** The folder of the executable and its companions. */
        public Path directory() {
            Path parent = location.getParent();
            if (parent == null) {
                throw new IllegalStateException(location + " has no folder");
            }
            return parent;
        }
    }

    /**
     * A virtual environment with everything its lock file names.
     *
     * @param version of the interpreter
     * @param location root of the environment; its programs are in {@code bin}
     */
    record PythonReady(String name, String version, String origin, Path location) implements Ready {
        /** The interpreter that sees the installed packages. */
        public Path python() {
            return location.resolve("bin").resolve("python");
        }
    }

    /**
     * A built Java program.
     *
     * @param version first digits of the hash of its sources and poms
     * @param location the project
     * @param classPath its own classes first, then its libraries by name
     */
    record MavenReady(
            String name, String version, String origin, Path location, List<Path> classPath)
            implements Ready {
        public MavenReady {
            classPath = List.copyOf(classPath);
        }
    }

    /**
     * What a program of another kind needs.
     *
     * @param placeholders what stands for what in its stack's command: {@code node} for {@code
     *     {node}}
     */
    record EnvironmentReady(
            String name,
            String version,
            String origin,
            Path location,
            Map<String, String> placeholders)
            implements Ready {
        public EnvironmentReady {
            placeholders = Map.copyOf(placeholders);
        }
    }

    /**
     * Not here, but {@link Setup#provision} knows how to get it; only {@link Setup#check} reports
     * this.
     *
     * @param plan what would be downloaded or built, from where
     */
    record Pending(String name, String plan) implements Component {}

    /**
     * Not here and not to be had.
     *
     * @param why what was tried and how each attempt failed, one line each
     * @param fix what a person can do about it
     */
    record Missing(String name, String why, String fix) implements Component {}
}
