package unrigged.process;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the lab and its supervisor say to each other. To the supervisor: kind, id, then the kind's
 * own fields. To the lab: kind, id, a number (pid or exit status), a text.
 */
final class Frames {
    static final byte START = 1;
    static final byte SIGNAL = 2;
    static final byte SWEEP = 3;

    static final byte HELLO = 11;
    static final byte STARTED = 12;
    static final byte REFUSED = 13;
    static final byte EXITED = 14;
    static final byte SWEPT = 15;

    private Frames() {}

    record Start(
            List<String> arguments,
            Map<String, String> environment,
            String directory,
            String log,
            int signal) {}

    static void writeStart(DataOutputStream out, int id, Start start) throws IOException {
        out.writeByte(START);
        out.writeInt(id);
        out.writeInt(start.arguments.size());
        for (String argument : start.arguments) {
            out.writeUTF(argument);
        }
        out.writeInt(start.environment.size());
        for (Map.Entry<String, String> entry : start.environment.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeUTF(entry.getValue());
        }
        out.writeUTF(start.directory);
        out.writeUTF(start.log);
        out.writeInt(start.signal);
    }

    static Start readStart(DataInputStream in) throws IOException {
        List<String> arguments = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            arguments.add(in.readUTF());
        }
        Map<String, String> environment = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            environment.put(in.readUTF(), in.readUTF());
        }
        return new Start(arguments, environment, in.readUTF(), in.readUTF(), in.readInt());
    }
}
