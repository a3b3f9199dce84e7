package unrigged.setup;

import java.io.IOException;
import java.util.Optional;

/** One way to come by the infrastructure's programs. */
sealed interface Source permits Installed, MavenCentral, Distribution {
    /** The tool as this source has it already; looks only. */
    Optional<Part.Program> present(Tool tool) throws IOException, Unavailable, InterruptedException;

    /** What {@link #obtain} would do, or the reason why it cannot, without doing anything. */
    String plan(Tool tool) throws Unavailable;

    /** Gets it. */
    Part.Program obtain(Tool tool) throws IOException, Unavailable, InterruptedException;
}
