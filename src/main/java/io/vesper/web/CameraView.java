package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.http.Fields;
import io.vesper.person.Location;
import io.vesper.store.Camera;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A camera of a gallery in JSON. */
@Schema(name = "Camera")
record CameraView(
        @Schema(example = "cam3") String cameraId,

        @Schema(description = "Where it stands; null: not known", example = "north gate") @Nullable
        String location,

        @Schema(description = "Its images in the gallery", example = "41")
        long images) {
    static CameraView of(Camera camera) {
        return new CameraView(
                camera.cameraId().value(),
                camera.location() == null ? null : camera.location().value(),
                camera.images());
    }

    /** All cameras of a gallery. */
    @Schema(name = "CameraList")
    record All(List<CameraView> cameras) {
        static All of(List<Camera> cameras) {
            return new All(cameras.stream().map(CameraView::of).toList());
        }
    }

    /** The body of {@code PUT /galleries/{gallery}/cameras/{cameraId}}. */
    @Schema(name = "CameraSettings")
    record Body(
            @Schema(
                    description = "Where it stands, 1 to 64 characters; null or absent: not known any more",
                    example = "north gate")
            @Nullable
            String location) {
        /** @throws io.vesper.http.InvalidRequestException if it is no location */
        @Nullable
        Location toLocation() {
            Fields fields = new Fields();
            Location read = location == null ? null : fields.required("location", location, Location::new);
            fields.check();
            return read;
        }
    }
}
