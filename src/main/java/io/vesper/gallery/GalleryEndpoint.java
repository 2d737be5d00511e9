package io.vesper.gallery;

import io.vesper.replica.Replica;
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
    private final Replica replica;

    GalleryEndpoint(IndexCheck check, Replica replica) {
        this.check = check;
        this.replica = replica;
    }

    @ReadOperation
    WebEndpointResponse<Object> check() {
        try {
            return new WebEndpointResponse<>(CheckAnswer.of(check.check(replica::catchUp), replica.state()));
        } catch (NoActiveModelException e) {
            return new WebEndpointResponse<>(
                    Map.of("reason", String.valueOf(e.getMessage())), WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
        }
    }
}
