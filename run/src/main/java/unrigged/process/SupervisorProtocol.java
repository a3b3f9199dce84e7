package unrigged.process;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the controller and its supervisor say to each other: frames, each a length of four bytes and
 * so many bytes, so that one that cannot be written is not written in part. To the supervisor:
 * kind, id, then the kind's own fields. To the controller: kind, id, a number (pid or exit status),
 * a text. Texts are UTF-8 behind a length of four bytes.
 */
final class SupervisorProtocol {
    static final byte START = 1;
    static final byte SIGNAL = 2;
    static final byte KILL_ORPHANS = 3;

    static final byte HELLO = 11;
    static final byte STARTED = 12;
    static final byte REFUSED = 13;
    static final byte EXITED = 14;
    static final byte ORPHANS_KILLED = 15;

    /** Bytes of a frame; the kernel takes no program with arguments of a quarter of it. */
    static final int LENGTH_MAX = 16 << 20;

    private SupervisorProtocol() {}

    /** A frame under construction. */
    static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);

        Writer(byte kind, int id) throws IOException {
            out.writeByte(kind);
            out.writeInt(id);
        }

        Writer number(int number) throws IOException {
            out.writeInt(number);
            return this;
        }

        Writer number(long number) throws IOException {
            out.writeLong(number);
            return this;
        }

        Writer text(String text) throws IOException {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(utf8.length);
            out.write(utf8);
            return this;
        }

        int length() {
            return out.size();
        }

        void to(DataOutputStream stream) throws IOException {
            stream.writeInt(length());
            bytes.writeTo(stream);
            stream.flush();
        }
    }

    /** The next frame without its length; an {@link java.io.EOFException} at the stream's end. */
    static DataInputStream read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 5 || length > LENGTH_MAX) {
            throw new IOException(
                    "a frame of "
                            + Integer.toUnsignedString(length)
                            + " bytes, expected 5 to "
                            + LENGTH_MAX
                            + "; something else writes to the same stream");
        }
        byte[] body = new byte[length];
        in.readFully(body);
        return new DataInputStream(new ByteArrayInputStream(body));
    }

    static String text(DataInputStream frame) throws IOException {
        int length = frame.readInt();
        if (length < 0 || length > frame.available()) {
            throw new IOException("a text of " + length + " bytes in a frame with fewer");
        }
        return new String(frame.readNBytes(length), StandardCharsets.UTF_8);
    }

    record Start(
            List<String> arguments,
            Map<String, String> environment,
            String directory,
            String log,
            int signal) {}

    static Writer start(int id, Start start) throws IOException {
        Writer frame = new Writer(START, id).number(start.arguments.size());
        for (String argument : start.arguments) {
            frame.text(argument);
        }
        frame.number(start.environment.size());
        for (Map.Entry<String, String> entry : start.environment.entrySet()) {
            frame.text(entry.getKey()).text(entry.getValue());
        }
        return frame.text(start.directory).text(start.log).number(start.signal);
    }

    static Start readStart(DataInputStream frame) throws IOException {
        List<String> arguments = new ArrayList<>();
        for (int left = frame.readInt(); left > 0; left--) {
            arguments.add(text(frame));
        }
        Map<String, String> environment = new LinkedHashMap<>();
        for (int left = frame.readInt(); left > 0; left--) {
            environment.put(text(frame), text(frame));
        }
        return new Start(arguments, environment, text(frame), text(frame), frame.readInt());
    }
}
