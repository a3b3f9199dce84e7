package unrigged.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import unrigged.catalog.Catalog;
import unrigged.catalog.Stack;
import unrigged.journal.Json;
import unrigged.program.ErrorText;
import unrigged.setup.Component;
import unrigged.setup.Inventory;

@Command(
        name = "stacks",
        description =
                "List the catalogue: every stack that can be measured, and whether it can be had on this machine.",
        mixinStandardHelpOptions = true)
final class StacksCommand implements Callable<Integer> {
    @Option(
            names = "--stacks",
            split = ",",
            paramLabel = "A,FILE",
            description = "Only these stacks, or those of a catalogue file (default: all).")
    private List<String> stacks = new ArrayList<>();

    @Option(names = "--json", description = "One JSON document on stdout.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        Installation installation = Installation.here();
        StackChoice choice = StackChoice.of(installation, stacks);
        Catalog catalog = choice.catalog();
        List<Stack> listed =
                choice.stacks().isEmpty()
                        ? List.copyOf(catalog.stacks().values())
                        : choice.stacks().stream()
                                .flatMap(id -> catalog.find(id).stream())
                                .toList();
        Provisioning provisioning =
                new Provisioning(installation, spec.commandLine().getErr()::println);
        Inventory inventory =
                provisioning.check(
                        Provisioning.need(catalog, listed.stream().map(Stack::id).toList()));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(
                    Json.LINES.writeValueAsString(
                            listed.stream().map(s -> row(s, inventory)).toList()));
        } else {
            out.print(TerminalTable.of(table(listed, inventory)));
        }
        out.flush();
        return ExitCode.DONE;
    }

    private static Map<String, Object> row(Stack stack, Inventory inventory) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("stack", stack.id());
        row.put("framework", stack.framework());
        row.put("server", stack.server());
        row.put("language", stack.language());
        row.put("concurrency", stack.concurrency().id());
        row.put("driver", stack.driver());
        Optional<Component.Missing> missing = missing(stack, inventory);
        row.put("available", missing.isEmpty());
        missing.ifPresent(
                component -> row.put("why", ErrorText.inOneLine(component.why(), component.fix())));
        return row;
    }

    private static Optional<Component.Missing> missing(Stack stack, Inventory inventory) {
        return inventory
                .find(stack.environment())
                .filter(Component.Missing.class::isInstance)
                .map(Component.Missing.class::cast);
    }

    private static List<List<String>> table(List<Stack> listed, Inventory inventory) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of("stack", "framework", "server", "language", "type", "driver", "available"));
        for (Stack stack : listed) {
            String state =
                    switch (inventory
                            .find(stack.environment())
                            .orElse(new Component.Pending("", ""))) {
                        case Component.Ready _ -> "yes";
                        case Component.Pending _ -> "yes, after setup";
                        case Component.Missing component ->
                                "no: " + component.why().lines().findFirst().orElse("");
                    };
            rows.add(
                    List.of(
                            stack.id(),
                            stack.framework(),
                            stack.server(),
                            stack.language(),
                            stack.concurrency().title(),
                            stack.driver(),
                            state));
        }
        return rows;
    }
}
