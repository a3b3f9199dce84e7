package unrigged.load;

import java.util.Map;

/** Options of wrk, hey, ab, vegeta and curl that are called otherwise here. */
final class OtherTools {
    static final Map<String, String> OPTIONS =
            Map.ofEntries(
                    Map.entry("-t", "--threads N (as in wrk), or --duration TIME (as in ab)"),
                    Map.entry("-z", "--duration TIME"),
                    Map.entry("-q", "--rate RATES, for all connections together"),
                    Map.entry("-R", "--rate RATES"),
                    Map.entry("-m", "--method NAME"),
                    Map.entry("-X", "--method NAME"),
                    Map.entry("--request", "--method NAME"),
                    Map.entry("-T", "--header 'Content-Type: …', or --timeout TIME"),
                    Map.entry(
                            "-s", "--timeout TIME (as in ab), or --request-list FILE for a script"),
                    Map.entry("--script", "--request-list FILE sends different requests in turn"),
                    Map.entry("-p", "--method POST --body-file FILE"),
                    Map.entry("-D", "--body-file FILE"),
                    Map.entry("--data", "--method POST --body TEXT"),
                    Map.entry("-k", "leave it out: connections are kept unless --no-keepalive"),
                    Map.entry("-L", "leave it out: latencies are always shown"),
                    Map.entry("--latency", "leave it out: latencies are always shown"),
                    Map.entry("-o", "--json, or --hlog FILE for the latencies"),
                    Map.entry("--output", "--json, or --hlog FILE for the latencies"));

    private OtherTools() {}
}
