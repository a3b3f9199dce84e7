package unrigged.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import unrigged.journal.Json;

/** A headless Chromium with one page, driven through its DevTools socket. */
public final class Browser implements AutoCloseable {
    /**
     * A guard leads a process group of its own, runs the browser and waits for the end of its
     * standard input, which is also that of this JVM, even by SIGKILL: then it kills the group. A
     * browser that ends by itself ends its guard.
     */
    private static final String GUARD =
            "exec 3<&0; \"$@\" </dev/null 3<&- & browser=$!; { read -r _ <&3; kill -KILL 0; } & exec 3<&-;"
                    + " wait $browser; kill -KILL 0";

    private static final List<String> OPTIONS =
            List.of(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--window-size=1400,1800",
                    "--remote-debugging-port=0");

    private final Process process;
    private final WebSocket socket;
    private final Answers answers;
    private final AtomicInteger next = new AtomicInteger();

    private Browser(Process process, WebSocket socket, Answers answers) {
        this.process = process;
        this.socket = socket;
        this.answers = answers;
    }

    /** The page of an address, loaded. */
    public static Browser open(Path profile, URI page) throws Exception {
        Process process = start(BrowserProgram.get(), profile);
        try {
            Answers answers = new Answers();
            WebSocket socket = connect(process, profile, answers);
            Browser browser = new Browser(process, socket, answers);
            for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
                browser.call(domain + ".enable", Map.of());
            }
            browser.call("Page.navigate", Map.of("url", page.toString()));
            browser.waitFor("document.readyState === 'complete' && location.protocol === 'file:'");
            return browser;
        } catch (Exception | Error e) {
            end(process);
            throw e;
        }
    }

    private static Process start(BrowserProgram program, Path profile) throws IOException {
        List<String> words = new ArrayList<>(List.of("setsid", "sh", "-c", GUARD, "guard"));
        words.add(program.executable().toString());
        words.addAll(OPTIONS);
        words.add("--user-data-dir=" + profile);
        words.add("about:blank");
        ProcessBuilder builder =
                new ProcessBuilder(words)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(profile.resolve("stderr").toFile());
        builder.environment().putAll(program.variables());
        // Caches of fonts and the like are the profile's, too.
        builder.environment().put("XDG_CACHE_HOME", profile.toString());
        return builder.start();
    }

    private static WebSocket connect(Process process, Path profile, Answers answers)
            throws Exception {
        Path portFile = profile.resolve("DevToolsActivePort");
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!Files.exists(portFile) || Files.readAllLines(portFile).size() < 2) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "the browser opened no DevTools port in 30 s, it said: "
                                + Files.readString(profile.resolve("stderr")));
            }
            Thread.sleep(50);
        }
        String port = Files.readAllLines(portFile).getFirst();
        HttpClient client = HttpClient.newHttpClient();
        String targets =
                client.send(
                                HttpRequest.newBuilder(
                                                URI.create("http://127.0.0.1:" + port + "/json"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        for (JsonNode target : Json.LINES.readTree(targets)) {
            if (target.path("type").asString().equals("page")) {
                return client.newWebSocketBuilder()
                        .buildAsync(
                                URI.create(target.path("webSocketDebuggerUrl").asString()), answers)
                        .get(10, TimeUnit.SECONDS);
            }
        }
        throw new IllegalStateException("the browser has no page: " + targets);
    }

    /** The value of an expression, as text. */
    public String eval(String expression) throws Exception {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + result);
        }
        return result.path("result").path("value").asString();
    }

    /** An expression to become true, for at most ten seconds. */
    public void waitFor(String condition) throws Exception {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!eval("String(" + condition + ")").equals("true")) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not in 10 s: " + condition);
            }
            Thread.sleep(50);
        }
    }

    /** A key as from a keyboard, to what has the focus. */
    public void press(String key, int code, String text) throws Exception {
        for (String type : List.of("keyDown", "keyUp")) {
            call(
                    "Input.dispatchKeyEvent",
                    Map.of(
                            "type", type,
                            "key", key,
                            "code", key,
                            "text", type.equals("keyDown") ? text : "",
                            "windowsVirtualKeyCode", code));
        }
    }

    /** A command of the DevTools protocol. */
    public JsonNode call(String method, Map<String, Object> parameters) throws Exception {
        int id = next.incrementAndGet();
        ObjectNode message = Json.LINES.createObjectNode();
        message.put("id", id);
        message.put("method", method);
        message.set("params", Json.LINES.valueToTree(parameters));
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.waiting.put(id, answer);
        socket.sendText(Json.LINES.writeValueAsString(message), true).get(10, TimeUnit.SECONDS);
        return answer.get(20, TimeUnit.SECONDS);
    }

    /** Errors on the console, uncaught exceptions, violations of the policy. */
    List<String> complaints() {
        return answers.complaints;
    }

    /** Nothing but the page itself was asked for, and there was nothing to complain of. */
    public void assertQuiet() {
        assertEquals(List.of(), complaints());
        for (String address : answers.requests) {
            assertTrue(
                    address.startsWith("file:")
                            || address.startsWith("data:")
                            || address.startsWith("blob:"),
                    "the page asked for " + address);
        }
    }

    @Override
    public void close() throws IOException {
        var _ = socket.sendText("{\"id\":0,\"method\":\"Browser.close\"}", true);
        end(process);
    }

    /** Asked or not, it is gone with all its children when this returns. */
    private static void end(Process process) throws IOException {
        List<ProcessHandle> children = process.descendants().toList();
        process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
        process.getOutputStream().close();
        process.onExit().join();
        children.forEach(ProcessHandle::destroyForcibly);
        // Bounded, since there are containers in which nobody collects the dead.
        CompletableFuture.allOf(
                        children.stream()
                                .map(ProcessHandle::onExit)
                                .toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, 5, TimeUnit.SECONDS)
                .join();
    }

    private static final class Answers implements WebSocket.Listener {
        private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
        private final List<String> complaints = new CopyOnWriteArrayList<>();
        private final List<String> requests = new CopyOnWriteArrayList<>();
        private final List<CharSequence> parts = new ArrayList<>();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            parts.add(data.toString());
            if (last) {
                message(Json.LINES.readTree(String.join("", parts)));
                parts.clear();
            }
            socket.request(1);
            return null;
        }

        private void message(JsonNode message) {
            JsonNode params = message.path("params");
            switch (message.path("method").asString("")) {
                case "Runtime.exceptionThrown", "Log.entryAdded" ->
                        complaints.add(params.toString());
                case "Runtime.consoleAPICalled" -> complaints.add(params.toString());
                case "Network.requestWillBeSent" ->
                        requests.add(params.path("request").path("url").asString());
                default -> {}
            }
            CompletableFuture<JsonNode> answer = waiting.remove(message.path("id").asInt(-1));
            if (answer != null) {
                answer.complete(message.path("result"));
            }
        }
    }
}
