package unrigged.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import unrigged.catalog.Catalog;

/**
 * What {@code --stacks} means: names of stacks, and catalogue files whose stacks are all chosen.
 *
 * @param catalog the built-in catalogue with every file that was named
 * @param stacks ids in the order they were given; empty when nothing was chosen
 */
record StackChoice(Catalog catalog, List<String> stacks) {
    StackChoice {
        stacks = List.copyOf(stacks);
    }

    static StackChoice of(Installation installation, List<String> given) {
        return of(installation, given, List.of());
    }

    /** The same of words that are alone, without {@code --stacks}. */
    static StackChoice ofArguments(Installation installation, List<String> given) {
        return of("", installation, given, List.of());
    }

    /**
     * @param more catalogue files that belong to the catalogue without choosing their stacks
     */
    static StackChoice of(Installation installation, List<String> given, List<Path> more) {
        return of("--stacks: ", installation, given, more);
    }

    private static StackChoice of(
            String where, Installation installation, List<String> given, List<Path> more) {
        List<Path> files = new ArrayList<>(more);
        given.stream().filter(StackChoice::isFile).map(Path::of).forEach(files::add);
        Catalog catalog = Catalog.read(installation.stacks(), files);
        Set<String> chosen = new LinkedHashSet<>();
        for (String word : given) {
            chosen.addAll(isFile(word) ? stacksOf(Path.of(word), catalog) : List.of(word));
        }
        chosen.forEach(id -> requireKnown(where, id, catalog));
        return new StackChoice(catalog, List.copyOf(chosen));
    }

    static void requireKnown(String where, String id, Catalog catalog) {
        if (catalog.find(id).isEmpty()) {
            throw catalog.unknown(where, id);
        }
    }

    /** No id of a stack has a dot or a slash. */
    private static boolean isFile(String word) {
        return word.contains("/") || word.endsWith(".yaml") || word.endsWith(".yml");
    }

    private static List<String> stacksOf(Path file, Catalog catalog) {
        Path absolute = file.toAbsolutePath().normalize();
        return catalog.additions().stream()
                .filter(addition -> addition.file().equals(absolute))
                .findFirst()
                .map(Catalog.Addition::stacks)
                .orElseThrow();
    }
}
