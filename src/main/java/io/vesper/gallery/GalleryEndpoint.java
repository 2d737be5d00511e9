package io.vesper.gallery;

import io.vesper.serving.IndexCheck;
import io.vesper.serving.NoActiveModelException;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** {@code /actuator/gallery}: compares index and database now, mends the index, and tells what it found. */
@Endpoint(id = "gallery")
final class GalleryEndpoint {
    private final IndexCheck check;

    GalleryEndpoint(IndexCheck check) {
        this.check = check;
    }

    @ReadOperation
    WebEndpointResponse<Object> check() {
        try {
            return new WebEndpointResponse<>(check.check());
        } catch (NoActiveModelException e) {
            return new WebEndpointResponse<>(
                    Map.of("reason", String.valueOf(e.getMessage())), WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
        }
    }
}
