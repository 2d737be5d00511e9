package io.vesper.web;

import io.vesper.web.TestClient.Parts;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of requests: multipart with pictures and archives, and JSON, of which some is in chunks and some too large. */
final class FuzzedBodies {
    private static final Set<String> REQUIRED = Set.of("modality", "cameraId");
    private static final String MORE_THAN_A_MEGABYTE = " ".repeat((1 << 20) + 1);

    private final Random random;
    private final FuzzedValues values;
    private final HostilePictures pictures;
    private final HostileArchives archives;

    FuzzedBodies(Random random, FuzzedValues values) {
        this.random = random;
        this.values = values;
        this.pictures = new HostilePictures(random);
        this.archives = new HostileArchives(random, pictures, values);
    }

    /** @param names of the parts */
    HttpRequest.Builder multipart(HttpRequest.Builder request, String method, List<String> names) {
        Parts parts = new Parts();
        for (String name : names) {
            if (name.equals("image")) {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    parts.image(pictures.next());
                }
            } else if (name.equals("archive")) {
                for (int i = random.nextInt(20) / 18; i >= 0; i--) {
                    parts.file(name, "pictures.zip", archives.next());
                }
            } else if (random.nextInt(3) == 0 || REQUIRED.contains(name)) {
                parts.with(name, values.next(name));
            }
        }
        return request.header("Content-Type", parts.contentType())
                .method(method, BodyPublishers.ofByteArray(perhapsCut(parts.bytes())));
    }

    /** @param names of the fields */
    HttpRequest.Builder json(HttpRequest.Builder request, String method, String type, List<String> names) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        for (String name : names) {
            switch (random.nextInt(6)) {
                case 0 -> body.putNull(name);
                case 1 -> body.put(name, random.nextInt());
                case 2 -> body.put(name, values.next(name));
                case 3 -> body.putArray(name).add(values.next(name));
                case 4 -> body.putObject(name).put("type", "demo").put("path", values.next("path"));
                default -> {} // left out
            }
        }
        // In front, where no reader can do without it.
        String padding = random.nextInt(20) == 0 ? MORE_THAN_A_MEGABYTE : "";
        return request.header("Content-Type", type).method(method, perhapsInChunks(padding + body));
    }

    private BodyPublisher perhapsInChunks(String body) {
        byte[] bytes = perhapsCut(body.getBytes(StandardCharsets.UTF_8));
        return random.nextInt(4) > 0
                ? BodyPublishers.ofByteArray(bytes)
                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)); // says no length
    }

    private byte[] perhapsCut(byte[] body) {
        return random.nextInt(10) > 0 ? body : Arrays.copyOf(body, random.nextInt(body.length + 1));
    }
}
