package io.vesper.client;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** A request's body. It can be sent more than once, and its length is known before. */
public record Upload(String contentType, BodyPublisher body) {
    /** @param values for JSON */
    public static Upload json(Map<String, ?> values) {
        return new Upload(
                "application/json", BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(values)));
    }

    /**
     * A ZIP file as {@code POST /jobs/enroll} takes it; it is read from the disk while it is sent.
     *
     * @param gallery a gallery's name
     * @throws ServerException if there is no such file
     */
    public static Upload archive(Path zip, String gallery) {
        String boundary = "vesper-" + UUID.randomUUID();
        String head = "--%s\r\nContent-Disposition: form-data; name=\"gallery\"\r\n".formatted(boundary)
                + "Content-Type: text/plain; charset=UTF-8\r\n\r\n%s\r\n".formatted(gallery)
                + "--%s\r\nContent-Disposition: form-data; name=\"archive\"; filename=\"pictures.zip\"\r\n"
                        .formatted(boundary)
                + "Content-Type: application/zip\r\n\r\n";
        try {
            return new Upload(
                    "multipart/form-data; boundary=" + boundary,
                    BodyPublishers.concat(
                            BodyPublishers.ofString(head),
                            BodyPublishers.ofFile(zip),
                            BodyPublishers.ofString("\r\n--%s--\r\n".formatted(boundary))));
        } catch (FileNotFoundException e) {
            throw new ServerException("The archive (%s) is gone. Maybe something deleted it.".formatted(zip), e);
        }
    }
}
