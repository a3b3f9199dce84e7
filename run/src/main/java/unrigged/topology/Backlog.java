package unrigged.topology;

import java.util.OptionalInt;

/**
 * The listen backlog that the plan asks for; empty when each server keeps its own default (mode
 * faithful-2020).
 */
final class Backlog {
    private Backlog() {}

    static OptionalInt of(Cell cell, Site site) {
        String value = cell.settings().text("server", "backlog");
        return value.equals("default")
                ? OptionalInt.empty()
                : OptionalInt.of(Math.min(Integer.parseInt(value), site.backlogLimit()));
    }
}
