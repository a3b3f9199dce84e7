package unrigged.stack;

import java.io.CharArrayWriter;
import org.apache.catalina.valves.AbstractAccessLogValve;

/** Tomcat's access log on standard output, where the other servers write theirs. */
final class ConsoleAccessLog extends AbstractAccessLogValve {
    ConsoleAccessLog() {
        setPattern("common");
    }

    @Override
    protected void log(CharArrayWriter line) {
        System.out.println(line);
    }
}
