package unrigged.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import unrigged.experiment.DuelEntry;
import unrigged.program.InvalidInputException;

/** Which servers meet in a duel, from its URLs, commands and names. */
final class DuelArguments {
    private static final int SERVERS_MAX = 16;

    /** Names are those of directories as well. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    private static final Pattern URL =
            Pattern.compile("(?s)([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^#]*)(?:#.*)?");

    /** A port may be left open. */
    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9A-Fa-f:.%]+\\]|[^:@\\[\\]\\s]+)(?::(\\d{1,5}|\\{port}))?");

    private static final int PORT_MAX = 65_535;
    private static final String LOCAL = "http://127.0.0.1:" + DuelEntry.PORT + "/";

    private DuelArguments() {}

    /**
     * In their order; the first is the reference.
     *
     * @param commands the i-th starts the server of the i-th URL; an empty one none
     * @throws InvalidInputException when they do not fit each other
     */
    static List<DuelEntry> entries(
            List<String> urls, List<String> commands, List<String> givenNames) {
        int servers = Math.max(urls.size(), commands.size());
        if (servers < 2) {
            throw new InvalidInputException(
                    servers == 0
                            ? "no server was given; a duel needs two"
                            : "one server was given; a duel needs two",
                    "URL URL…, or --start 'COMMAND' --start 'COMMAND'",
                    "for example unrigged duel http://127.0.0.1:8080/ http://127.0.0.1:8081/; one server alone: unrigged load URL");
        }
        if (servers > SERVERS_MAX) {
            throw new InvalidInputException(
                    "%d servers were given; at most %d can take turns"
                            .formatted(servers, SERVERS_MAX));
        }
        List<String> names = names(givenNames, servers);
        List<DuelEntry> entries = new ArrayList<>();
        for (int i = 0; i < servers; i++) {
            String command = i < commands.size() ? commands.get(i).strip() : "";
            entries.add(
                    new DuelEntry(
                            names.get(i),
                            url(urls, i, command),
                            command.isEmpty() ? Optional.empty() : Optional.of(command)));
        }
        return entries;
    }

    private static String url(List<String> urls, int i, String command) {
        boolean takesPort = command.contains(DuelEntry.PORT);
        // One URL with an open port is that of all commands.
        boolean shared = urls.size() == 1 && urls.getFirst().contains(DuelEntry.PORT);
        if (i >= urls.size() && !shared) {
            if (!takesPort) {
                throw new InvalidInputException(
                        command.isEmpty()
                                ? "--start '': an empty one stands for a server that runs already, and there is no URL for it"
                                : "--start '%s': there is no URL for it, and it takes no {port}"
                                        .formatted(command),
                        "a URL for each command, in the same order",
                        "give its URL, or write {port} in the command: its URL is then " + LOCAL);
            }
            return LOCAL;
        }
        String url = checked(shared ? urls.getFirst() : urls.get(i));
        if (url.contains(DuelEntry.PORT) && !takesPort) {
            throw new InvalidInputException(
                    "'%s' leaves its port open, and no command takes one".formatted(url),
                    "a port, or --start 'COMMAND' with {port} in it",
                    "write the port of the server that runs");
        }
        if (takesPort && !url.contains(DuelEntry.PORT)) {
            throw new InvalidInputException(
                    "--start '%s' takes a free port, and '%s' names another"
                            .formatted(command, url),
                    "http://127.0.0.1:{port}/… for a command with {port}",
                    "write {port} in the URL too, or leave it out");
        }
        return url;
    }

    /** With a path, and without a fragment, which is never sent. */
    private static String checked(String given) {
        Matcher parts = URL.matcher(given);
        if (!parts.matches()) {
            throw wrong("'" + given + "' is no URL that can be loaded");
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        if (scheme.equals("https")) {
            throw new InvalidInputException(
                    "'" + given + "' asks for TLS, which the load generator does not speak yet",
                    "http://HOST[:PORT][/PATH]",
                    "give the plain HTTP port behind the TLS end point");
        }
        if (!scheme.equals("http")) {
            throw wrong("'" + given + "' is no URL that can be loaded");
        }
        Matcher authority = AUTHORITY.matcher(parts.group(2));
        if (!authority.matches() || !isPort(Optional.ofNullable(authority.group(2)))) {
            throw wrong("'" + given + "' names no host and port");
        }
        String rest = parts.group(3);
        return "http://" + parts.group(2) + (rest.startsWith("/") ? rest : "/" + rest);
    }

    private static boolean isPort(Optional<String> digits) {
        return digits.isEmpty()
                || digits.get().equals(DuelEntry.PORT)
                || (Integer.parseInt(digits.get()) > 0
                        && Integer.parseInt(digits.get()) <= PORT_MAX);
    }

    private static InvalidInputException wrong(String given) {
        return new InvalidInputException(
                given, "http://HOST[:PORT][/PATH]", "for example http://127.0.0.1:8080/");
    }

    /** a, b, c, unless others are given. */
    private static List<String> names(List<String> given, int servers) {
        List<String> names = new ArrayList<>();
        if (given.isEmpty()) {
            for (int i = 0; i < servers; i++) {
                names.add(String.valueOf((char) ('a' + i)));
            }
            return names;
        }
        Set<String> seen = new HashSet<>();
        for (String name : given) {
            if (!NAME.matcher(name).matches()) {
                throw new InvalidInputException(
                        "--name: '" + name + "' is no name",
                        "letters, digits, '.', '_' and '-', at most 40",
                        "for example --name old,new");
            }
            if (!seen.add(name)) {
                throw new InvalidInputException("--name: '" + name + "' is given twice");
            }
            names.add(name);
        }
        if (names.size() != servers) {
            throw new InvalidInputException(
                    "--name: %d names for %d servers".formatted(names.size(), servers),
                    "one for each, in their order",
                    "for example --name old,new");
        }
        return names;
    }
}
