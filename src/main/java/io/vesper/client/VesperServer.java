package io.vesper.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running server. Where it asks to wait, because a limit is reached or its database is away, a request is sent again after that
 * time, unless that is too long.
 */
public final class VesperServer {
    /** How long one request waits at most, all in all. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofMinutes(1);

    private final URI address;
    private final @Nullable String key;
    private final Pause pause;
    // It follows no redirection: the key is for this server only.
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .build();

    /**
     * @param address such as {@code http://localhost:8080}
     * @param key an API key, of visible ASCII characters; null: none
     * @param pause how to wait
     */
    public VesperServer(URI address, @Nullable String key, Pause pause) {
        this.address = address;
        this.key = key;
        this.pause = pause;
    }

    /**
     * Asks for something.
     *
     * @param path with a query, encoded
     * @throws ServerException if there is no answer, or it is a refusal
     */
    public JsonNode get(String path) {
        return send(request(path).timeout(TO_ANSWER).GET().build());
    }

    /**
     * Sends something, for however long that takes.
     *
     * @throws ServerException if there is no answer, or it is a refusal
     */
    public JsonNode post(String path, Upload upload) {
        return send(request(path)
                .header("Content-Type", upload.contentType())
                .POST(upload.body())
                .build());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Accept", "application/json, application/problem+json");
        return key == null ? request : request.header("X-API-Key", key);
    }

    private JsonNode send(HttpRequest request) {
        Duration left = PATIENCE;
        while (true) {
            HttpResponse<byte[]> response = exchange(request);
            if (response.statusCode() / 100 == 2) {
                return json(response.body());
            }
            Refusal refusal = Refusal.of(response);
            Duration wait = refusal.retryAfter();
            if (wait == null) {
                throw new ServerException(refusal.message(address, key != null));
            }
            left = left.minus(wait);
            if (left.isNegative()) {
                throw new ServerException("%s It asks to wait %d s, which is too long for this command."
                        .formatted(refusal.message(address, key != null), wait.toSeconds()));
            }
            pause.pause(wait, refusal.message(address, key != null));
        }
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (ConnectException e) {
            throw new ServerException(
                    "No server answers at %s. Maybe it is not running, or listens at another address or port."
                            .formatted(address),
                    e);
        } catch (HttpTimeoutException e) {
            throw new ServerException("The server at %s does not answer in time.".formatted(address), e);
        } catch (IOException e) {
            throw new ServerException(
                    "The connection to %s broke (%s). Maybe the server was stopped, speaks TLS (https), or refuses so large an upload."
                            .formatted(address, e.getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("The request to %s was interrupted.".formatted(address), e);
        }
    }

    private JsonNode json(byte[] body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            throw new ServerException(
                    "What answers at %s is no Vesper server. Maybe something else listens there.".formatted(address),
                    e);
        }
    }
}
