package io.vesper.client;

import io.vesper.person.Printable;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a server answers in place of what it was asked for.
 *
 * @param reason the problem document's words, or none
 * @param retryAfter when it may be asked again; null: asking again is of no use
 */
record Refusal(int status, String reason, @Nullable Duration retryAfter) {
    private static final int MAX_LENGTH = 1000;

    static Refusal of(HttpResponse<byte[]> response) {
        return new Refusal(response.statusCode(), reason(response.body()), retryAfter(response));
    }

    private static @Nullable Duration retryAfter(HttpResponse<byte[]> response) {
        boolean mayPass = response.statusCode() == 429 || response.statusCode() == 503;
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> mayPass && seconds.matches("\\d{1,9}"))
                .map(seconds -> Duration.ofSeconds(Math.max(1, Long.parseLong(seconds))))
                .orElse(null);
    }

    private static String reason(byte[] body) {
        try {
            JsonNode problem = JsonMapper.shared().readTree(body);
            StringBuilder reason =
                    new StringBuilder(printable(problem.path("detail").asString("")));
            problem.path("errors")
                    .forEach(error -> reason.append("\n  ")
                            .append(printable(error.path("field").asString("")))
                            .append(": ")
                            .append(printable(error.path("message").asString(""))));
            return reason.toString();
        } catch (JacksonException e) {
            return ""; // what says no such thing is no problem document
        }
    }

    private static String printable(String text) {
        return Printable.of(text, MAX_LENGTH);
    }

    String message(URI server, boolean hasKey) {
        String said = switch (status) {
            case 401 ->
                hasKey
                        ? "The server at %s refuses the API key."
                        : "The server at %s wants an API key, and none was given.";
            case 403 -> "The server at %s does not allow this.";
            case 413 -> "The server at %s does not take so large an archive.";
            case 429 -> "The server at %s has had too much of this for now.";
            default -> "The server at %s refuses this with status " + status + ".";
        };
        return said.formatted(server) + (reason.isBlank() ? "" : " " + reason);
    }
}
