package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.apache.coyote.http11.Http11Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Requests that no HTTP library would send. */
@ExtendWith(SharedServer.class)
class RawRequestIT {
    private final int port;

    RawRequestIT(TestClient client) {
        this.port = client.request("/").build().uri().getPort();
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 10_000})
    void tooManyHeaderFieldsAreRefused(int count) throws IOException {
        assertIsRefused(send("GET /gallery HTTP/1.1\r\nHost: localhost\r\n" + "A: b\r\n".repeat(count) + "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRACE /gallery HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /people/{x} HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "PROPFIND /gallery HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /gallery?\u0000=1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /gallery?%00=1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /gallery%0a HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /gallery//.. HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /gallery HTTP/1.1\r\nHost: localhost\r\nOrigin: \u0001\r\n\r\n",
                "GET /gallery HTTP/1.1\r\nHost: a/b\r\n\r\n",
                "GET /gallery HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "nonsense\r\n\r\n"
            })
    void aMalformedRequestIsRefused(String request) throws IOException {
        assertIsRefused(send(request));
    }

    @Test
    void anAddressThatMayNameAPersonIsNotLogged() {
        assertThat(LoggerFactory.getLogger(Http11Processor.class).isInfoEnabled())
                .isFalse();
    }

    private static void assertIsRefused(String answer) {
        assertThat(answer).matches("(?s)HTTP/1\\.1 (4\\d\\d|505) .*");
        assertThat(answer).contains("\r\nContent-Type: application/problem+json");
        JsonNode problem = TestClient.json(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
        assertThat(problem.get("type").asString()).isEqualTo("about:blank");
        assertThat(answer)
                .startsWith("HTTP/1.1 %d ".formatted(problem.get("status").asInt()));
        assertThat(problem.get("detail").asString()).isNotEmpty();
        assertThat(answer)
                .doesNotContainIgnoringCase("\tat ", "exception", "tomcat", "spring", "io.vesper", "\r\nserver:");
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            try {
                out.write(request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            } catch (SocketException e) {
                // The server has answered and hung up in the middle of it; the answer is still there.
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
