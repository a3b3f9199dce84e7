package unrigged.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** A call of the program within this JVM, and what came of it. */
record CommandCall(int status, String out, String err) {
    /** Whatever other tests did before. */
    static CommandCall of(String... arguments) {
        System.setProperty("unrigged.checkout", CliProcess.CHECKOUT.toString());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Unrigged.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        int status = line.execute(arguments);
        return new CommandCall(status, out.toString(), err.toString());
    }
}
