package io.vesper.dataset;

import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The six cameras of SYSU-MM01. Cameras 2 and 3 stand in one place, the others in places of their own. */
public enum SysuCamera {
    CAM1(1, Modality.VISIBLE, true),
    CAM2(2, Modality.VISIBLE, true),
    CAM3(2, Modality.INFRARED, true),
    CAM4(4, Modality.VISIBLE, false),
    CAM5(5, Modality.VISIBLE, false),
    CAM6(6, Modality.INFRARED, false);

    private static final Map<CameraId, SysuCamera> BY_ID =
            Arrays.stream(values()).collect(Collectors.toMap(SysuCamera::id, Function.identity()));

    private final CameraId id = new CameraId("cam" + (ordinal() + 1));
    private final int location;
    private final Modality modality;
    private final boolean isIndoor;

    SysuCamera(int location, Modality modality, boolean isIndoor) {
        this.location = location;
        this.modality = modality;
        this.isIndoor = isIndoor;
    }

    /**
     * Finds a camera by its id.
     *
     * @param id {@code cam1} to {@code cam6}
     * @throws IllegalArgumentException if it is another
     */
    public static SysuCamera of(CameraId id) {
        SysuCamera camera = BY_ID.get(id);
        if (camera == null) {
            throw new IllegalArgumentException(
                    "The camera (%s) is not one of SYSU-MM01's, cam1 to cam6. Maybe the set needs another protocol."
                            .formatted(id));
        }
        return camera;
    }

    /** The folder's name, {@code cam1} to {@code cam6}. */
    public CameraId id() {
        return id;
    }

    /** Where it stands; two cameras of one location see the same scene. */
    public int location() {
        return location;
    }

    public Modality modality() {
        return modality;
    }

    public boolean isIndoor() {
        return isIndoor;
    }
}
