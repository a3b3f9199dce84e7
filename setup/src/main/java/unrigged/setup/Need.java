package unrigged.setup;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import unrigged.catalog.Environment;

/**
 * What is asked for; nothing else is looked at.
 *
 * @param tools the programs; those of a run are {@link #INFRASTRUCTURE}
 * @param environments what the stacks of the run are installed or built into
 */
public record Need(Set<Tool> tools, Set<Environment> environments) {
    /** PostgreSQL, PgBouncer and nginx. */
    public static final Set<Tool> INFRASTRUCTURE =
            Collections.unmodifiableSet(EnumSet.of(Tool.POSTGRESQL, Tool.PGBOUNCER, Tool.NGINX));

    public Need {
        tools = Collections.unmodifiableSet(new LinkedHashSet<>(tools));
        environments = Collections.unmodifiableSet(new LinkedHashSet<>(environments));
    }
}
