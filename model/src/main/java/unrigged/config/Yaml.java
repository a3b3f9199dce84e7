package unrigged.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import unrigged.program.InvalidInputException;

/** Opens YAML documents as {@link ConfigNode}s. */
public final class Yaml {
    private Yaml() {}

    /**
     * The document in {@code file}; {@link InvalidInputException} when it cannot be read or is not
     * YAML.
     */
    public static ConfigNode read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new InvalidInputException(
                    file
                            + ": cannot be read: "
                            + (e.getMessage() == null ? e : e.getMessage())
                            + "; expected a readable text file in UTF-8",
                    e);
        }
    }

    /** The document in {@code text}; {@code name} stands for the file in messages. */
    public static ConfigNode parse(String name, String text) {
        LoadSettings settings =
                LoadSettings.builder().setLabel(name).setAllowDuplicateKeys(true).build();
        try {
            Optional<Node> node = new Compose(settings).composeString(text);
            return new ConfigNode(name, "", node.orElse(null), null);
        } catch (MarkedYamlEngineException e) {
            String place =
                    e.getProblemMark()
                            .map(m -> ":" + (m.getLine() + 1) + ":" + (m.getColumn() + 1))
                            .orElse("");
            throw new InvalidInputException(
                    name + place + ": not valid YAML: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new InvalidInputException(name + ": not valid YAML: " + e.getMessage(), e);
        }
    }
}
