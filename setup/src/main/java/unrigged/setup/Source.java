package unrigged.setup;

import java.io.IOException;
import java.util.Optional;

/** One way to come by a program. */
sealed interface Source permits InstalledPrograms, MavenCentral, Distribution {
    /** The tool as this source has it already; looks only. */
    Optional<Component.Program> present(Tool tool) throws IOException, InterruptedException;

    /** What {@link #obtain} would do, or the reason why it cannot, without doing anything. */
    String plan(Tool tool);

    /** Gets it. */
    Component.Program obtain(Tool tool) throws IOException, InterruptedException;
}
