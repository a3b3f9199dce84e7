package unrigged.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a constant rate offers to a real server: to the request, whenever the threads begin. */
@Timeout(30)
class OfferedExactlyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nio | --rate=10 --duration=300ms                          | 3 | 3",
                "epoll | --rate=10 --duration=301ms                          | 4 | 4",
                "uring | --rate=0.5 --duration=100ms                         | 1 | 1",
                "nio | --rate=600/m --duration=300ms                       | 3 | 3",
                "epoll | --rate=36000/h --duration=300ms --threads=2         | 3 | 3",
                "uring | --rate=10/200ms,50/100ms --threads=2                | 7 | 7",
                "nio | --rate=0..100/200ms                                 | 10 | 10",
                "epoll | --rate=20 --warm-up=100ms --duration=200ms          | 4 | 6",
                "uring | --rate=20 --warm-up=110ms --duration=200ms --threads=2 | 4 | 7",
                "nio | --rate=20/200ms,40/100ms --warm-up=100ms --pacing=spin | 8 | 10",
            })
    void neitherOneMoreNorOneLess(String transport, String arguments, long inWindow, int inAll)
            throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.sends(ScriptedServer.OK))) {
            String[] all = (arguments + " --connections=4").strip().split(" +", -1);
            Result result = Loads.over(transport, server.url(), all);
            assertEquals(inWindow, result.offered().orElseThrow(), arguments);
            // The last one may be under way when the window ends.
            assertTrue(server.requests.get() <= inAll, server.requests + ": " + arguments);
        }
    }
}
