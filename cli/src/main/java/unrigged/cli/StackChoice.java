package unrigged.cli;

import java.util.List;
import unrigged.catalog.Catalog;
import unrigged.config.InvalidInput;

/** Checks names of stacks that come from the command line. */
final class StackChoice {
    private StackChoice() {}

    static void requireKnown(List<String> stacks, Catalog catalog) {
        for (String id : stacks) {
            if (catalog.find(id).isEmpty()) {
                throw new InvalidInput(
                        "--stacks: unknown stack '" + id + "'" + catalog.suggestion(id));
            }
        }
    }
}
