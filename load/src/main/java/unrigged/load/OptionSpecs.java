package unrigged.load;

import java.time.Duration;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options described by calls: reading annotations takes a JVM that has just started a fifth of all
 * the CPU of its start.
 */
final class OptionSpecs {
    private OptionSpecs() {}

    /** Options under one heading of the help; nothing else holds them together. */
    static ArgGroupSpec group(String heading, OptionSpec... options) {
        ArgGroupSpec.Builder group =
                ArgGroupSpec.builder()
                        .exclusive(false)
                        .validate(false)
                        .heading("%n" + heading + ":%n");
        for (OptionSpec option : options) {
            group.addArg(option);
        }
        return group.build();
    }

    /**
     * @param names separated by commas, here as below
     */
    static OptionSpec flag(String names, String... description) {
        return OptionSpec.builder(names.split(",", -1)).description(description).build();
    }

    static OptionSpec help(String names, String... description) {
        return OptionSpec.builder(names.split(",", -1))
                .usageHelp(true)
                .description(description)
                .build();
    }

    static OptionSpec version(String names, String... description) {
        return OptionSpec.builder(names.split(",", -1))
                .versionHelp(true)
                .description(description)
                .build();
    }

    /** An option with one value; converted as picocli does it for that type. */
    static OptionSpec value(String name, String label, Class<?> type, String... description) {
        return valued(name, label, type, description).build();
    }

    static OptionSpec required(String name, String label, String... description) {
        return valued(name, label, String.class, description).required(true).build();
    }

    static OptionSpec duration(String name, String... description) {
        return valued(name, "TIME", Duration.class, description)
                .converters(new DurationText())
                .build();
    }

    /** An option that may be given again and again. */
    static OptionSpec list(String name, String label, String... description) {
        return valued(name, label, String[].class, description).build();
    }

    /** An option with many values behind commas. */
    static OptionSpec commaList(String name, String label, String... description) {
        return valued(name, label, String[].class, description).splitRegex(",").build();
    }

    private static OptionSpec.Builder valued(
            String names, String label, Class<?> type, String... description) {
        return OptionSpec.builder(names.split(",", -1))
                .paramLabel(label)
                .type(type)
                .description(description);
    }
}
