package unrigged.setup;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import unrigged.catalog.Environment;

/**
 * What a run asks for; nothing else is looked at.
 *
 * @param infrastructure PostgreSQL, PgBouncer and nginx
 * @param environments what the stacks of the run are installed or built into
 */
public record Need(boolean infrastructure, Set<Environment> environments) {
    public Need {
        environments = Collections.unmodifiableSet(new LinkedHashSet<>(environments));
    }
}
