package io.vesper.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks HTTP to a server of a test, as any client would. */
final class TestClient {
    private static final String BOUNDARY = "----vesper-test-boundary";

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final String[] headers;

    TestClient(int port) {
        this(port, new String[0]);
    }

    private TestClient(int port, String[] headers) {
        this.port = port;
        this.headers = headers;
    }

    /** The same, sending a key with each request. */
    TestClient withKey(String key) {
        return new TestClient(port, new String[] {"X-API-Key", key});
    }

    Reply get(String path) {
        return send(request(path).GET());
    }

    Reply delete(String path) {
        return send(request(path).DELETE());
    }

    Reply post(String path, Parts parts) {
        return send(request(path)
                .header("Content-Type", parts.contentType())
                .POST(BodyPublishers.ofByteArray(parts.bytes())));
    }

    Reply postJson(String path, String json) {
        return post(path, "application/json", json);
    }

    Reply post(String path, String contentType, String body) {
        return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
    }

    Reply putJson(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    Reply patch(String path, String contentType, String json) {
        return send(request(path).header("Content-Type", contentType).method("PATCH", BodyPublishers.ofString(json)));
    }

    Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lines of an answer as they come; the caller closes it. */
    Stream<String> lines(String path) {
        try {
            return http.send(request(path).GET().build(), BodyHandlers.ofLines())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** An answer. */
    record Reply(int status, HttpHeaders headers, byte[] bytes) {
        JsonNode json() {
            return JsonMapper.shared().readTree(bytes);
        }

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    /** The body of a multipart request. */
    static final class Parts {
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        Parts with(String name, String value) {
            head("name=\"" + name + "\"", "text/plain; charset=UTF-8");
            body.writeBytes(value.getBytes(StandardCharsets.UTF_8));
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            return this;
        }

        Parts image(byte[] picture) {
            return file("image", "picture.jpg", picture);
        }

        Parts file(String name, String fileName, byte[] bytes) {
            head("name=\"" + name + "\"; filename=\"" + fileName + "\"", "application/octet-stream");
            body.writeBytes(bytes);
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            return this;
        }

        private void head(String disposition, String contentType) {
            body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition
                            + "\r\nContent-Type: " + contentType + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }

        String contentType() {
            return "multipart/form-data; boundary=" + BOUNDARY;
        }

        byte[] bytes() {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.writeBytes(body.toByteArray());
            whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
            return whole.toByteArray();
        }
    }
}
